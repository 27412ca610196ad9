#include "census/sync_codec.hpp"

#include <doctest/doctest.h>

#include "json/canonical.hpp"
#include "unit/census/support/decode.hpp"
#include "unit/census/support/random_sync.hpp"
#include "unit/census/support/reference_replies.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

constexpr std::string_view smallest = R"({"id": 61, "operation": "upsert",
    "source_attributes": {"connection_id": 4, "data_source": {"type": "model", "id": 15}},
    "destination_attributes": {"connection_id": 15, "object": "user"}, "mappings": []})";

std::string canonical(std::string_view text) {
    json::document document;
    REQUIRE(document.parse(text));
    return json::canonical(document.root());
}

/// The text of `smallest` with one part of it replaced.
std::string changed(std::string_view part, std::string_view by) {
    std::string text(smallest);
    const auto at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), by);
}

model::mapping plain(std::string from, std::string to) {
    model::column_source column;
    column.name = std::move(from);
    model::mapping mapping;
    mapping.from = std::move(column);
    mapping.to = std::move(to);
    return mapping;
}

}  // namespace

TEST_CASE("a sync that leaves out what it may has the defaults") {
    const auto read = decode(smallest, decode_sync);
    CHECK(read.problem.empty());
    CHECK(read.value.id == 61);
    CHECK(read.value.status.empty());
    const model::sync_spec& spec = read.value.spec;
    CHECK(spec.label.empty());
    CHECK(spec.operation == "upsert");
    CHECK_FALSE(spec.paused);
    CHECK_FALSE(spec.trigger_on_dbt_cloud_rebuild);
    CHECK(spec.field_behavior == "specific_properties");
    CHECK(spec.field_normalization.empty());
    CHECK(spec.schedule == model::schedule{});
    CHECK(spec.mappings.empty());
}

TEST_CASE("problems of a sync are located") {
    CHECK(decode(changed("\"id\": 61,", ""), decode_sync).problem == "/id is missing");
    CHECK(decode(changed("\"upsert\"", "null"), decode_sync).problem ==
          "/operation is null, expected a string");
    CHECK(decode(changed("\"mappings\": []", "\"x\": []"), decode_sync).problem == "/mappings is missing");
    CHECK(decode(changed("\"mappings\": []", "\"mappings\": null"), decode_sync).problem.empty());
    CHECK(decode(changed("[]", R"([{"from": "A", "to": "a"}, {"from": "B"}])"), decode_sync).problem ==
          "/mappings/1/to is missing");
    CHECK(decode(changed("\"object\": \"user\"", "\"object\": 5"), decode_sync).problem ==
          "/destination_attributes/object is a number, expected a string");
    CHECK(decode(changed("\"type\": \"model\"", "\"type\": 1"), decode_sync).problem ==
          "/source_attributes/data_source/type is a number, expected a string");
    CHECK(decode("[" + std::string(smallest) + ", 7]", rows_of<decode_sync>).problem ==
          "/1 is a number, expected an object");
    CHECK(decode("{}", rows_of<decode_sync>).problem == " is an object, expected an array");
    CHECK(decode(R"({"sync_id": "4545"})", decode_created_sync).value == 4545);
    CHECK(decode(R"({"id": 4545})", decode_created_sync).problem == "/sync_id is missing");
}

TEST_CASE("the smallest sync is sent with what is always sent") {
    model::sync_spec spec;
    spec.operation = "mirror";
    spec.source.connection_id = 4;
    spec.source.type = "model";
    spec.source.id = 15;
    spec.destination.connection_id = 15;
    spec.destination.object = "user";
    CHECK(encode_sync(spec) ==
          R"({"operation":"mirror","source_attributes":{"connection_id":4,"data_source":{"type":"model",)"
          R"("id":15}},"destination_attributes":{"connection_id":15,"object":"user"},)"
          R"("schedule_frequency":"never","paused":false,"mappings":[]})");
}

TEST_CASE("the example of the reference is sent as it stands there") {
    model::sync_spec spec;
    spec.label = "TEST 1";
    spec.operation = "mirror";
    spec.schedule.frequency = "daily";
    spec.destination.connection_id = 15;
    spec.destination.object = "user_data";
    spec.source.connection_id = 12;
    spec.source.type = "model";
    spec.source.name = "test_ads";
    spec.mappings.push_back(plain("hashed_email", "user_identifier.hashed_email_PREHASHED"));
    spec.mappings.back().is_primary_identifier = true;
    spec.mappings.push_back(plain("list_id", "list_id"));
    spec.mappings.back().lookup_object = "user_list";
    spec.mappings.back().lookup_field = "name";
    model::constant_source cohort;
    cohort.type = "text";
    cohort.value = "cohort_1";
    spec.mappings.push_back(plain("", "cohort"));
    spec.mappings.back().from = cohort;

    // The example leaves out `paused`, which we always say.
    std::string expected(reference::create_request);
    expected.insert(1, "\"paused\": false,");
    CHECK(canonical(encode_sync(spec)) == canonical(expected));
}

TEST_CASE("what differs from the defaults is sent") {
    model::sync_spec spec;
    spec.operation = "upsert";
    spec.paused = true;
    spec.trigger_on_dbt_cloud_rebuild = true;
    spec.field_behavior = "sync_all_properties";
    spec.field_normalization = "snake_case";
    const std::string text = encode_sync(spec);
    CHECK(text.find(R"("paused":true,"trigger_on_dbt_cloud_rebuild":true,)"
                    R"("field_behavior":"sync_all_properties","field_normalization":"snake_case")") !=
          std::string::npos);
}

TEST_CASE("any sync comes back from the server as it was sent") {
    std::mt19937 random(20211022);
    for (int round = 0; round < 2000; ++round) {
        const model::sync_spec sent = random_sync(random);
        const std::string body = encode_sync(sent);
        CAPTURE(body);
        const auto back = decode(as_the_server_returns(body, 61), decode_sync);
        REQUIRE(back.problem.empty());
        REQUIRE(back.value.id == 61);
        REQUIRE(back.value.spec == sent);
    }
}
