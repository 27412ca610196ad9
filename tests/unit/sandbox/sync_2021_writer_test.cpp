#include "sandbox/sync_2021_writer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <set>

#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

namespace {

json::value created(const workspace_client& client, const json::object& sync) {
    return client.data("/syncs/" + std::to_string(client.create(sync)));
}

json::value mapping_to(const json::value& sync, std::string_view to) {
    for (const json::value& one : sync.at("mappings").as_array()) {
        if (std::string_view{one.at("to").as_string()} == to)
            return one;
    }
    return nullptr;
}

json::object with_constant(std::string_view constant) {
    json::object sync = good_sync();
    sync["mappings"].as_array().emplace_back(json::object{{"from", json::parse(constant)}, {"to", "email"}});
    return sync;
}

}  // namespace

TEST_CASE("a new sync comes back with every default filled in") {
    const workspace_client client{options_of("reference")};
    const json::value sync = created(client, good_sync());
    CHECK(json::serialize(sync) ==
          json::serialize(json::parse(R"({"id": 4545, "label": "Users", "schedule_frequency": "never",
            "schedule_day": null, "schedule_hour": null, "schedule_minute": null,
            "created_at": "2021-11-01T00:00:01.000Z", "updated_at": "2021-11-01T00:00:01.000Z",
            "operation": "upsert", "paused": false, "status": "Ready", "lead_union_insert_to": null,
            "trigger_on_dbt_cloud_rebuild": false, "field_behavior": "specific_properties",
            "field_normalization": null,
            "source_attributes": {"connection_id": 12, "data_source": {"type": "model", "id": 32,
              "name": "braze_test", "created_at": "2021-10-18T09:30:00.000Z",
              "updated_at": "2021-10-19T10:15:00.000Z", "query": "select * from marketing.braze_users"}},
            "destination_attributes": {"connection_id": 15, "object": "user"},
            "mappings": [{"from": "EMAIL", "to": "external_id", "is_primary_identifier": true,
              "generate_field": false, "preserve_values": false, "operation": null}]})")));
}

TEST_CASE("a table comes back with its id and its three names") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    sync["source_attributes"] = json::parse(R"({"connection_id": 12, "data_source": {"id": 35}})");
    CHECK(
        json::serialize(created(client, sync).at("source_attributes").at("data_source")) ==
        R"({"type":"table","id":35,"table_catalog":"analytics","table_schema":"public","table_name":"contacts"})");
}

TEST_CASE("a daily or weekly schedule without a time is at midnight and others keep what they were given") {
    const workspace_client client{options_of("reference")};
    const auto schedule = [&](std::string_view members) {
        json::object sync = good_sync();
        const json::value given = json::parse(members);
        for (const auto& member : given.as_object())
            sync[member.key()] = member.value();
        const json::value back = created(client, sync);
        json::array row;
        for (const char* key : {"schedule_frequency", "schedule_day", "schedule_hour", "schedule_minute"})
            row.push_back(back.at(key));
        return json::serialize(row);
    };
    CHECK(schedule(R"({"schedule_frequency": "daily"})") == R"(["daily",null,0,0])");
    CHECK(schedule(R"({"schedule_frequency": "daily", "schedule_hour": 8})") == R"(["daily",null,8,0])");
    CHECK(schedule(R"({"schedule_frequency": "weekly", "schedule_day": "Sunday"})") ==
          R"(["weekly","Sunday",0,0])");
    CHECK(schedule(R"({"schedule_frequency": "weekly", "schedule_day": "Sunday", "schedule_hour": 8,
                       "schedule_minute": 30})") == R"(["weekly","Sunday",8,30])");
    CHECK(schedule(R"({"schedule_frequency": "hourly", "schedule_minute": 15})") ==
          R"(["hourly",null,null,15])");
    CHECK(schedule(R"({"schedule_frequency": "never", "schedule_day": "Monday"})") ==
          R"(["never","Monday",null,null])");
    CHECK(schedule("{}") == R"(["never",null,null,null])");
}

TEST_CASE("lead_union_insert_to goes in with the destination and comes back at the top") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    sync["source_attributes"] = json::parse(R"({"connection_id": 12, "data_source": {"id": 35}})");
    sync["destination_attributes"] =
        json::parse(R"({"connection_id": 21, "object": "LeadContactUnion", "lead_union_insert_to": "Lead"})");
    sync["mappings"] = json::parse(R"([{"from": "EMAIL", "to": "Email", "is_primary_identifier": true},
                                       {"from": "LAST_NAME", "to": "LastName"}])");
    const json::value back = created(client, sync);
    CHECK(back.at("lead_union_insert_to") == "Lead");
    CHECK(json::serialize(back.at("destination_attributes")) ==
          R"({"connection_id":21,"object":"LeadContactUnion"})");
}

