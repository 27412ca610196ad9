#include "census/v2_metadata_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

TEST_CASE("an activation is read by what its members hold, whatever they are called") {
    for (const std::string_view names : {"source destination", "warehouse service"}) {
        const std::string first(names.substr(0, names.find(' ')));
        const std::string second(names.substr(names.find(' ') + 1));
        const auto read = decode(
            R"({"id": "glimmering_donkey", "name": "Salesforce - Prod", "group_id": "g", "extra": {"a": 1}, ")" +
                first + R"(": {"id": 207672, "name": "W", "type": "redshift"}, ")" + second +
                R"(": {"id": 207671, "type": "salesforce", "last_tested_at": null, "is_file_system_destination": true}})",
            decode_activation);
        CHECK(read.problem.empty());
        CHECK(read.value.id.text() == "glimmering_donkey");
        CHECK(read.value.name == "Salesforce - Prod");
        CHECK(read.value.group == "g");
        CHECK(read.value.source_id == model::connection_id(207672));
        CHECK(read.value.service_id == model::connection_id(207671));
        CHECK(read.value.type == "salesforce");
        CHECK(read.value.is_file_system);
    }
}

TEST_CASE("an activation that says no source is none that can be understood") {
    CHECK(decode(R"({"id": "a", "destination": {"id": 1, "created_at": "x"}})", decode_activation).problem ==
          " is an activation that does not say which source it is coupled with");
    CHECK(decode(R"({"name": "a"})", decode_activation).problem == "/id is missing");
}

TEST_CASE("a V2 source has a group") {
    const auto read =
        decode(R"({"id": 4, "name": "W", "group_id": "wandering_aimlessly"})", decode_v2_source);
    CHECK(read.problem.empty());
    CHECK(read.value.group == "wandering_aimlessly");
    CHECK(read.value.id == model::connection_id(4));
}
