#include "diff/compare.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"
#include "unit/diff/specs.hpp"

using namespace censusctl;
using namespace censusctl::diff;
using test::braze_sync;

namespace {

using changes = std::vector<test::text_change>;

const comparison_context exact{true};

/// The changes from the example sync to one that `edit` has made of it.
template <class Edit>
changes after(Edit edit) {
    model::sync_spec desired = braze_sync();
    edit(desired);
    return test::texts_of(compare(desired, braze_sync(), exact));
}

/// What is seen when the server's side differs so.
template <class Edit>
changes when_live(Edit edit) {
    model::sync_spec live = braze_sync();
    edit(live);
    return test::texts_of(compare(braze_sync(), live, exact));
}

}  // namespace

TEST_CASE("a sync does not differ from itself") {
    CHECK(compare(braze_sync(), braze_sync(), exact).empty());
    CHECK(compare({}, {}, exact).empty());
}

TEST_CASE("each attribute has its path with the live value before and the desired one after") {
    CHECK(after([](auto& s) { s.label = "New"; }) == changes{{"label", "Braze users", "New"}});
    CHECK(after([](auto& s) { s.label = ""; }) == changes{{"label", "Braze users", nullptr}});
    CHECK(after([](auto& s) { s.source.connection_id = 5; }) ==
          changes{{"source.connection", std::int64_t{4}, std::int64_t{5}}});
    CHECK(after([](auto& s) { s.destination.connection_id = 16; }) ==
          changes{{"destination.connection", std::int64_t{15}, std::int64_t{16}}});
    CHECK(after([](auto& s) { s.destination.object = "event"; }) ==
          changes{{"destination.object", "user", "event"}});
    CHECK(after([](auto& s) { s.destination.lead_union_insert_to = "lead"; }) ==
          changes{{"destination.lead_union_insert_to", nullptr, "lead"}});
    CHECK(after([](auto& s) { s.operation = "mirror"; }) == changes{{"operation", "upsert", "mirror"}});
    CHECK(after([](auto& s) { s.paused = true; }) == changes{{"paused", false, true}});
    CHECK(after([](auto& s) { s.trigger_on_dbt_cloud_rebuild = true; }) ==
          changes{{"trigger_on_dbt_cloud_rebuild", false, true}});
    CHECK(after([](auto& s) { s.field_behavior = "sync_all_properties"; }) ==
          changes{{"field_behavior", "specific_properties", "sync_all_properties"}});
}

TEST_CASE("a source that differs is shown by its name or by its id") {
    CHECK(after([](auto& s) { s.source.id = 16, s.source.name = "other"; }) ==
          changes{{"source.model", "braze_test", "other"}});
    CHECK(after([](auto& s) { s.source.id = 16; }) ==
          changes{{"source.model", "braze_test (id 15)", "braze_test (id 16)"}});
    CHECK(after([](auto& s) {
              s.source = {4, "table", 20, "", {"C", "S", "T"}};
          }) == changes{{"source.table", nullptr, "C.S.T"}, {"source.model", "braze_test", nullptr}});
    CHECK(when_live([](auto& s) {
              s.source = {4, "cohort_source", 7, "", {}};
          }) == changes{{"source.model", nullptr, "braze_test"}, {"source.cohort_source", "id 7", nullptr}});
}

TEST_CASE("a source connection that the reply leaves out is not a difference") {
    CHECK(when_live([](auto& s) { s.source.connection_id = 0; }).empty());
    CHECK(when_live([](auto& s) { s.destination.connection_id = 0; }).size() == 1);
}

TEST_CASE("only the parts of a schedule that its frequency uses are compared") {
    CHECK(after([](auto& s) {
              s.schedule = {"weekly", "Sunday", 9, 30};
          }) == changes{{"schedule.hour", std::int64_t{8}, std::int64_t{9}}});
    CHECK(after([](auto& s) {
              s.schedule = {"never", "", {}, {}};
          }) == changes{{"schedule.frequency", "weekly", "never"}});
    CHECK(after([](auto& s) {
              s.schedule = {"hourly", "", {}, 15};
          }) == changes{{"schedule.frequency", "weekly", "hourly"},
                        {"schedule.minute", std::int64_t{30}, std::int64_t{15}}});
    CHECK(after([](auto& s) {
              s.schedule = {"weekly", "Monday", 8, {}};
          }) ==
          changes{{"schedule.day", "Sunday", "Monday"}, {"schedule.minute", std::int64_t{30}, nullptr}});
    model::sync_spec daily = braze_sync();
    daily.schedule = {"daily", "", {}, {}};
    model::sync_spec filled = daily;
    filled.schedule = {"daily", "Tuesday", 0, 0};
    CHECK(compare(daily, filled, exact).empty());
    filled.schedule.hour = 24;
    CHECK(compare(daily, filled, exact).empty());
    filled.schedule.hour = 1;
    CHECK(test::texts_of(compare(daily, filled, exact)) ==
          changes{{"schedule.hour", std::int64_t{1}, nullptr}});
}

