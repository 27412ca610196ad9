#include <doctest/doctest.h>

#include <algorithm>

#include "diff/compare.hpp"
#include "unit/diff/specs.hpp"

using namespace censusctl;
using namespace censusctl::diff;
using test::braze_sync;

namespace {

attribute_comparison row_of(const model::sync_spec& desired, const model::sync_spec& live,
                            std::string_view path, bool case_sensitive = true) {
    for (const attribute_comparison& row : explain(desired, live, {case_sensitive})) {
        if (to_string(row.path) == path) {
            return row;
        }
    }
    FAIL("no row " << path);
    return {};
}

}  // namespace

TEST_CASE("every attribute is explained in file order") {
    std::vector<std::string> paths;
    for (const attribute_comparison& row : explain(braze_sync(), braze_sync(), {true})) {
        paths.push_back(to_string(row.path));
        CHECK(row.equal);
        CHECK(row.rule.back() == '.');
    }
    const std::vector<std::string> first{"label",
                                         "source.connection",
                                         "source.model",
                                         "destination.connection",
                                         "destination.object",
                                         "destination.lead_union_insert_to",
                                         "operation",
                                         "schedule.frequency",
                                         "schedule.day",
                                         "schedule.hour",
                                         "schedule.minute",
                                         "paused",
                                         "trigger_on_dbt_cloud_rebuild",
                                         "field_behavior",
                                         "field_normalization",
                                         "mappings[external_id].from"};
    REQUIRE(paths.size() == first.size() - 1 + std::size_t{4} * 7 + 1);
    CHECK(std::equal(first.begin(), first.end(), paths.begin()));
    CHECK(std::count(paths.begin(), paths.end(), "mappings[first_name].from.value") == 1);
    CHECK(std::count(paths.begin(), paths.end(), "mappings[first_name].from.type") == 1);
}

TEST_CASE("two spellings that are held equal show their common form and the rule") {
    model::sync_spec desired = braze_sync();
    model::sync_spec live = braze_sync();
    desired.schedule.hour = 24;
    live.schedule.hour = {};
    attribute_comparison row = row_of(desired, live, "schedule.hour");
    CHECK(row.equal);
    CHECK(row.desired_raw == attribute_value(std::int64_t{24}));
    CHECK(row.live_raw == attribute_value(nullptr));
    CHECK(row.desired_canonical == "0");
    CHECK(row.live_canonical == "0");
    CHECK(row.rule == "Compared as a number; null and 24 are hour 0.");

    desired.mappings[1].from = model::constant_source{"number", "1.50", model::scalar_kind::number};
    live.mappings[1].from = model::constant_source{"Number", "1.5", model::scalar_kind::text};
    row = row_of(desired, live, "mappings[first_name].from.value");
    CHECK(row.equal);
    CHECK(row.desired_canonical == "1.5");
    CHECK(row.rule ==
          "Compared as numbers: 1.50 and 1.5 are the same; what is no number is compared as written.");
}

TEST_CASE("what is not compared says why") {
    model::sync_spec desired = braze_sync();
    model::sync_spec live = braze_sync();
    desired.schedule = live.schedule = {"hourly", "", {}, 5};
    live.schedule.day = "Friday";
    attribute_comparison row = row_of(desired, live, "schedule.day");
    CHECK(row.equal);
    CHECK(row.rule == "Not compared: a schedule with the frequency 'hourly' does not use its day.");
    CHECK(row.live_canonical == "(not compared)");

    desired.field_behavior = live.field_behavior = "sync_all_properties";
    live.field_normalization = "match_source_names";
    live.mappings.push_back({model::column_source{"HUE"}, "hue", false, true, false, "", "", ""});
    row = row_of(desired, live, "field_normalization");
    CHECK(row.rule == "Not compared: the file does not state it, and the server may fill it in.");
    row = row_of(desired, live, "mappings[hue].from");
    CHECK(row.equal);
    CHECK(row.rule == "Not compared: with 'sync_all_properties' the server adds mappings of its own.");
}

TEST_CASE("a field name in other capitals is explained") {
    model::sync_spec live = braze_sync();
    live.mappings[0].to = "External_ID";
    const attribute_comparison row = row_of(braze_sync(), live, "mappings[external_id].to", false);
    CHECK(row.equal);
    CHECK(row.live_raw == attribute_value("External_ID"));
    CHECK(row.live_canonical == "external_id");
}

TEST_CASE("a mapping of one side says which") {
    model::sync_spec live = braze_sync();
    live.mappings.pop_back();
    CHECK(row_of(braze_sync(), live, "mappings[list_id].from").rule == "Only the file has this mapping.");
    CHECK(row_of(live, braze_sync(), "mappings[list_id].from").rule ==
          "Only the live sync has this mapping.");
    CHECK(row_of(live, braze_sync(), "mappings[list_id].lookup_field").desired_canonical == "(no mapping)");
}
