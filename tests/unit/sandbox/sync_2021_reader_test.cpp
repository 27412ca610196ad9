#include "sandbox/sync_2021_reader.hpp"

#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <string>

#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

namespace {

/// A good request with the member at a path such as "/mappings/0/to" set to some JSON text.
std::string changed(std::string_view path, std::string_view text) {
    json::value request = good_sync();
    json::value* at = &request;
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::string_view key = path.substr(0, path.find('/'));
        path.remove_prefix(key.size());
        at = at->is_array() ? &at->get_array().at(std::stoul(std::string{key})) : &at->as_object()[key];
    }
    *at = json::parse(text);
    return json::serialize(request);
}

std::string without(std::string_view key) {
    json::object request = good_sync();
    request.erase(key);
    return json::serialize(request);
}

}  // namespace

TEST_CASE("a body that is not a JSON object is refused with 422") {
    const workspace_client client{options_of("reference")};
    const auto post = [&](std::string_view body) {
        return verdict(client.ask("POST", "/syncs", body));
    };
    CHECK(post("") == "422 The request body is not JSON");
    CHECK(post("{") == "422 The request body is not JSON");
    CHECK(post("{\"a\":\"\xff\"}") == "422 The request body is not JSON");
    CHECK(post(std::string(5000, '[')) == "422 The request body is not JSON");
    CHECK(post("[]") == "422 The request body must be a JSON object");
    CHECK(post("null") == "422 The request body must be a JSON object");
    CHECK(client.data("/syncs").as_array().size() == 3);
}

TEST_CASE("what a request must have is asked for by name") {
    const workspace_client client{options_of("reference")};
    const auto post = [&](const std::string& body) {
        return verdict(client.ask("POST", "/syncs", body));
    };
    CHECK(post("{}") == "422 operation is missing");
    CHECK(post(without("operation")) == "422 operation is missing");
    CHECK(post(without("source_attributes")) == "422 source_attributes is missing");
    CHECK(post(without("destination_attributes")) == "422 destination_attributes is missing");
    CHECK(post(without("mappings")) == "422 mappings is missing");
    CHECK(post(changed("/operation", "null")) == "422 operation is missing");
    CHECK(post(changed("/source_attributes", "{}")) == "422 source_attributes.connection_id is missing");
    CHECK(post(changed("/source_attributes", R"({"connection_id": 12})")) ==
          "422 source_attributes.data_source is missing");
    CHECK(post(changed("/destination_attributes", "{}")) ==
          "422 destination_attributes.connection_id is missing");
    CHECK(post(changed("/destination_attributes", R"({"connection_id": 15})")) ==
          "422 destination_attributes.object is missing");
    CHECK(post(changed("/mappings/0", R"({"to": "email"})")) == "422 mappings[0].from is missing");
    CHECK(post(changed("/mappings/0", R"({"from": "EMAIL"})")) == "422 mappings[0].to is missing");
    CHECK(post(changed("/mappings/0/from", R"({"type": "text"})")) ==
          "422 mappings[0].from.value is missing");
    CHECK(post(changed("/mappings/0/from", R"({"value": "x"})")) == "422 mappings[0].from.type is missing");
    // The spelling of a reply is not that of a request.
    CHECK(post(changed("/mappings/0/from", R"({"value": "x", "basic_type": "text"})")) ==
          "422 mappings[0].from.type is missing");
}