TEST_CASE("field_normalization counts only where it means something and is stated") {
    model::sync_spec desired = braze_sync();
    model::sync_spec live = braze_sync();
    live.field_normalization = "snake_case";
    CHECK(compare(desired, live, exact).empty());
    desired.field_behavior = live.field_behavior = "sync_all_properties";
    CHECK(compare(desired, live, exact).empty());
    desired.field_normalization = "lower_case";
    CHECK(test::texts_of(compare(desired, live, exact)) ==
          changes{{"field_normalization", "snake_case", "lower_case"}});
}

TEST_CASE("mappings that the server adds under sync_all_properties are not differences") {
    model::sync_spec desired = braze_sync();
    desired.field_behavior = "sync_all_properties";
    model::sync_spec live = desired;
    live.mappings.push_back({model::column_source{"HUE"}, "hue", false, true, false, "", "", ""});
    CHECK(compare(desired, live, exact).empty());
    live.mappings.erase(live.mappings.begin());
    CHECK(test::texts_of(compare(desired, live, exact)) ==
          changes{{"mappings[external_id].from", nullptr, "EMAIL"},
                  {"mappings[external_id].is_primary_identifier", nullptr, true}});
    live = desired;
    live.mappings.push_back({model::column_source{"HUE"}, "tags", false, false, false, "", "", ""});
    CHECK(test::texts_of(compare(desired, live, exact)) == changes{{"mappings[tags].from", "HUE", nullptr}});
}

TEST_CASE("mappings are matched by the field that they write") {
    CHECK(when_live([](auto& s) { std::reverse(s.mappings.begin(), s.mappings.end()); }).empty());
    CHECK(after([](auto& s) { std::get<model::column_source>(s.mappings[0].from).name = "ID"; }) ==
          changes{{"mappings[external_id].from", "EMAIL", "ID"}});
    CHECK(after([](auto& s) { s.mappings[2].operation = "overwrite"; }) ==
          changes{{"mappings[tags].operation", "merge", "overwrite"}});
    CHECK(after([](auto& s) { s.mappings[3].lookup_field = ""; }) ==
          changes{{"mappings[list_id].lookup_field", "name", nullptr}});
    CHECK(after([](auto& s) {
              s.mappings[0].is_primary_identifier = false;
              s.mappings[1].preserve_values = true;
          }) == changes{{"mappings[external_id].is_primary_identifier", true, false},
                        {"mappings[first_name].preserve_values", false, true}});
}

TEST_CASE("mappings of one side only are listed with their flags in the desired order then the live one") {
    CHECK(after([](auto& s) {
              s.mappings[0].to = "id";
              s.mappings.pop_back();
          }) == changes{{"mappings[id].from", nullptr, "EMAIL"},
                        {"mappings[id].is_primary_identifier", nullptr, true},
                        {"mappings[external_id].from", "EMAIL", nullptr},
                        {"mappings[external_id].is_primary_identifier", true, nullptr},
                        {"mappings[list_id].from", "LIST", nullptr},
                        {"mappings[list_id].lookup_object", "user_list", nullptr},
                        {"mappings[list_id].lookup_field", "name", nullptr}});
}

TEST_CASE("constants are compared by value and type") {
    const auto constant = [](const std::string& type, const std::string& value) {
        return [=](model::sync_spec& s) {
            s.mappings[1].from = model::constant_source{type, value, model::scalar_kind::text};
        };
    };
    CHECK(after(constant("text", "other")) == changes{{"mappings[first_name].from.value", "test", "other"}});
    CHECK(after(constant("number", "test")) == changes{{"mappings[first_name].from.type", "text", "number"}});
    CHECK(after(constant("number", "5")) == changes{{"mappings[first_name].from.value", "test", "5"},
                                                    {"mappings[first_name].from.type", "text", "number"}});
    CHECK(when_live(constant("Text", "test")).empty());
    CHECK(after([](auto& s) { s.mappings[1].from = model::column_source{"NAME"}; }) ==
          changes{{"mappings[first_name].from", "constant 'test' (text)", "NAME"}});
}