TEST_CASE("a constant comes back with basic_type and its value as text") {
    const workspace_client client{options_of("reference")};
    const auto constant = [&](std::string_view sent) {
        return json::serialize(mapping_to(created(client, with_constant(sent)), "email").at("from"));
    };
    CHECK(constant(R"({"value": "cohort_1", "type": "text"})") ==
          R"({"value":"cohort_1","basic_type":"text"})");
    CHECK(constant(R"({"value": true, "type": "boolean"})") == R"({"value":"true","basic_type":"boolean"})");
    CHECK(constant(R"({"value": 42, "type": "number"})") == R"({"value":"42","basic_type":"number"})");
    CHECK(constant(R"({"value": -0.5, "type": "number"})") == R"({"value":"-0.5","basic_type":"number"})");
    CHECK(constant(R"({"value": 1.0, "type": "number"})") == R"({"value":"1.0","basic_type":"number"})");
    CHECK(constant(R"({"value": 18446744073709551615, "type": "number"})") ==
          R"({"value":"18446744073709551615","basic_type":"number"})");
    CHECK(constant(R"({"value": "1.50", "type": "number"})") == R"({"value":"1.50","basic_type":"number"})");
}

TEST_CASE("a lookup is shown only where it is set") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    sync["mappings"].as_array().emplace_back(json::parse(
        R"({"from": "LIST_ID", "to": "list_id", "lookup_object": "user_list", "lookup_field": "name"})"));
    const json::value back = created(client, sync);
    CHECK(mapping_to(back, "list_id").at("lookup_object") == "user_list");
    CHECK(mapping_to(back, "list_id").at("lookup_field") == "name");
    CHECK(mapping_to(back, "external_id").as_object().size() == 6);
}

TEST_CASE("mappings come back in another order which is the same each time") {
    const auto order = [](const workspace_client& client) {
        json::object sync = good_sync();
        for (int i = 0; i < 8; ++i) {
            sync["mappings"].as_array().emplace_back(
                json::object{{"from", "HUE"}, {"to", "hue_" + std::to_string(i)}, {"generate_field", true}});
        }
        std::vector<std::string> names;
        const json::value back = created(client, sync);
        for (const json::value& one : back.at("mappings").as_array())
            names.emplace_back(one.at("to").as_string());
        return names;
    };
    const std::vector<std::string> first = order(workspace_client{options_of("reference")});
    std::vector<std::string> sent{"external_id"};
    for (int i = 0; i < 8; ++i)
        sent.push_back("hue_" + std::to_string(i));
    CHECK(first != sent);
    CHECK(order(workspace_client{options_of("reference")}) == first);
    std::vector<std::string> sorted = first;
    std::sort(sorted.begin(), sorted.end());
    std::sort(sent.begin(), sent.end());
    CHECK(sorted == sent);
}

TEST_CASE("sync_all_properties adds a generated mapping for each column that is not mapped") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    sync["field_behavior"] = "sync_all_properties";
    sync["field_normalization"] = "snake_case";
    const json::value back = created(client, sync);
    CHECK(back.at("field_behavior") == "sync_all_properties");
    CHECK(back.at("field_normalization") == "snake_case");
    // 12 columns, one of them mapped already.
    CHECK(back.at("mappings").as_array().size() == 12);
    const json::value hue = mapping_to(back, "hue");
    CHECK(hue.at("from") == "HUE");
    CHECK(hue.at("generate_field") == true);
    CHECK(hue.at("is_primary_identifier") == false);
    CHECK(mapping_to(back, "email").is_null());                           // its column is the key's
    CHECK(mapping_to(back, "first_name").at("generate_field") == false);  // the field is there
    CHECK(mapping_to(back, "signed_up_at").at("from") == "SIGNED_UP_AT");
}

TEST_CASE("sync_all_properties maps only known fields where the object allows no others") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    sync["field_behavior"] = "sync_all_properties";
    sync["source_attributes"] = json::parse(R"({"connection_id": 12, "data_source": {"id": 35}})");
    sync["destination_attributes"] = json::parse(R"({"connection_id": 21, "object": "Contact"})");
    sync["mappings"] = json::parse(R"([{"from": "EMAIL", "to": "Email", "is_primary_identifier": true}])");
    const json::value back = created(client, sync);
    CHECK(back.at("field_normalization") == "match_source_names");
    // Of the other columns, only PHONE is a field's name when case does not count.
    CHECK(back.at("mappings").as_array().size() == 2);
    CHECK(mapping_to(back, "Phone").at("from") == "PHONE");
}

TEST_CASE("a normalization without generated mappings comes back as null") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    sync["field_normalization"] = "snake_case";
    CHECK(created(client, sync).at("field_normalization").is_null());
}

TEST_CASE("a label may be missing or null or repeated") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    const std::int64_t first = client.create(sync);
    const std::int64_t second = client.create(sync);
    CHECK(second == first + 1);
    sync["label"] = nullptr;
    CHECK(created(client, sync).at("label").is_null());
    sync.erase("label");
    CHECK(created(client, sync).at("label").is_null());
    CHECK(client.data("/syncs").as_array().size() == 7);
    CHECK(client.data("/syncs?per_page=1").at(0).at("id") == first + 3);
}