TEST_CASE("a value of another type is refused by name") {
    const workspace_client client{options_of("reference")};
    const auto post = [&](const std::string& body) {
        return verdict(client.ask("POST", "/syncs", body));
    };
    CHECK(post(changed("/label", "5")) == "422 label must be a string");
    CHECK(post(changed("/operation", "5")) == "422 operation must be a string");
    CHECK(post(changed("/paused", "\"true\"")) == "422 paused must be true or false");
    CHECK(post(changed("/trigger_on_dbt_cloud_rebuild", "1")) ==
          "422 trigger_on_dbt_cloud_rebuild must be true or false");
    CHECK(post(changed("/schedule_hour", "\"8\"")) == "422 schedule_hour must be an integer");
    CHECK(post(changed("/schedule_minute", "1.5")) == "422 schedule_minute must be an integer");
    CHECK(post(changed("/source_attributes", "[]")) == "422 source_attributes must be an object");
    CHECK(post(changed("/source_attributes/connection_id", "\"12\"")) ==
          "422 source_attributes.connection_id must be an integer");
    CHECK(post(changed("/source_attributes/data_source", "31")) ==
          "422 source_attributes.data_source must be an object");
    CHECK(post(changed("/destination_attributes/object", "1")) ==
          "422 destination_attributes.object must be a string");
    CHECK(post(changed("/destination_attributes/lead_union_insert_to", "1")) ==
          "422 destination_attributes.lead_union_insert_to must be a string");
    CHECK(post(changed("/mappings", "{}")) == "422 mappings must be a list");
    CHECK(post(changed("/mappings/0", "1")) == "422 mappings[0] must be an object");
    CHECK(post(changed("/mappings/0/from", "1")) ==
          "422 mappings[0].from must be the name of a column, or an object with a value and a type");
    CHECK(post(changed("/mappings/0/from", "\"\"")) == "422 mappings[0].from must not be empty");
    CHECK(post(changed("/mappings/0/to", "\"\"")) == "422 mappings[0].to must not be empty");
    CHECK(post(changed("/mappings/0/generate_field", "\"yes\"")) ==
          "422 mappings[0].generate_field must be true or false");
    CHECK(post(changed("/mappings/0/lookup_object", "{}")) ==
          "422 mappings[0].lookup_object must be a string");
}

TEST_CASE("a word outside its list or a number outside its range is refused by name") {
    const workspace_client client{options_of("reference")};
    const auto post = [&](const std::string& body) {
        return verdict(client.ask("POST", "/syncs", body));
    };
    CHECK(post(changed("/operation", "\"delete\"")) ==
          "422 operation must be one of append, insert, mirror, update, upsert");
    CHECK(post(changed("/schedule_frequency", "\"monthly\"")) ==
          "422 schedule_frequency must be one of never, continuous, quarter_hourly, hourly, daily, weekly");
    CHECK(post(changed("/schedule_day", "\"monday\"")) ==
          "422 schedule_day must be one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday");
    CHECK(post(changed("/schedule_hour", "25")) == "422 schedule_hour must be between 0 and 24");
    CHECK(post(changed("/schedule_hour", "-1")) == "422 schedule_hour must be between 0 and 24");
    CHECK(post(changed("/schedule_minute", "60")) == "422 schedule_minute must be between 0 and 59");
    CHECK(post(changed("/schedule_frequency", "\"weekly\"")) ==
          "422 schedule_day is missing: a weekly schedule needs one");
    CHECK(post(changed("/field_behavior", "\"all\"")) ==
          "422 field_behavior must be one of specific_properties, sync_all_properties");
    CHECK(
        post(changed("/field_normalization", "\"kebab\"")) ==
        "422 field_normalization must be one of start_case, lower_case, upper_case, camel_case, snake_case, "
        "match_source_names");
    CHECK(post(changed("/mappings/0/operation", "\"append\"")) ==
          "422 mappings[0].operation must be one of merge, overwrite");
    CHECK(post(changed("/mappings/0/from", R"({"value": "x", "type": "string"})")) ==
          "422 mappings[0].from.type must be one of boolean, datetime, number, text");
    CHECK(verdict(client.ask("POST", "/syncs", changed("/schedule_hour", "24"))) == "201");
}

