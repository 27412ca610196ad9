#include "plan/drift.hpp"

#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using plan::drift_state;
using plan::moved_side;

namespace {

using histories = std::map<std::int64_t, std::vector<model::sync_run>>;

plan::drift drift_of(test::workspace& files, const plan::known_syncs* base = nullptr, histories runs = {}) {
    const plan::matched_plan made = files.matched();
    const std::vector<validation::resolved_sync> declared = files.resolved();
    const model::catalogue nothing;
    plan::drift_input input{made.todo, declared, files.all_live(), made.found, nothing};
    input.base = base;
    input.base_name = base == nullptr ? std::string() : base->name;
    input.runs_read = runs.empty() ? 0 : 10;
    return plan::make_drift(input, std::move(runs));
}

/// What a base knows, matched with the workspace of today.
plan::known_syncs base_of(const test::workspace& before, const test::workspace& files) {
    const std::vector<validation::resolved_sync> syncs = before.resolved();
    diagnostics::collector unused;
    const plan::matches found = plan::match_syncs(syncs, files.all_live(), unused);
    return {"last week", plan::identities_of(syncs, files.all_live(), found)};
}

/// "users changed, 60 unmanaged".
std::string states(const plan::drift& shown) {
    std::string text;
    for (const plan::drift_sync& sync : shown.syncs) {
        text += (text.empty() ? "" : ", ") + (sync.key.empty() ? std::to_string(*sync.sync_id) : sync.key) +
                " " + std::string(to_string(sync.state));
    }
    return text;
}

}  // namespace

TEST_CASE("drift: each sync has one state and the counts add up") {
    test::workspace files;
    files.declare("same", "Same");
    files.declare("changed", "Changed").run.value = "always";
    files.spec().schedule.frequency = "hourly";
    files.declare("missing", "Missing", "other");
    files.declare("faulty", "Faulty");
    files.unresolved = "faulty";
    files.live(1, "Same").updated_at = "2021-10-22T00:43:44.173Z";
    files.live(2, "Changed").spec.paused = true;
    files.live(3, "Faulty");
    files.live(4, "By hand", "x");
    const plan::drift shown = drift_of(files);
    CHECK(states(shown) == "same as-declared, changed changed, missing missing, faulty faulty, 4 unmanaged");
    CHECK(shown.syncs[0].updated_at == "2021-10-22T00:43:44.173Z");
    CHECK(shown.syncs[1].paused_though_live);
    REQUIRE(shown.syncs[1].fields.size() == 2);
    CHECK(to_string(shown.syncs[1].fields[0].path) == "schedule.frequency");
    CHECK(shown.syncs[1].fields[0].moved == moved_side::unknown);
    CHECK(shown.counts.changed == 1);
    CHECK(shown.counts.missing == 1);
    CHECK(shown.counts.unmanaged == 1);
    CHECK(shown.counts.faulty == 1);
    CHECK(shown.counts.as_declared == 1);
    CHECK(shown.counts.paused_though_live == 1);
    CHECK(shown.counts.live == 4);
    CHECK(shown.counts.managed == 3);
    CHECK(shown.counts.coverage_percent() == 75);
}

TEST_CASE("drift: a standing order to run is no difference") {
    test::workspace files;
    files.declare("same", "Same").run.value = "always";
    files.live(1, "Same");
    const plan::drift shown = drift_of(files);
    CHECK(states(shown) == "same as-declared");
    CHECK_FALSE(shown.alarms({true, true, true, true}));
}

TEST_CASE("drift: what is to be removed is nobody's difference but its own") {
    test::workspace files;
    files.can = {true, true};
    files.declare("users", "Users");
    files.live(60, "Users");
    files.remove("users");
    files.live(61, "users", "x");
    CHECK(states(drift_of(files)) == "users as-declared, 61 unmanaged");
}

TEST_CASE("drift: what raises the alarm is chosen") {
    test::workspace files;
    files.declare("same", "Same");
    files.live(1, "Same");
    files.live(2, "By hand", "x");
    model::sync_run failed;
    failed.status = "failed";
    const plan::drift shown = drift_of(files, nullptr, {{1, {failed}}});
    CHECK(shown.counts.failing == 1);
    CHECK(shown.alarms({}));
    CHECK_FALSE(shown.alarms({true, true, false, false}));
    CHECK(shown.alarms({false, false, false, true}));
    CHECK_FALSE(shown.syncs[1].runs.has_value());
}

TEST_CASE("drift: an empty workspace is covered") {
    test::workspace files;
    files.declare("missing", "Missing");
    CHECK(drift_of(files).counts.coverage_percent() == 100);
}

TEST_CASE("drift: only syncs that a file claims have their runs read") {
    test::workspace files;
    files.declare("same", "Same");
    files.live(1, "Same");
    files.live(2, "By hand", "x");
    CHECK(plan::managed_ids(files.matched().found, files.all_live()) == std::vector<std::int64_t>{1});
}

