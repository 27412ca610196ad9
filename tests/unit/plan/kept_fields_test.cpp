#include "plan/kept_fields.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using plan::moved_side;

namespace {

const diff::comparison_context context{};

model::mapping column(const std::string& from, const std::string& to) {
    return {model::column_source{from}, to, false, false, false, "", "", ""};
}

/// Keeps the fields at these paths.
plan::kept_fields keep(const model::sync_spec& file, const model::sync_spec& live,
                       const std::vector<std::string>& paths) {
    const std::vector<diff::field_change> fields = diff::compare(file, live, context);
    std::vector<moved_side> moved;
    for (const diff::field_change& field : fields) {
        const bool of_workspace = std::ranges::find(paths, to_string(field.path)) != paths.end();
        moved.push_back(of_workspace ? moved_side::workspace : moved_side::files);
    }
    return plan::keep_of_workspace(file, live, fields, moved, context);
}

std::string paths_of(const std::vector<diff::field_change>& fields) {
    std::string text;
    for (const diff::field_change& field : fields) {
        text += (text.empty() ? "" : ", ") + to_string(field.path);
    }
    return text;
}

}  // namespace

TEST_CASE("kept fields: what is left comes to just the rest") {
    model::sync_spec file = test::workspace::spec_of("Users", "user");
    model::sync_spec live = file;
    file.mappings.push_back(column("A", "a"));
    file.mappings.push_back(column("B", "b"));
    live.mappings.push_back(column("A2", "a"));
    live.mappings.push_back(column("C", "c"));
    live.label = "Renamed";
    file.operation = "mirror";
    const plan::kept_fields parts = keep(file, live, {"label", "mappings[a].from", "mappings[c].from"});
    CHECK(paths_of(parts.rest) == "operation, mappings[b].from");
    CHECK(parts.moved == std::vector<moved_side>{moved_side::files, moved_side::files});
    CHECK(paths_of(parts.kept) == "label, mappings[a].from, mappings[c].from");
    CHECK(parts.desired.label == "Renamed");
    CHECK(diff::compare(parts.desired, live, context) == parts.rest);
}

TEST_CASE("kept fields: a mapping that the workspace took away stays away") {
    model::sync_spec file = test::workspace::spec_of("Users", "user");
    const model::sync_spec live = file;
    file.mappings.push_back(column("A", "a"));
    const plan::kept_fields parts = keep(file, live, {"mappings[a].from"});
    CHECK(parts.rest.empty());
    CHECK(parts.desired == live);
}

TEST_CASE("kept fields: what comes to count with another frequency goes along") {
    model::sync_spec file = test::workspace::spec_of("Users", "user");
    model::sync_spec live = file;
    file.schedule.frequency = "hourly";
    live.schedule = {"weekly", "Monday", 3, 30};
    const plan::kept_fields parts = keep(file, live, {"schedule.frequency", "schedule.minute"});
    CHECK(parts.rest.empty());
    CHECK(diff::compare(parts.desired, live, context).empty());
}

TEST_CASE("kept fields: a part that a schedule of the workspace has not is no edit") {
    model::sync_spec file = test::workspace::spec_of("Users", "user");
    model::sync_spec live = file;
    file.schedule = {"weekly", "Sunday", 7, 0};
    for (const char* const frequency : {"never", "hourly"}) {
        live.schedule = {frequency, "", std::nullopt, std::nullopt};
        const plan::kept_fields parts =
            keep(file, live, {"schedule.hour", "schedule.minute", "schedule.day"});
        CHECK(parts.kept.empty());
        CHECK(parts.desired == file);
    }
    // One that it has is kept.
    live.schedule = {"daily", "", 9, 0};
    const plan::kept_fields parts = keep(file, live, {"schedule.hour"});
    CHECK(paths_of(parts.kept) == "schedule.hour");
    CHECK(parts.desired.schedule.hour == 9);
    CHECK(parts.desired.schedule.frequency == "weekly");
}

TEST_CASE("kept fields: a change of the files is not lost to one of the workspace") {
    model::sync_spec file = test::workspace::spec_of("Users", "user");
    model::sync_spec live = file;
    file.schedule = {"daily", "", 9, std::nullopt};
    live.schedule.frequency = "never";
    live.paused = true;
    const plan::kept_fields parts = keep(file, live, {"schedule.frequency", "paused"});
    CHECK(paths_of(parts.kept) == "paused");
    CHECK(paths_of(parts.rest) == "schedule.frequency, schedule.hour");
    CHECK(parts.moved == std::vector<moved_side>{moved_side::both, moved_side::files});
    CHECK(parts.desired.paused);
}
