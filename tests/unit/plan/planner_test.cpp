#include "plan/planner.hpp"

#include <doctest/doctest.h>

#include "plan/fingerprint.hpp"
#include "support/work.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using plan::action;
using plan::reason;
using test::actions;
using test::workspace;

TEST_CASE("a sync that is not found is created with all its attributes") {
    workspace files;
    files.declare("users", "Braze users");
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "create:users");
    const plan::change& create = made.changes[0];
    CHECK(create.why == reason::not_found);
    CHECK(create.label == "Braze users");
    CHECK_FALSE(create.sync_id);
    CHECK(create.source == diagnostics::span{0, 10, 3, 5});
    CHECK(create.fields == diff::creation(files.spec()));
    CHECK(create.desired == files.spec());
    CHECK(create.live_fingerprint.empty());
    CHECK(create.edits.empty());
    CHECK(made.has_differences());
    CHECK(made.can_apply());
}

TEST_CASE("a changed sync is blocked where the API cannot write and updated where it can") {
    workspace files;
    files.declare("users", "Braze users").run = {"on_change", {}};
    files.spec().paused = true;
    const model::live_sync live = files.live(61, "Braze users");
    plan::plan made = files.plan();
    REQUIRE(actions(made) == "blocked:users");
    CHECK(made.changes[0].why == reason::declared_differently);
    CHECK(made.changes[0].sync_id == 61);
    CHECK(made.changes[0].edits == std::vector<std::string>{"in Census, open the sync 'Braze users' (id 61)",
                                                            "set paused from false to true"});
    CHECK(made.changes[0].live_fingerprint == plan::live_fingerprint(live, {true}));
    CHECK(made.has_differences());
    CHECK_FALSE(made.can_apply());

    files.can.can_update = true;
    made = files.plan();
    REQUIRE(actions(made) == "update:users, trigger:users");
    CHECK(made.changes[0].edits.empty());
    CHECK(made.changes[1].why == reason::run_on_change);
    CHECK(made.changes[1].depends_on == std::vector<std::string>{"update:users"});
    CHECK(made.can_apply());
}

TEST_CASE("the object says how field names are compared") {
    model::destination_object object;
    object.allow_case_sensitive_field_names = false;
    workspace files;
    files.declare("users", "Braze users");
    files.live(61, "Braze users").spec.mappings[0].to = "EXTERNAL_ID";
    CHECK(actions(files.plan()) == "blocked:users");
    files.object = &object;
    CHECK(actions(files.plan()).empty());
}

TEST_CASE("when a sync runs") {
    struct expectation {
        const char* run;
        const char* created;
        const char* unchanged;
        const char* blocked;
        const char* updated;
    };
    const std::vector<expectation> table{
        {"never", "create:s", "", "blocked:s", "update:s"},
        {"on_create", "create:s, trigger:s run-on-create", "", "blocked:s", "update:s"},
        {"on_change", "create:s, trigger:s run-on-change", "", "blocked:s",
         "update:s, trigger:s run-on-change"},
        {"always", "create:s, trigger:s run-always", "trigger:s run-always", "blocked:s",
         "update:s, trigger:s run-always"},
    };
    const auto planned = [](const char* run, bool live, bool differs, bool can_update) {
        workspace files;
        files.declare("s", "S").run = {run, {}};
        files.spec().paused = differs;
        if (live) {
            files.live(61, "S");
        }
        files.can.can_update = can_update;
        const plan::plan made = files.plan();
        std::string text = actions(made);
        if (!made.changes.empty() && made.changes.back().what == action::trigger) {
            text += ' ';
            text += to_string(made.changes.back().why);
        }
        return text;
    };
    for (const expectation& row : table) {
        CAPTURE(row.run);
        CHECK(planned(row.run, false, false, false) == row.created);
        CHECK(planned(row.run, true, false, false) == row.unchanged);
        CHECK(planned(row.run, true, true, false) == row.blocked);
        CHECK(planned(row.run, true, true, true) == row.updated);
    }
}

TEST_CASE("a standing trigger is no difference but can be applied") {
    workspace files;
    files.declare("users", "Braze users").run = {"always", {}};
    files.live(61, "Braze users");
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "trigger:users");
    CHECK(made.changes[0].sync_id == 61);
    CHECK(made.changes[0].depends_on.empty());
    CHECK_FALSE(made.changes[0].live_fingerprint.empty());
    CHECK(made.unchanged.size() == 1);
    CHECK_FALSE(made.has_differences());
    CHECK(made.can_apply());
}

