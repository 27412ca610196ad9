#include "census/destination_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

std::string encoded(const model::destination& destination) {
    json::writer to;
    encode_destination(to, destination);
    return to.take();
}

}  // namespace

TEST_CASE("the lead union is read beside the attributes or inside of them") {
    for (
        const std::string_view text :
        {R"({"lead_union_insert_to": "Lead", "destination_attributes": {"connection_id": 15, "object": "u"}})",
         R"({"lead_union_insert_to": null, "destination_attributes":
              {"connection_id": 15, "object": "u", "lead_union_insert_to": "Lead"}})",
         R"({"destination_attributes":
              {"connection_id": "15", "object": "u", "lead_union_insert_to": "Lead"}})"}) {
        CAPTURE(text);
        const auto read = decode(text, decode_destination);
        CHECK(read.problem.empty());
        CHECK(read.value.connection_id == 15);
        CHECK(read.value.object == "u");
        CHECK(read.value.lead_union_insert_to == "Lead");
    }
    const auto none = decode(R"({"lead_union_insert_to": null,
        "destination_attributes": {"connection_id": 15, "object": "u"}})",
                             decode_destination);
    CHECK(none.value.lead_union_insert_to.empty());
}

TEST_CASE("a destination that is gone reads as unknown and a missing one is a problem") {
    const auto gone =
        decode(R"({"destination_attributes": {"connection_id": null, "object": null}})", decode_destination);
    CHECK(gone.problem.empty());
    CHECK(gone.value == model::destination{});
    CHECK(decode("{}", decode_destination).problem == "/destination_attributes is missing");
    CHECK(decode(R"({"destination_attributes": {"object": "u"}})", decode_destination).problem ==
          "/destination_attributes/connection_id is missing");
    CHECK(decode(R"({"destination_attributes": {"connection_id": 15}})", decode_destination).problem ==
          "/destination_attributes/object is missing");
}

TEST_CASE("the lead union is sent inside the attributes") {
    model::destination destination;
    destination.connection_id = 15;
    destination.object = R"({"sheet_id":5})";
    CHECK(encoded(destination) == R"({"connection_id":15,"object":"{\"sheet_id\":5}"})");
    destination.lead_union_insert_to = "Lead";
    destination.object = "u";
    CHECK(encoded(destination) == R"({"connection_id":15,"object":"u","lead_union_insert_to":"Lead"})");
}