TEST_CASE("drift: each field is attributed to the side that left the base") {
    test::workspace files;
    files.declare("users", "Users");
    files.spec().schedule.frequency = "hourly";  // the files moved
    files.spec().operation = "mirror";           // both did
    model::live_sync& live = files.live(1, "Users");
    live.spec.paused = true;  // the workspace moved
    live.spec.operation = "update";
    live.spec.mappings[0].from = model::column_source{"MAIL"};
    live.spec.mappings.push_back({model::column_source{"HUE"}, "hue", false, false, false, "", "", ""});
    test::workspace before;
    before.declare("users", "Users");
    const plan::known_syncs base = base_of(before, files);
    const plan::drift shown = drift_of(files, &base);
    REQUIRE(shown.syncs.size() == 1);
    CHECK(shown.base == "last week");
    CHECK(shown.syncs[0].moved == moved_side::both);
    std::map<std::string, plan::drift_field> fields;
    for (const plan::drift_field& field : shown.syncs[0].fields) {
        fields.emplace(to_string(field.path), field);
    }
    CHECK(fields.at("schedule.frequency").moved == moved_side::files);
    CHECK(fields.at("schedule.frequency").base == diff::attribute_value("never"));
    CHECK(fields.at("operation").moved == moved_side::both);
    CHECK(fields.at("operation").base == diff::attribute_value("upsert"));
    CHECK(fields.at("paused").moved == moved_side::workspace);
    CHECK(fields.at("paused").base == diff::attribute_value(false));
    CHECK(fields.at("mappings[external_id].from").moved == moved_side::workspace);
    CHECK(fields.at("mappings[hue].from").moved == moved_side::workspace);
    CHECK(fields.at("mappings[hue].from").base == diff::attribute_value(nullptr));
}

TEST_CASE("drift: a change under another path of the same part is attributed by the part") {
    test::workspace files;
    files.declare("users", "Users");
    files.live(1, "Users").spec.mappings[0].from =
        model::constant_source{"text", "v", model::scalar_kind::text};
    test::workspace before;
    before.declare("users", "Users");
    before.spec().mappings[0].from = model::constant_source{"text", "w", model::scalar_kind::text};
    const plan::known_syncs base = base_of(before, files);
    const plan::drift shown = drift_of(files, &base);
    REQUIRE(shown.syncs[0].fields.size() == 1);
    CHECK(to_string(shown.syncs[0].fields[0].path) == "mappings[external_id].from");
    CHECK(shown.syncs[0].fields[0].moved == moved_side::both);
}

TEST_CASE("drift: a sync is found in the base by its live sync though its key has changed") {
    test::workspace files;
    files.declare("new-key", "Users");
    files.live(1, "Users").spec.paused = true;
    test::workspace before;
    before.declare("old-key", "Users");
    const plan::known_syncs base = base_of(before, files);
    CHECK(drift_of(files, &base).syncs[0].moved == moved_side::workspace);
    test::workspace other;
    other.declare("something", "Else", "x");
    const plan::known_syncs without = base_of(other, files);
    CHECK(drift_of(files, &without).syncs[0].moved == moved_side::files);
}

TEST_CASE("drift: a parent is the same one in the base, by whatever it is named") {
    test::workspace files;
    files.declare("parent", "Parent", "a");
    files.declare("child", "Child", "b");
    files.spec().triggers.sync_sequence.key = "parent";
    files.live(1, "Parent", "a");
    model::live_sync& child = files.live(2, "Child", "b");
    child.spec.triggers.sync_sequence.id = 1;
    child.spec.paused = true;
    test::workspace before;
    before.declare("parent", "Parent", "a");
    before.declare("child", "Child", "b");
    before.spec().triggers.sync_sequence.key = "parent";
    const plan::known_syncs base = base_of(before, files);
    const plan::drift shown = drift_of(files, &base);
    REQUIRE(shown.syncs.size() == 2);
    CHECK(shown.syncs[1].moved == moved_side::workspace);
}

TEST_CASE("drift: missing and unmanaged syncs are attributed too") {
    test::workspace files;
    files.declare("gone", "Gone", "a");
    files.declare("new", "New", "b");
    files.live(1, "Dropped", "c");
    files.live(2, "By hand", "d");
    test::workspace before;
    before.declare("gone", "Gone", "a");
    before.declare("dropped", "Dropped", "c");
    const plan::known_syncs base = base_of(before, files);
    const plan::drift shown = drift_of(files, &base);
    REQUIRE(states(shown) == "gone missing, new missing, 1 unmanaged, 2 unmanaged");
    CHECK(shown.syncs[0].moved == moved_side::workspace);
    CHECK(shown.syncs[1].moved == moved_side::files);
    CHECK(shown.syncs[2].moved == moved_side::files);
    CHECK(shown.syncs[3].moved == moved_side::workspace);
}