TEST_CASE("a constant that its type cannot hold is refused") {
    const workspace_client client{options_of("reference")};
    const auto post = [&](std::string_view constant) {
        json::object request = good_sync();
        request["mappings"].as_array().emplace_back(
            json::object{{"from", json::parse(constant)}, {"to", "email"}});
        return verdict(client.ask("POST", "/syncs", json::serialize(request)));
    };
    CHECK(post(R"({"value": "yes", "type": "boolean"})") ==
          "422 mappings[1].from.value must be true or false for the type boolean");
    CHECK(post(R"({"value": "ten", "type": "number"})") ==
          "422 mappings[1].from.value must be a number for the type number");
    CHECK(post(R"({"value": "inf", "type": "number"})") ==
          "422 mappings[1].from.value must be a number for the type number");
    CHECK(post(R"({"value": "", "type": "number"})") ==
          "422 mappings[1].from.value must be a number for the type number");
    CHECK(post(R"({"value": "yesterday", "type": "datetime"})") ==
          "422 mappings[1].from.value must be a date and time such as \"2021-10-22T00:40:11Z\" for the type "
          "datetime");
    CHECK(post(R"({"value": "2021-02-30", "type": "datetime"})") ==
          "422 mappings[1].from.value must be a date and time such as \"2021-10-22T00:40:11Z\" for the type "
          "datetime");
    CHECK(post(R"({"value": 5, "type": "text"})") ==
          "422 mappings[1].from.value must be a string for the type text");
    CHECK(post(R"({"value": ["x"], "type": "text"})") ==
          "422 mappings[1].from.value must be a string for the type text");
    CHECK(post(R"({"value": {"a": 1}, "type": "number"})") ==
          "422 mappings[1].from.value must be a number for the type number");
    CHECK(post(R"({"value": "true", "type": "boolean"})") == "201");
    CHECK(post(R"({"value": "1.50", "type": "number"})") == "201");
    CHECK(post(R"({"value": "2021-10-22T00:40:11+02:00", "type": "datetime"})") == "201");
    CHECK(post(R"({"value": "", "type": "text"})") == "201");
}

TEST_CASE("a connection or object that does not exist is refused by name") {
    const workspace_client client{options_of("reference")};
    const auto post = [&](const std::string& body) {
        return verdict(client.ask("POST", "/syncs", body));
    };
    CHECK(post(changed("/source_attributes/connection_id", "99")) ==
          "422 source_attributes.connection_id names no source: 99");
    CHECK(post(changed("/destination_attributes/connection_id", "99")) ==
          "422 destination_attributes.connection_id names no destination: 99");
    CHECK(post(changed("/destination_attributes/object", "\"users\"")) ==
          "422 destination_attributes.object names no object of destination 15: 'users'");
}

TEST_CASE("a model or table is found by id or by type and names and refused otherwise") {
    const workspace_client client{options_of("reference")};
    const auto post = [&](std::string_view data_source) {
        return verdict(client.ask("POST", "/syncs", changed("/source_attributes/data_source", data_source)));
    };
    CHECK(post(R"({"id": 32})") == "201");
    CHECK(post(R"({"type": "model", "id": 32})") == "201");
    CHECK(post(R"({"type": "model", "name": "braze_test"})") == "201");
    CHECK(post(R"({"type": "table", "table_catalog": "analytics", "table_schema": "public",
                   "table_name": "contacts"})") == "201");
    CHECK(post("{}") == "422 source_attributes.data_source must have an id, or a type and a name");
    CHECK(post(R"({"name": "braze_test"})") ==
          "422 source_attributes.data_source must have an id, or a type and a name");
    CHECK(post(R"({"type": "view", "name": "x"})") ==
          "422 source_attributes.data_source.type must be one of model, table");
    CHECK(post(R"({"id": 15})") ==
          "422 source_attributes.data_source.id names no model or table of source 12");
    CHECK(post(R"({"type": "table", "id": 32})") ==
          "422 source_attributes.data_source.id names no table of source 12");
    CHECK(post(R"({"type": "model"})") == "422 source_attributes.data_source.name is missing");
    CHECK(post(R"({"type": "model", "name": "nope"})") ==
          "422 source_attributes.data_source.name names no model of source 12: 'nope'");
    CHECK(post(R"({"type": "table", "table_name": "accounts", "table_schema": "public"})") ==
          "422 source_attributes.data_source.table_catalog is missing");
    CHECK(post(R"({"type": "table", "table_name": "accounts", "table_schema": "private",
                   "table_catalog": "analytics"})") ==
          "422 source_attributes.data_source names no table of source 12: 'analytics.private.accounts'");
}
