#include "census/today_sync_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

const std::string sample =
    R"({"id": 203640, "status": "Ready", "label": "Contacts", "operation": "upsert", "paused": true,
 "source_attributes": {"connection_id": 4, "object": {"type": "model", "id": 18}},
 "destination_attributes": {"connection_id": 15, "object": "user", "lead_union_insert_to": null},
 "mappings": [{"from": {"type": "column", "data": "A"}, "to": "a", "is_primary_identifier": true}],
 "mode": {"type": "triggered", "triggers": {"later": {"x": 1}}},
 "high_water_mark_attribute": null, "high_water_mark_attributes": {"use_high_water_mark_diff_type": true, "column_name": "AT"},
 "advanced_configuration": {"b": true, "a": 1.50, "c": {"d": []}},
 "alert_attributes": [{"id": 9, "type": "FailureAlertConfiguration"}], "match_rate_details": {}, "unknown": [1]})";

model::live_sync read(const std::string& json) {
    const auto live = decode(json, decode_today_sync);
    CHECK(live.problem == "");
    return live.value;
}

std::string patched(std::vector<model::attribute> keys, const model::sync_spec& desired) {
    return encode_today_patch({203640, desired, read(sample), std::move(keys)});
}

}  // namespace

TEST_CASE("a sync of today is read, and what no reply says is not stated") {
    const auto live = read(sample);
    CHECK(live.id == 203640);
    CHECK(live.spec.high_water_mark_attribute == "AT");
    CHECK(live.spec.alerts->size() == 1);
    REQUIRE(live.spec.advanced_configuration);
    CHECK(live.spec.advanced_configuration->size() == 3);
    CHECK(live.spec.field_behavior == "specific_properties");
    CHECK_FALSE(live.spec.trigger_on_dbt_cloud_rebuild);
    const auto bare =
        read(R"({"id": 1, "operation": "append", "source_attributes": {"object": {"type": "model", "id": 1}},
                              "destination_attributes": {"connection_id": 1, "object": "o"}, "mappings": []})");
    CHECK_FALSE(bare.spec.alerts);
    CHECK_FALSE(bare.spec.advanced_configuration);
}

TEST_CASE("an older spelling of the high water mark counts only with its flag") {
    std::string without = sample;
    without.replace(without.find("\"use_high_water_mark_diff_type\": true"), 37,
                    "\"use_high_water_mark_diff_type\":false");
    CHECK(read(without).spec.high_water_mark_attribute.empty());
}

TEST_CASE("a patch says the keys that differ, each whole, and nothing else") {
    model::sync_spec desired = read(sample).spec;
    desired.paused = false;
    desired.schedule.frequency = "hourly";
    CHECK(patched({model::attribute::paused}, desired) == R"({"paused":false})");
    CHECK(patched({model::attribute::schedule, model::attribute::triggers}, desired) ==
          R"({"mode":{"type":"triggered","triggers":{"schedule":{"frequency":"hourly"},"later":{"x":1}}}})");
    desired.label.clear();
    CHECK(patched({model::attribute::label}, desired) == R"({"label":null})");
    CHECK(patched({}, desired) == "{}");
}

TEST_CASE("settings go whole, with what the server added") {
    model::sync_spec desired = read(sample).spec;
    desired.advanced_configuration = {{"b", "false", model::scalar_kind::boolean}, {"e", "x"}};
    CHECK(patched({model::attribute::advanced_configuration}, desired) ==
          R"({"advanced_configuration":{"b":false,"e":"x","a":1.5,"c":{"d":[]}}})");
}

TEST_CASE(
    "a create says what is stated, alerts only where they are spoken of, and always whether it is paused") {
    model::sync_spec spec = read(sample).spec;
    spec.alerts.reset();
    spec.advanced_configuration.reset();
    spec.high_water_mark_attribute.clear();
    const std::string head =
        R"({"label":"Contacts","operation":"upsert","paused":true,"source_attributes":{"connection_id":4,"object":{"type":"model","id":18}},)"
        R"("destination_attributes":{"connection_id":15,"object":"user"},"mode":{"type":"triggered","triggers":{"schedule":{"frequency":"never"}}},)";
    const std::string tail =
        R"("mappings":[{"from":{"type":"column","data":"A"},"to":"a","is_primary_identifier":true}]})";
    CHECK(encode_today_sync(spec) == head + tail);
    spec.alerts.emplace();
    CHECK(encode_today_sync(spec) == head + R"("alert_attributes":[],)" + tail);
}

