#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "unit/sandbox/support/workspace_client.hpp"

// tests/unit/sandbox/data holds the examples of the API reference, repaired where they are not JSON.

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

namespace {

/// The rows of the example stand first in the list, in its order.
void check_first_rows(const json::value& list, const json::value& expected) {
    const json::array& wanted = expected.as_array();
    REQUIRE(list.as_array().size() >= wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i)
        CHECK(json::serialize(list.as_array()[i]) == json::serialize(wanted[i]));
}

void check_same(const json::value& got, const json::value& expected) {
    CHECK(json::serialize(got) == json::serialize(expected));
}

}  // namespace

TEST_CASE("the reference world serves the examples of sources field for field") {
    const workspace_client client{options_of("")};
    check_first_rows(client.data("/sources"), reference_example("get_sources").at("data"));
    check_same(client.get("/sources/4"), reference_example("get_sources_id"));
    check_same(client.get("/sources/4/models/18"), reference_example("get_sources_id_models_id"));
    check_same(client.get("/sources/4/tables/2"), reference_example("get_sources_id_tables_id"));
}

TEST_CASE(
    "the reference world serves the example of data sources but for a query that the page gives twice") {
    const workspace_client client{options_of("reference")};
    json::value expected = reference_example("get_sources_id_data_sources");
    // The page shows the query of model 18 in two versions; the world has that of the model's own endpoint.
    expected.at("data").at(2).at("query") =
        reference_example("get_sources_id_models_id").at("data").at("query");
    check_same(client.get("/sources/4/data_sources"), expected);
}

TEST_CASE("the reference world serves the examples of destinations field for field") {
    const workspace_client client{options_of("reference")};
    check_first_rows(client.data("/destinations"), reference_example("get_destinations").at("data"));

    json::value braze = client.get("/destinations/15");
    json::value expected = reference_example("get_destinations_id");
    check_first_rows(braze.at("data").at("objects"), expected.at("data").at("objects"));
    braze.at("data").at("objects") = nullptr;
    expected.at("data").at("objects") = nullptr;
    check_same(braze, expected);

    json::value user = client.get("/destinations/15/objects/user");
    expected = reference_example("get_destinations_id_objects_name");
    CHECK(expected.at("data").at("fields").as_array().size() == 5);
    check_first_rows(user.at("data").at("fields"), expected.at("data").at("fields"));
    user.at("data").at("fields") = nullptr;
    expected.at("data").at("fields") = nullptr;
    check_same(user, expected);
}

TEST_CASE("the reference world serves the examples of syncs and runs field for field") {
    const workspace_client client{options_of("reference")};
    check_first_rows(client.data("/syncs"), reference_example("get_syncs").at("data"));
    check_same(client.get("/syncs/61"), reference_example("get_syncs_id"));
    check_same(client.get("/sync_runs/94"), reference_example("get_sync_runs_id"));
    check_same(client.get("/syncs/52/sync_runs"), reference_example("get_syncs_id_sync_runs"));
}

TEST_CASE("the reference world takes the example of a new sync and answers as the page shows") {
    const workspace_client client{options_of("reference")};
    const response created =
        client.ask("POST", "/syncs", json::serialize(reference_example("post_syncs_request")));
    CHECK(created.status == 201);
    CHECK(created.body == json::serialize(reference_example("post_syncs")));
    const response triggered = client.ask("POST", "/syncs/4545/trigger");
    CHECK(triggered.status == 200);
    CHECK(triggered.body == json::serialize(reference_example("post_syncs_id_trigger")));
}

TEST_CASE("an object whose name is JSON with slashes and percent signs is found by its encoded name") {
    const workspace_client client{options_of("reference")};
    const json::value found = client.data(
        "/destinations/12/objects/%7B%22spreadsheet_id%22%3A%221AbC%2Fx%2520y%22%2C%22sheet_id%22%3A0%7D");
    CHECK(found.at("full_name") == R"({"spreadsheet_id":"1AbC/x%20y","sheet_id":0})");
    CHECK(found.at("fields").as_array().empty());
}

TEST_CASE("the reference world takes the sync that the manifest of the documentation describes") {
    const workspace_client client{options_of("reference")};
    const response created = client.ask("POST", "/syncs", R"({"label": "Braze users", "operation": "upsert",
        "source_attributes": {"connection_id": 12, "data_source": {"type": "model", "name": "braze_test"}},
        "destination_attributes": {"connection_id": 15, "object": "user"},
        "schedule_frequency": "weekly", "schedule_day": "Sunday", "schedule_hour": 8, "schedule_minute": 30,
        "paused": false, "trigger_on_dbt_cloud_rebuild": false, "field_behavior": "specific_properties",
        "mappings": [
          {"from": "EMAIL", "to": "external_id", "is_primary_identifier": true},
          {"from": {"value": "cohort_1", "type": "text"}, "to": "cohort"},
          {"from": "LIST_ID", "to": "list_id", "lookup_object": "user_list", "lookup_field": "name"},
          {"from": "TAGS", "to": "tags", "operation": "merge"},
          {"from": "HUE", "to": "favourite_hue", "generate_field": true, "preserve_values": true}]})");
    CHECK(created.status == 201);
    CHECK(client.data("/sources").at(2).at("name") == "Snowflake - Prod");
    CHECK(client.data("/syncs/4545").at("mappings").as_array().size() == 5);
}

TEST_CASE("what the files of the examples read besides is there for V1 and V2 and not for 2021") {
    const workspace_client old{options_of("reference")};
    const json::value of_2021 = old.data("/sources/12/data_sources");
    CHECK(of_2021.as_array().size() == 6);
    for (const json::value& row : of_2021.as_array()) {
        const json::value& type = row.at("type");
        CHECK_MESSAGE((type == "model" || type == "table"), json::serialize(row));
    }
    CHECK(old.ask("GET", "/datasets").status == 404);

    server_options of_today = options_of("reference");
    of_today.api = served_api::v1;
    const workspace_client today{std::move(of_today)};
    const json::value objects = today.data("/sources/12/objects");
    json::array named;
    for (const json::value& row : objects.as_array()) {
        if (row.at("type") != "model" && row.at("type") != "table")
            named.emplace_back(json::array{row.at("type"), row.at("id"), row.at("name")});
    }
    CHECK(json::serialize(named) == R"([["topic",37,"signups"],["segment",42,"VIP customers"]])");
    CHECK(today.data("/sources/12/filter_segments/42").at("cohorts").as_array().size() == 2);
    CHECK(today.data("/datasets").as_array().size() == 1);
    CHECK(today.data("/datasets/41").at("columns").as_array().size() == 4);
}
