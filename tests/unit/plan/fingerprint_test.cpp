#include "plan/fingerprint.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::workspace;

namespace {

/// A plan with a create, a blocked change and a trigger.
workspace some_work() {
    workspace files;
    files.declare("new", "New", "a").run = {"on_create", {}};
    files.spec().mappings.push_back({model::column_source{"X"}, "x", false, false, false, "", "", ""});
    files.declare("other", "Other", "c");
    files.spec().paused = true;
    files.live(62, "Other", "c");
    return files;
}

}  // namespace

TEST_CASE("a live fingerprint follows what a file can say and nothing else") {
    model::live_sync live;
    live.id = 61;
    live.spec = workspace::spec_of("A", "user");
    const std::string before = plan::live_fingerprint(live, {true});
    CHECK(before.rfind("sha256:", 0) == 0);
    live.updated_at = "2021-10-22T00:43:44.173Z";
    live.status = "Failing";
    live.spec.source.name = "renamed";
    live.spec.schedule.day = "Friday";
    CHECK(plan::live_fingerprint(live, {true}) == before);
    live.spec.paused = true;
    CHECK(plan::live_fingerprint(live, {true}) != before);
    live.spec.paused = false;
    live.id = 62;
    CHECK(plan::live_fingerprint(live, {true}) != before);
}

TEST_CASE("the plan id does not depend on places or on the order of mappings or on warnings") {
    const std::string id = some_work().plan().id;
    CHECK(id.size() == 71);
    CHECK(some_work().plan().id == id);

    plan::plan moved = some_work().plan();
    for (plan::change& one : moved.changes) {
        one.source = {7, 70, 7, 7};
    }
    std::reverse(moved.changes.begin(), moved.changes.end());
    moved.diagnostics.emplace_back();
    CHECK(plan::content_id(moved) == id);

    moved = some_work().plan();
    std::reverse(moved.changes[0].desired.mappings.begin(), moved.changes[0].desired.mappings.end());
    std::reverse(moved.changes[0].fields.begin(), moved.changes[0].fields.end());
    CHECK(plan::content_id(moved) == id);
}

TEST_CASE("the plan id changes with everything that is done") {
    const plan::plan made = some_work().plan();
    const auto changed = [&](auto edit) {
        plan::plan other = made;
        edit(other);
        return plan::content_id(other) != made.id;
    };
    CHECK(changed([](auto& p) { p.workspace.base_url = "https://app-eu.getcensus.com/api/v1"; }));
    CHECK(changed([](auto& p) { p.workspace.api = "2022"; }));
    CHECK(changed([](auto& p) { p.workspace.environment = "prod"; }));
    CHECK(changed([](auto& p) { p.workspace.id = 4711; }));
    CHECK(changed([](auto& p) { p.workspace.connections.emplace(); }));
    CHECK(changed([](auto& p) { p.changes.pop_back(); }));
    CHECK(changed([](auto& p) { p.changes[0].what = plan::action::update; }));
    CHECK(changed([](auto& p) { p.changes[0].sync = "renamed"; }));
    CHECK(changed([](auto& p) { p.changes[0].sync_id = 5; }));
    CHECK(changed([](auto& p) { p.changes[0].desired.paused = true; }));
    CHECK(changed([](auto& p) { p.changes[0].fields.pop_back(); }));
    CHECK(changed([](auto& p) { p.changes[0].fields[0].after = "x"; }));
    CHECK(changed([](auto& p) { p.changes[0].fields[0].after = std::int64_t{1}; }));
    CHECK(changed([](auto& p) { p.changes[1].live_fingerprint = "sha256:0"; }));
    CHECK(changed([](auto& p) { p.changes[2].depends_on.emplace_back("trigger:x"); }));
    CHECK(changed([](auto& p) { p.changes[2].why = plan::reason::run_always; }));
}
