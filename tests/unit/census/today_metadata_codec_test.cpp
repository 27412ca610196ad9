#include "census/today_metadata_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

template <class T>
T read(std::string_view json, void (*codec)(const json::reader&, T&)) {
    const auto outcome = decode(json, codec);
    CHECK(outcome.problem == "");
    return outcome.value;
}

}  // namespace

TEST_CASE("a segment comes with its dataset and its cohorts, a model with the dataset that it is") {
    const auto segment = read(
        R"({"type": "segment", "id": 18, "name": "vip", "model_id": 18, "dataset_id": 8859, "filter_segment_source_object_id": 990002,
            "cohorts": [{"id": 21, "name": "Treatment A"}]})",
        decode_today_source_object);
    CHECK(segment.id == 18);
    CHECK(segment.dataset_id == 8859);
    REQUIRE(segment.cohorts.size() == 1);
    CHECK(segment.cohorts[0].id == 21);
    CHECK_FALSE(segment.columns_fetched);
    CHECK(
        read(
            R"({"type": "model", "id": 18, "name": "users", "dataset_id=": 3, "dataset_id": 12, "columns": []})",
            decode_today_source_object)
            .dataset_id == 12);
}

TEST_CASE("a dataset has its columns, also one that has no query") {
    const auto dataset = read(
        R"({"id": 18, "source_id": 207672, "type": "entity_resolution", "name": "people", "columns": [{"name": "id", "data_type": "text"}]})",
        decode_dataset);
    CHECK(dataset.source_id == model::connection_id(207672));
    CHECK(dataset.object.type == "dataset");
    REQUIRE(dataset.object.columns.size() == 1);
    CHECK(dataset.object.columns[0].type == "text");
}

TEST_CASE("objects in the list of destinations are left aside, whatever they hold") {
    const auto destination = read(
        R"({"id": 15, "name": "Exports", "type": "s3", "is_file_system_destination": true, "objects": [{"full_name": 5}]})",
        decode_today_destination_connection);
    CHECK(destination.type == "s3");
    CHECK(destination.is_file_system);
    CHECK(destination.objects.empty());
    CHECK_FALSE(destination.objects_fetched);
}

TEST_CASE("an object tells which operations need no key") {
    const auto object = read(
        R"({"full_name": "a", "primary_identifier_mapping_attributes": {"mirror": {"required": false}, "upsert": {"required": true},
            "append": {}, "insert": null}, "fields": []})",
        decode_today_object);
    CHECK(object.keyless_operations == std::vector<std::string>{"mirror"});
}

TEST_CASE(
    "of the two names of a run's invalid records the newer counts, and a run may be canceled in two "
    "spellings") {
    CHECK(
        read(
            R"({"id": 1, "sync_id": 2, "status": "completed", "records_invalid": 3, "source_record_invalids": 4})",
            decode_today_run)
            .records_invalid == 4);
    CHECK(
        read(
            R"({"id": 1, "sync_id": 2, "status": "completed", "records_invalid": 3, "source_record_invalids": null})",
            decode_today_run)
            .records_invalid == 3);
    for (const char* status : {"cancelled", "canceled"}) {
        CHECK(read(R"({"id": 1, "sync_id": 2, "status": ")" + std::string(status) + "\"}", decode_today_run)
                  .ended());
    }
    CHECK_FALSE(read(R"({"id": 1, "sync_id": 2, "status": "queued"})", decode_today_run).ended());
    CHECK(read(R"({"id": 1, "sync_id": 2, "status": "skipped"})", decode_today_run).ended());
}

// Hazard 127.
TEST_CASE("a run has ended as its status says, whatever texts it has beside it") {
    const auto run = read(
        R"({"id": 1, "sync_id": 2, "status": "completed", "current_step": "\u001b[31mfailed", "error_code": "X",
            "error_message": "one record was odd"})",
        decode_today_run);
    CHECK(run.ended());
    CHECK(run.succeeded());
    CHECK(run.error_message == "one record was odd");
}

TEST_CASE("an object tells whether it can be written to, whether it has an order, and its settings") {
    const auto silent = read(R"({"full_name": "a", "fields": []})", decode_today_object);
    CHECK(silent.can_be_destination);
    CHECK_FALSE(silent.supports_field_order);
    CHECK_FALSE(silent.settings);
    const auto told = read(
        R"({"full_name": "a", "can_be_sync_destination": false, "supports_field_ordering": false, "fields": [],
            "advanced_configuration_field_definitions": [
              {"name": "format", "type": "string", "required": true, "supported_values": ["CSV", 5], "default": "CSV"}, {"name": "b"}]})",
        decode_today_object);
    CHECK_FALSE(told.can_be_destination);
    CHECK(told.supports_field_order == false);
    REQUIRE(told.settings);
    REQUIRE(told.settings->size() == 2);
    CHECK(told.settings->front().type == "string");
    CHECK(told.settings->front().required);
    CHECK(told.settings->front().supported_values == std::vector<std::string>{"CSV"});
}