TEST_CASE("runs wait for those named under after") {
    workspace files;
    const auto declare = [&](const char* key, const char* run, const std::vector<std::string>& after) {
        manifest::declared_sync& sync = files.declare(key, key);
        sync.run = {run, {}};
        for (const std::string& first : after) {
            sync.after.push_back({first, {}});
        }
    };
    // d waits for c, and through b, which does not run, for a.
    declare("c", "on_create", {"a"});
    declare("a", "on_create", {});
    declare("b", "never", {"a"});
    declare("d", "on_create", {"b", "c", "nobody"});
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "create:c, create:a, create:b, create:d, trigger:a, trigger:c, trigger:d");
    CHECK(made.changes[4].depends_on == std::vector<std::string>{"create:a"});
    CHECK(made.changes[5].depends_on == std::vector<std::string>{"create:c", "trigger:a"});
    CHECK(made.changes[6].depends_on == std::vector<std::string>{"create:d", "trigger:c", "trigger:a"});
}

TEST_CASE("a sync with an error gets no action and the others are still planned") {
    workspace files;
    files.declare("bad", "Bad").run = {"always", {}};
    files.declare("good", "Good");
    files.problems.report(diagnostics::code::field_unknown, {0, 12, 5, 3}, "the object has no field 'x'")
        .sync = "bad";
    plan::plan made = files.plan();
    CHECK(actions(made) == "create:good");
    CHECK(made.diagnostics.size() == 1);
    CHECK_FALSE(made.can_apply());
    CHECK(made.has_differences());
}

TEST_CASE("a warning stops nothing") {
    workspace files;
    files.declare("users", "Braze users");
    files.problems.report(diagnostics::code::metadata_missing, {0, 12, 5, 3}, "no fields").sync = "users";
    const plan::plan made = files.plan();
    CHECK(actions(made) == "create:users");
    CHECK(made.can_apply());
}

TEST_CASE("diagnostics come in file order") {
    workspace files;
    files.declare("late", "Late").id = {99, workspace::at(50)};
    files.live(61, "Other", "event");
    files.problems.report(diagnostics::code::key_unknown, {0, 60, 1, 1}, "third");
    files.problems.report(diagnostics::code::key_unknown, {0, 2, 1, 1}, "first");
    const plan::plan made = files.plan();
    REQUIRE(made.diagnostics.size() == 3);
    CHECK(made.diagnostics[0].message == "first");
    CHECK(made.diagnostics[2].message == "third");
}

TEST_CASE("everything is counted") {
    workspace files;
    files.declare("new", "New", "a").run = {"on_create", {}};
    files.declare("same", "Same", "b");
    files.declare("other", "Other", "c");
    files.spec().paused = true;
    files.live(61, "Same", "b");
    files.live(62, "Other", "c");
    files.live(63, "Unknown", "d");
    const plan::summary counted = files.plan().counts();
    CHECK(counted.create == 1);
    CHECK(counted.trigger == 1);
    CHECK(counted.blocked == 1);
    CHECK(counted.update == 0);
    CHECK(counted.remove == 0);
    CHECK(counted.unchanged == 1);
    CHECK(counted.unmanaged == 1);
}

TEST_CASE("an empty plan has nothing to do") {
    workspace files;
    const plan::plan made = files.plan();
    CHECK_FALSE(made.has_differences());
    CHECK_FALSE(made.can_apply());
    CHECK(made.workspace.base_url == "https://app.getcensus.com/api/v1");
    CHECK(made.workspace.api == "2021");
}

TEST_CASE("the words of actions and reasons") {
    CHECK(to_string(action::remove) == "delete");
    CHECK(to_string(action::blocked) == "blocked");
    CHECK(to_string(reason::not_found) == "not-found");
    CHECK(to_string(reason::declared_differently) == "declared-differently");
    CHECK(to_string(reason::run_always) == "run-always");
}

TEST_CASE("the work of planning grows no faster than the number of syncs") {
    const auto work_for = [](int count) {
        workspace files;
        for (int at = 0; at < count; ++at) {
            const std::string number = std::to_string(10'000 + at);
            // A third is there, a third looks renamed, a third is new. Names of one length: others are told
            // apart without looking at them.
            const std::string object = "object" + (at % 3 == 2 ? number : std::to_string(10'000 + at % 3));
            files.declare("sync-" + number, "Label " + number, object);
            files.live(at + 1, (at % 3 == 0 ? "Label " : "Other ") + number,
                       at % 3 == 2 ? "object00000" : object);
        }
        return test::work_of([&] {
            const plan::plan todo = files.plan();
            CHECK(static_cast<int>(todo.unchanged.size()) == count / 3);
            CHECK(static_cast<int>(todo.diagnostics.size()) == count / 3);
            CHECK(static_cast<int>(todo.changes.size()) == count / 3);
        });
    };
    const test::work some = work_for(1'200);
    const test::work more = work_for(4'800);
    CHECK_MESSAGE(test::grows_gently(some.comparisons, more.comparisons),
                  some.comparisons << " comparisons of texts, then " << more.comparisons);
    CHECK_MESSAGE(test::grows_gently(some.allocations, more.allocations),
                  some.allocations << " allocations, then " << more.allocations);
}