// Law 8.
TEST_CASE(
    "members that are not known go back with where a sync reads and writes, and are not what a file says") {
    std::string more = sample;
    const auto add = [&more](const std::string& after, const std::string& what) {
        more.insert(more.find(after) + after.size(), what);
    };
    add(R"("connection_id": 4, )", R"("filter": {"sql": "x"}, )");
    add(R"("connection_id": 15, )", R"("label": "Users", "batch": 500, )");
    add(R"("to": "a", )", R"("mask": true, )");
    add(R"({"id": 9, )", R"("channel": "mail", )");
    const auto live = read(more);
    CHECK(live.spec.mappings == read(sample).spec.mappings);
    CHECK(live.spec.source == read(sample).spec.source);
    CHECK(live.spec.destination == read(sample).spec.destination);
    CHECK(
        encode_today_patch({203640,
                            live.spec,
                            live,
                            {model::attribute::source, model::attribute::destination,
                             model::attribute::mappings, model::attribute::alerts}}) ==
        R"({"source_attributes":{"connection_id":4,"object":{"type":"model","id":18},"filter":{"sql":"x"}},)"
        R"("destination_attributes":{"connection_id":15,"object":"user","batch":500},)"
        R"("mappings":[{"from":{"type":"column","data":"A"},"to":"a","is_primary_identifier":true,"mask":true}],)"
        R"("alert_attributes":[{"id":9,"type":"FailureAlertConfiguration","send_for":"first_time","should_send_recovery":true,)"
        R"("options":{},"channel":"mail"}]})");
}

// Hazards 9, 11, 91 and 92.
TEST_CASE("what changes by itself is no part of what a file can say") {
    std::string later = sample;
    later.replace(later.find("\"Ready\""), 7, "\"up to date\"");
    later.insert(1, R"("created_at": "2026-10-06T08:00:00.000Z", "updated_at": "2026-10-07T08:00:00.000Z",
        "resource_identifier": "sync:contacts", "last_run_at": "2026-10-07T08:00:00.000Z", "next_run_at": null,
        "last_run_id": 5, "workspace_id": 6, "validate_only": false, "sync_behavior_family": "mapRecords", )");
    CHECK(read(later).spec == read(sample).spec);
    CHECK(read(later).updated_at == "2026-10-07T08:00:00.000Z");
}

// Hazards 77 and 115.
TEST_CASE("the older flags of alerts are left aside beside alerts, and never sent") {
    std::string both = sample;
    both.insert(1, R"("failed_run_notifications_enabled": false, "failed_record_notifications_enabled": false,
        "failed_record_notifications_threshold_percent": 5, )");
    const auto live = read(both);
    CHECK(live.spec == read(sample).spec);
    const std::string patch = encode_today_patch({203640, live.spec, live, {model::attribute::alerts}});
    CHECK(patch.starts_with(R"({"alert_attributes":[{"id":9,)"));
    CHECK(patch.find("failed_") == std::string::npos);
    CHECK(encode_today_sync(live.spec).find("failed_") == std::string::npos);
}

// Hazards 25 and 51.
TEST_CASE("a label may be null, empty or absent, and the lead union beside the destination or inside it") {
    const auto label = [](const std::string& said) {
        std::string text = sample;
        const std::string old = R"("label": "Contacts", )";
        return read(text.replace(text.find(old), old.size(), said)).spec.label;
    };
    CHECK(label("").empty());
    CHECK(label(R"("label": null, )").empty());
    CHECK(label(R"("label": "", )").empty());

    const auto union_of = [](const std::string& inside, const std::string& beside) {
        std::string text = sample;
        const std::string old = R"(, "lead_union_insert_to": null)";
        text.replace(text.find(old), old.size(), inside);
        text.insert(1, beside);
        return read(text).spec.destination.lead_union_insert_to;
    };
    CHECK(union_of("", "").empty());
    CHECK(union_of(R"(, "lead_union_insert_to": "")", R"("lead_union_insert_to": null, )").empty());
    CHECK(union_of(R"(, "lead_union_insert_to": "Lead")", "") == "Lead");
    CHECK(union_of("", R"("lead_union_insert_to": "Lead", )") == "Lead");
    CHECK(union_of(R"(, "lead_union_insert_to": null)", R"("lead_union_insert_to": "Lead", )") == "Lead");
    model::sync_spec desired = read(sample).spec;
    desired.destination.lead_union_insert_to = "Lead";
    CHECK(patched({model::attribute::destination}, desired) ==
          R"({"destination_attributes":{"connection_id":15,"object":"user","lead_union_insert_to":"Lead"}})");
}

// Hazard 36.
TEST_CASE("the older flag of rebuilds is in no request") {
    model::sync_spec spec = read(sample).spec;
    spec.trigger_on_dbt_cloud_rebuild = true;
    CHECK(encode_today_sync(spec).find("rebuild") == std::string::npos);
    CHECK(patched({model::attribute::triggers}, spec).find("rebuild") == std::string::npos);
}

// Hazard 93.
TEST_CASE("of two high water marks that of the newer spelling counts") {
    std::string both = sample;
    const std::string newer = R"("high_water_mark_attribute": null)";
    both.replace(both.find(newer), newer.size(), R"("high_water_mark_attribute": "UPDATED_AT")");
    CHECK(read(both).spec.high_water_mark_attribute == "UPDATED_AT");
}

TEST_CASE("what is missing of a sync is told at its place") {
    CHECK(decode(R"({"id": 1})", decode_today_sync).problem == "/operation is missing");
}
