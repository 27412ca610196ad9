#include "plan/explanation.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using diff::attribute_value;

namespace {

diff::attribute_comparison row_of(const std::vector<diff::attribute_comparison>& rows,
                                  std::string_view path) {
    const auto found = std::ranges::find(rows, diff::path_from(path), &diff::attribute_comparison::path);
    REQUIRE_MESSAGE(found != rows.end(), "no row " << path);
    return *found;
}

}  // namespace

TEST_CASE("explanation: the file's own words stand beside the ids that are compared") {
    test::workspace files;
    manifest::declared_sync& said = files.declare("users", "Users");
    said.source.connection.value = {{}, "Warehouse"};
    said.source.object.value = {"model", 15, "", {}};
    said.destination.connection.value = {15, ""};
    const model::live_sync& live = files.live(7, "Users");
    const auto rows = plan::explain_sync(files.resolved().front(), live);
    const auto source = row_of(rows, "source.connection");
    CHECK(source.equal);
    CHECK(source.desired_raw == attribute_value("Warehouse"));
    CHECK(source.live_raw == attribute_value(std::int64_t{4}));
    CHECK(source.desired_canonical == "4");
    CHECK(row_of(rows, "source.model").desired_raw == attribute_value(std::int64_t{15}));
    CHECK(row_of(rows, "source.model").live_raw == attribute_value("braze_test"));
    CHECK(row_of(rows, "destination.connection").desired_raw == attribute_value(std::int64_t{15}));
}

TEST_CASE("explanation: a source of another kind keeps its sides apart") {
    test::workspace files;
    manifest::declared_sync& said = files.declare("users", "Users");
    said.source.object.value = {"model", 15, "", {}};
    model::live_sync& live = files.live(7, "Users");
    live.spec.source = {4, "table", {}, "", {"c", "s", "n"}};
    const auto rows = plan::explain_sync(files.resolved().front(), live);
    CHECK(row_of(rows, "source.model").desired_raw == attribute_value(std::int64_t{15}));
    CHECK(row_of(rows, "source.table").desired_raw == attribute_value(nullptr));
    CHECK(row_of(rows, "source.table").live_raw == attribute_value("c.s.n"));
}

TEST_CASE("explanation: names of fields are compared as their object says") {
    test::workspace files;
    model::destination_object object;
    object.allow_case_sensitive_field_names = false;
    files.declare("users", "Users");
    CHECK(plan::comparison_of(files.resolved().front()).case_sensitive_fields);
    files.object = &object;
    model::live_sync& live = files.live(7, "Users");
    live.spec.mappings[0].to = "External_Id";
    const auto row = row_of(plan::explain_sync(files.resolved().front(), live), "mappings[external_id].to");
    CHECK(row.equal);
    CHECK(row.live_raw == attribute_value("External_Id"));
    CHECK(row.rule == "Field names of this object are the same whatever their case.");
}

TEST_CASE("explanation: what is never compared says why") {
    test::workspace files;
    manifest::declared_sync& said = files.declare("users", "Users");
    said.run.value = "always";
    said.after = {{"one", {}}, {"two", {}}};
    said.id = {7, {}};
    said.distinct_from = {{61, {}}, {62, {}}};
    said.protect = true;
    model::live_sync& live = files.live(7, "Users");
    live.status = "Ready";
    const auto rows = plan::explain_never_compared(files.resolved().front(), live);
    std::vector<std::string> paths;
    for (const auto& row : rows) {
        paths.push_back(to_string(row.path));
        CHECK(row.equal);
        CHECK(row.desired_canonical == "(not compared)");
        CHECK(row.rule.rfind("Not compared: ", 0) == 0);
    }
    CHECK(paths == std::vector<std::string>{"id", "formerly", "distinct_from", "protect", "run", "after",
                                            "status", "created_at", "updated_at"});
    CHECK(rows[0].desired_raw == attribute_value(std::int64_t{7}));
    CHECK(rows[0].live_raw == attribute_value(std::int64_t{7}));
    CHECK(rows[1].desired_raw == attribute_value(nullptr));
    CHECK(rows[2].desired_raw == attribute_value("61, 62"));
    CHECK(rows[3].desired_raw == attribute_value(true));
    CHECK(rows[4].desired_raw == attribute_value("always"));
    CHECK(rows[5].desired_raw == attribute_value("one, two"));
    CHECK(rows[6].live_raw == attribute_value("Ready"));
}

TEST_CASE("explanation: fields that may be asked for include what they lie under") {
    std::vector<diff::attribute_comparison> rows(4);
    rows[0].path = diff::path_from("label");
    rows[1].path = diff::path_from("schedule.hour");
    rows[2].path = diff::path_from("schedule.minute");
    rows[3].path = diff::path_from("mappings[a.b].from.value");
    CHECK(plan::fields_of(rows) == std::vector<std::string>{"label", "schedule", "schedule.hour",
                                                            "schedule.minute", "mappings", "mappings[a.b]",
                                                            "mappings[a.b].from.value"});
}