TEST_CASE("a source of a later kind is shown as its JSON and equals no column") {
    const auto opaque = [](model::sync_spec& s) {
        s.mappings[0].from = model::opaque_source{R"({"type":"liquid_template"})"};
    };
    CHECK(when_live(opaque) ==
          changes{{"mappings[external_id].from", R"({"type":"liquid_template"})", "EMAIL"}});
    model::sync_spec one = braze_sync();
    model::sync_spec other = braze_sync();
    one.mappings[0].from = model::opaque_source{R"({"type": "x", "data": 1})"};
    other.mappings[0].from = model::opaque_source{R"({"data":1,"type":"x"})"};
    CHECK(compare(one, other, exact).empty());
    CHECK(canonical_text(one, exact) == canonical_text(other, exact));
}

TEST_CASE("field names fold where the object says that case does not matter") {
    const auto upper = [](model::sync_spec& s) {
        s.mappings[0].to = "EXTERNAL_ID";
    };
    CHECK(when_live(upper).size() == 4);
    model::sync_spec live = braze_sync();
    upper(live);
    CHECK(compare(braze_sync(), live, {false}).empty());
    std::get<model::column_source>(live.mappings[0].from).name = "ID";
    CHECK(test::texts_of(compare(braze_sync(), live, {false})) ==
          changes{{"mappings[external_id].from", "ID", "EMAIL"}});
}

TEST_CASE("a live field that is mapped twice is never lost") {
    const auto twice = [](model::sync_spec& s) {
        s.mappings.insert(s.mappings.begin(),
                          {model::column_source{"OTHER"}, "external_id", false, false, false, "", "", ""});
    };
    CHECK(when_live(twice) == changes{{"mappings[external_id].from", "OTHER", nullptr}});
    model::sync_spec both = braze_sync();
    twice(both);
    model::sync_spec turned = both;
    std::swap(turned.mappings[0], turned.mappings[1]);
    CHECK(compare(both, turned, exact).empty());
    CHECK(canonical_text(both, exact) == canonical_text(turned, exact));
}

TEST_CASE("many mappings of one field are compared in reasonable time") {
    model::sync_spec desired = braze_sync();
    model::sync_spec live = braze_sync();
    for (int at = 0; at < 50'000; ++at) {
        desired.mappings.push_back(
            {model::column_source{std::to_string(at)}, "x", false, false, false, "", "", ""});
        live.mappings.push_back(
            {model::column_source{std::to_string(49'999 - at)}, "x", false, false, false, "", "", ""});
    }
    CHECK(compare(desired, live, exact).empty());
}

TEST_CASE("a creation lists what is stated and not what the server fills in") {
    CHECK(test::texts_of(creation(braze_sync())) ==
          changes{{"label", nullptr, "Braze users"},
                  {"source.connection", nullptr, std::int64_t{4}},
                  {"source.model", nullptr, "braze_test"},
                  {"destination.connection", nullptr, std::int64_t{15}},
                  {"destination.object", nullptr, "user"},
                  {"operation", nullptr, "upsert"},
                  {"schedule.frequency", nullptr, "weekly"},
                  {"schedule.day", nullptr, "Sunday"},
                  {"schedule.hour", nullptr, std::int64_t{8}},
                  {"schedule.minute", nullptr, std::int64_t{30}},
                  {"mappings[external_id].from", nullptr, "EMAIL"},
                  {"mappings[external_id].is_primary_identifier", nullptr, true},
                  {"mappings[first_name].from", nullptr, "constant 'test' (text)"},
                  {"mappings[tags].from", nullptr, "TAGS"},
                  {"mappings[tags].operation", nullptr, "merge"},
                  {"mappings[list_id].from", nullptr, "LIST"},
                  {"mappings[list_id].lookup_object", nullptr, "user_list"},
                  {"mappings[list_id].lookup_field", nullptr, "name"}});
    model::sync_spec least = braze_sync();
    least.schedule = {"never", "Monday", 3, 4};
    least.mappings.clear();
    least.field_normalization = "snake_case";
    CHECK(creation(least).size() == 6);
}
