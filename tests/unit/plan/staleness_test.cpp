#include "plan/staleness.hpp"

#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::workspace;

namespace {

/// A create, and a standing trigger of sync 63.
plan::plan some_plan() {
    workspace files;
    files.declare("new", "New", "a").run = {"on_create", {}};
    files.declare("standing", "Standing", "d").run = {"always", {}};
    files.live(63, "Standing", "d");
    return files.plan();
}

model::live_sync live(std::int64_t id, const std::string& label, const std::string& object) {
    model::live_sync sync;
    sync.id = id;
    sync.spec = workspace::spec_of(label, object);
    return sync;
}

}  // namespace

TEST_CASE("a plan is fresh as long as nothing moves under its actions") {
    const plan::plan saved = some_plan();
    CHECK(plan::find_stale(saved, {live(63, "Standing", "d")}).empty());
    CHECK(plan::find_stale(saved, {live(63, "Standing", "d"), live(70, "Elsewhere", "z")}).empty());
}

TEST_CASE("whatever is to be done with a live sync is stale once the sync has moved") {
    for (const plan::action what : plan::actions) {
        CAPTURE(to_string(what));
        plan::plan saved = some_plan();
        saved.changes.erase(saved.changes.begin(), saved.changes.end() - 1);
        saved.changes[0].what = what;
        CHECK(plan::find_stale(saved, {live(63, "Standing", "z")}).size() ==
              (plan::is_write(what) ? 1U : 0U));
    }
}

TEST_CASE("a create is stale once a live sync has its label") {
    const plan::plan saved = some_plan();
    const auto stale = plan::find_stale(saved, {live(63, "Standing", "d"), live(70, "New", "b")});
    REQUIRE(stale.size() == 1);
    CHECK(stale[0].action->id() == "create:new");
    CHECK(stale[0].why == "sync 70 has this label by now");
    REQUIRE(stale[0].fields.size() == 1);
    CHECK(to_string(stale[0].fields[0].path) == "destination.object");
}

TEST_CASE("a trigger is stale once its sync is another or gone") {
    const plan::plan saved = some_plan();
    model::live_sync moved = live(63, "Standing", "d");
    moved.spec.paused = true;
    const auto stale = plan::find_stale(saved, {moved});
    REQUIRE(stale.size() == 1);
    CHECK(stale[0].action->id() == "trigger:standing");
    CHECK(stale[0].why == "sync 63 has changed since the plan was made");
    REQUIRE(stale[0].fields.size() == 1);
    CHECK(to_string(stale[0].fields[0].path) == "paused");
    const auto gone = plan::find_stale(saved, {});
    REQUIRE(gone.size() == 1);
    CHECK(gone[0].why == "sync 63 is no longer in the workspace");
}

TEST_CASE("what a plan has shown has not moved since") {
    workspace files;
    files.can.can_update = true;
    files.declare("users", "Users");
    files.live(61, "Users").spec.paused = true;
    const plan::plan saved = files.plan();
    REQUIRE(saved.changes.size() == 1);
    model::live_sync now = files.all_live()[0];
    CHECK(plan::find_stale(saved, {now}).empty());
    now.spec.operation = "mirror";
    const auto stale = plan::find_stale(saved, {now});
    REQUIRE(stale.size() == 1);
    REQUIRE(stale[0].fields.size() == 1);
    CHECK(to_string(stale[0].fields[0].path) == "operation");
}
