#include "sandbox/world_reader.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <string>

#include "sandbox/builtin_worlds.hpp"
#include "sandbox/document.hpp"
#include "sandbox/sync_2021_writer.hpp"

using namespace censusctl::sandbox;
namespace json = boost::json;

namespace {

std::string error_of(std::string_view document) {
    try {
        static_cast<void>(read_world(json::parse(document)));
    } catch (const document_error& error) {
        return error.what();
    }
    return "no error";
}

/// A world with one of each, with some JSON put in for each place.
std::string world_with(std::string_view in_model, std::string_view in_field, std::string_view in_sync,
                       std::string_view in_run) {
    return R"({"version": 1,
      "sources": [{"id": 1, "name": "W", "data_sources": [{"type": "model", "id": 2, "name": "m")" +
           std::string{in_model} + R"(}]}],
      "destinations": [{"id": 3, "name": "D", "objects": [{"full_name": "o", "fields": [{"full_name": "f")" +
           std::string{in_field} + R"(}]}]}],
      "syncs": [{"id": 4, "operation": "upsert",
        "source_attributes": {"connection_id": 1, "data_source": {"id": 2}},
        "destination_attributes": {"connection_id": 3, "object": "o"},
        "mappings": [{"from": "X", "to": "f", "is_primary_identifier": true}])" +
           std::string{in_sync} + R"(}],
      "sync_runs": [{"id": 5, "sync_id": 4, "status": "completed", "created_at": "2021-10-20T02:51:07.546Z")" +
           std::string{in_run} + "}]}";
}

}  // namespace

TEST_CASE("a short world is filled in") {
    const world made = read_world(json::parse(world_with("", "", "", "")));
    CHECK(made.settings.clock == 1635724800000);
    CHECK(made.settings.tick == 1000);
    CHECK(made.settings.next_sync_id == 5);
    CHECK(made.settings.next_run_id == 6);
    REQUIRE(made.sources.size() == 1);
    CHECK(made.sources[0].data_sources[0].records == 100);
    REQUIRE(made.destinations.size() == 1);
    const destination_object* object = made.destinations[0].find_object("o");
    REQUIRE(object != nullptr);
    CHECK(object->row.at("label") == "o");
    REQUIRE(object->find_field("f") != nullptr);
    CHECK(object->find_field("f")->createable);
    CHECK(object->find_field("F") == nullptr);
    REQUIRE(made.syncs.size() == 1);
    CHECK(made.syncs[0].created == made.settings.clock);
}

TEST_CASE("the settings of a world are read") {
    const world made = read_world(json::parse(R"({"version": 1, "settings": {"clock": "2022-01-01T00:00:00Z",
        "tick": 0, "run_duration": 60, "constants": "as_sent", "mapping_order": "as_sent",
        "next_sync_id": 7, "next_run_id": 9}})"));
    CHECK(made.settings.clock == 1640995200000);
    CHECK(made.settings.tick == 0);
    CHECK(made.settings.run_duration == 60000);
    CHECK(!made.settings.constants_as_strings);
    CHECK(!made.settings.shuffle_mappings);
    CHECK(made.settings.next_sync_id == 7);
    CHECK(made.settings.next_run_id == 9);
}

TEST_CASE("the clock starts after what is there and ids after the highest") {
    const world made =
        read_world(json::parse(world_with("", "", R"(, "created_at": "2023-01-01T00:00:00.000Z")", "")));
    CHECK(made.settings.clock == 1672531200000);
}

TEST_CASE("a wrong world says what is wrong and where") {
    CHECK(error_of("[]") == "must be an object");
    CHECK(error_of("{}") == "version is missing");
    CHECK(error_of(R"({"version": 2})") == "version must be 1");
    CHECK(error_of(R"({"version": 1, "source": []})") == "source is not known here; did you mean 'sources'?");
    CHECK(error_of(R"({"version": 1, "sources": {}})") == "sources must be a list");
    CHECK(error_of(R"({"version": 1, "sources": [{"id": 1}]})") == "sources[0].name is missing");
    CHECK(error_of(R"({"version": 1, "sources": [{"id": 0, "name": "x"}]})")
              .starts_with("sources[0].id must be between 1 and "));
    CHECK(error_of(R"({"version": 1, "sources": [{"id": 1, "name": "x"}, {"id": 1, "name": "y"}]})") ==
          "sources[1].id is used twice");
    CHECK(error_of(R"({"version": 1, "destinations": [{"id": 1, "name": "x"}, {"id": 1, "name": "y"}]})") ==
          "destinations[1].id is used twice");
    CHECK(error_of(R"({"version": 1, "settings": {"tick": -1}})") ==
          "settings.tick must be between 0 and 31622400");
    CHECK(error_of(R"({"version": 1, "settings": {"clock": "now"}})") ==
          "settings.clock must be a time such as \"2021-11-01T00:00:00.000Z\"");
    CHECK(error_of(R"({"version": 1, "settings": {"constants": "text"}})") ==
          "settings.constants must be one of strings, as_sent");
    CHECK(error_of(R"({"version": 1, "settings": {"speed": 1}})") == "settings.speed is not known here");
    const std::string model = "sources[0].data_sources[0].";
    CHECK(error_of(world_with(R"(, "records": -1)", "", "", "")) ==
          model + "records must be between 0 and 1000000000000");
    CHECK(error_of(world_with(R"(, "records": 1, "records_failed": 2)", "", "", "")) ==
          "sources[0].data_sources[0] must have at least as many records as are invalid and failed");
    CHECK(error_of(world_with(R"(, "fail_run": {})", "", "", "")) ==
          model + "fail_run is not known here; did you mean 'fail_runs'?");
    CHECK(error_of(world_with(R"(, "fail_runs": {"error_code": "X"})", "", "", "")) ==
          model + "fail_runs.error_message is missing");
    CHECK(error_of(world_with(R"(, "columns": [{"name": "A"}, {"name": "A"}])", "", "", "")) ==
          model + "columns[1].name is used twice");
    CHECK(error_of(world_with(R"(, "created_at": "x")", "", "", "")) ==
          model + "created_at must be a time such as \"2021-11-01T00:00:00.000Z\"");
    const std::string field = "destinations[0].objects[0].fields[0].";
    CHECK(error_of(world_with("", R"(, "creatable": true)", "", "")) ==
          field + "creatable is not known here; did you mean 'createable'?");
    CHECK(error_of(world_with("", R"(, "operations": ["append"])", "", "")) ==
          field + "operations[0] must be one of merge, overwrite");
    CHECK(error_of(world_with("", "}, {\"full_name\": \"f\"", "", "")) ==
          "destinations[0].objects[0].fields[1].full_name is used twice");
    CHECK(error_of(world_with("", "", R"(, "colour": 1)", "")) == "syncs[0].colour is not known here");
    CHECK(error_of(world_with("", "", R"(, "schedule_hour": 25)", "")) ==
          "syncs[0].schedule_hour must be between 0 and 24");
    CHECK(error_of(world_with("", "", R"(, "source_attributes": {"connection_id": 9})", "")) ==
          "syncs[0].source_attributes.connection_id names no source: 9");
    CHECK(error_of(world_with("", "", R"(}, {"id": 4, "operation": "upsert",
        "source_attributes": {"connection_id": 1, "data_source": {"id": 2}},
        "destination_attributes": {"connection_id": 3, "object": "o"}, "mappings": [])",
                              "")) == "syncs[1].id is used twice: 4");
    CHECK(error_of(world_with("", "", "", R"(, "status": "done")")) ==
          "sync_runs[0].status must be one of queued, working, completed, failed, skipped, cancelled, "
          "canceled, "
          "preparing, unknown");
    CHECK(error_of(world_with("", "", "", R"(, "sync_id": 9)")) == "sync_runs[0].sync_id names no sync: 9");
}

TEST_CASE("a live sync of a world may break the rules for new ones") {
    // Its fields may have been deleted since, and that is something to try.
    const world made = read_world(json::parse(
        world_with("", "", R"(, "mappings": [{"from": "gone", "to": "gone"}], "label": "old")", "")));
    CHECK(sync_2021_row(made.syncs[0], made).at("mappings").at(0).at("to") == "gone");
}

TEST_CASE("the large world has as many syncs as it says") {
    const std::optional<world> made = builtin_world("large:1234");
    REQUIRE(made);
    REQUIRE(made->syncs.size() == 1234);
    const json::object last = sync_2021_row(made->syncs.back(), *made);
    CHECK(last.at("id") == 1234);
    CHECK(last.at("label") == "sync-01234");
    CHECK(last.at("mappings").as_array().size() == 8);
    CHECK(last.at("mappings").at(7).at("from").at("value") == "sync-01234");
    CHECK(last.at("created_at") == "2021-11-01T00:00:00.000Z");
    CHECK(made->settings.next_sync_id == 1235);
    CHECK(!builtin_world("huge"));
}
