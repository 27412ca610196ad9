#include "census/today_source_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

model::data_source read(const std::string& json) {
    const auto source = decode(json, decode_today_source);
    CHECK(source.problem == "");
    return source.value;
}

std::string written(const model::data_source& source) {
    json::writer to;
    encode_today_source(to, source, {});
    return to.take();
}

}  // namespace

TEST_CASE("the server's names of sources are brought back to those of requests, ids to their own kinds") {
    const auto dataset = read(
        R"({"connection_id": 4, "object": {"type": "business_object_source", "id": 990001, "dataset_id": 8859, "name": "golden-users"}})");
    CHECK(dataset.type == "dataset");
    CHECK(dataset.id == 8859);
    CHECK(dataset.name == "golden-users");
    CHECK(dataset.connection_id == model::connection_id(4));
    CHECK(written(dataset) == R"({"connection_id":4,"object":{"type":"dataset","id":8859}})");
}

TEST_CASE("a segment's id stands beside the object or inside it") {
    for (
        const char* json :
        {R"({"connection_id": 4, "filter_segment_id": 18, "object": {"type": "filter_segment_source", "id": 990002, "dataset_id": 8859}})",
         R"({"connection_id": 4, "filter_segment_id": 18, "object": {"type": "model", "id": 3, "dataset_id": 8859}})",
         R"({"connection_id": 4, "object": {"type": "filter_segment_source", "dataset_id": 8859, "filter_segment_id": "18"}})",
         R"({"connection_id": 4, "filter_segment_id": 18, "object": {"type": "dataset", "id": 8859}})"}) {
        CAPTURE(json);
        const auto segment = read(json);
        CHECK(segment.type == "segment");
        CHECK(segment.id == 18);
        CHECK(segment.dataset_id == 8859);
        CHECK(written(segment) ==
              R"({"connection_id":4,"object":{"type":"dataset","id":8859},"filter_segment_id":18})");
    }
}

// Hazard 19.
TEST_CASE("an id that is 0 or null names no segment and no cohort, and none is sent") {
    for (const char* ids :
         {R"("filter_segment_id": 0, "cohort_id": 0)", R"("filter_segment_id": null, "cohort_id": null)"}) {
        CAPTURE(ids);
        const auto whole =
            read(R"({"connection_id": 4, )" + std::string(ids) +
                 R"(, "object": {"type": "business_object_source", "id": 990001, "dataset_id": 12}})");
        CHECK(whole.type == "dataset");
        CHECK(whole.id == 12);
        CHECK(written(whole) == R"({"connection_id":4,"object":{"type":"dataset","id":12}})");
    }
}

TEST_CASE("a cohort is a part of a dataset too") {
    const auto cohort = read(
        R"({"connection_id": 4, "cohort_id": 21, "object": {"type": "cohort_source", "id": 990003, "dataset_id": 8859}})");
    CHECK(cohort.type == "cohort");
    CHECK(cohort.id == 21);
    CHECK(written(cohort) == R"({"connection_id":4,"object":{"type":"dataset","id":8859},"cohort_id":21})");
}

TEST_CASE("tables go by their names, models and topics by their ids") {
    const auto table = read(
        R"({"connection_id": 4, "object": {"type": "table", "id": 55012, "table_catalog": "dev", "table_schema": "public", "table_name": "users"}})");
    CHECK(table.id == 55012);
    CHECK(
        written(table) ==
        R"({"connection_id":4,"object":{"type":"table","table_name":"users","table_schema":"public","table_catalog":"dev"}})");
    const auto model = read(R"({"object": {"type": "model", "id": "18", "dataset_id": 12}})");
    CHECK_FALSE(model.connection_id.known());
    CHECK(model.dataset_id == 12);
    CHECK(written(model) == R"({"object":{"type":"model","id":18}})");
    CHECK(written(read(R"({"object": {"type": "topic", "name": "signups"}})")) ==
          R"({"object":{"type":"topic","name":"signups"}})");
}

TEST_CASE("a type that is none of ours keeps its word, and what is deleted has none") {
    CHECK(read(R"({"connection_id": 4, "object": {"type": "later_thing", "id": 3}})").type == "later_thing");
    CHECK(read(R"({"connection_id": 4, "object": null})").type.empty());
}

TEST_CASE("a source of another generation is told at its place") {
    CHECK(decode(R"({"connection_id": 4, "data_source": {"type": "model", "id": 18}})", decode_today_source)
              .problem == "/object is missing; 'data_source' in its place is of the generation 2021");
    CHECK(decode(R"({"connection_id": 4, "object": {"id": 18}})", decode_today_source).problem ==
          "/object/type is missing");
}
