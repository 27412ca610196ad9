#include "plan/not_understood.hpp"

#include <doctest/doctest.h>

#include "plan/drift.hpp"
#include "plan/fingerprint.hpp"
#include "plan/import.hpp"
#include "plan/staleness.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using plan::action;
using test::actions;
using test::workspace;

namespace {

constexpr const char* why = "paused is a string, expected a boolean";

/// One that says all that its file says, as far as it could be read.
model::live_sync& odd_live(workspace& files, std::int64_t id, const std::string& label) {
    model::live_sync& sync = files.live(id, label);
    sync.not_understood = why;
    return sync;
}

std::vector<std::string> notes_of(const plan::plan& made) {
    std::vector<std::string> notes;
    for (const diagnostics::diagnostic& problem : made.diagnostics) {
        if (problem.id == diagnostics::code::sync_not_understood) {
            notes.push_back(problem.message);
        }
    }
    return notes;
}

}  // namespace

TEST_CASE("a declared sync that is not understood is blocked, also where nothing read of it differs") {
    workspace files;
    files.can.can_update = true;
    files.can.can_delete = true;
    manifest::declared_sync& sync = files.declare("users", "Braze users");
    sync.run = {"always", {}};
    odd_live(files, 61, "Braze users");
    for (const bool by_id : {false, true}) {
        for (const bool allow_replace : {false, true}) {
            sync.id.reset();
            if (by_id) {
                sync.id = {61, {}};
            }
            files.options.allow_replace = allow_replace;
            const plan::plan made = files.plan();
            REQUIRE(actions(made) == "blocked:users");
            CHECK(made.changes[0].sync_id == 61);
            CHECK(made.changes[0].fields.empty());
            CHECK(made.changes[0].edits.empty());
            CHECK(made.changes[0].note == std::string("it is not understood, and left as it is: ") + why);
            CHECK(made.unchanged.empty());
            CHECK(made.has_differences());
            CHECK_FALSE(made.can_apply());
            CHECK(notes_of(made).empty());
        }
    }
}

TEST_CASE("a sync that is not understood is blocked for that, and not for its parent") {
    workspace files;
    files.can.can_update = true;
    files.declare("parent", "Parent").id = {70, {}};
    files.declare("users", "Braze users");
    files.spec().triggers.sync_sequence.key = "parent";
    odd_live(files, 61, "Braze users");
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "blocked:users");
    CHECK(made.changes[0].note.starts_with("it is not understood"));
    CHECK(made.changes[0].fields.empty());
}

TEST_CASE("a plan notes once which unmanaged syncs are not understood") {
    workspace files;
    files.live(60, "Understood");
    odd_live(files, 61, "Odd");
    plan::plan made = files.plan();
    CHECK(made.changes.empty());
    CHECK(made.unmanaged.size() == 2);
    CHECK(notes_of(made) ==
          std::vector<std::string>{
              "1 live sync that no file declares is not understood, and left as it is: 61 'Odd': paused is a "
              "string, expected a boolean"});
    for (std::int64_t id = 62; id < 68; ++id) {
        odd_live(files, id, "");
    }
    made = files.plan();
    REQUIRE(notes_of(made).size() == 1);
    CHECK(notes_of(made)[0].starts_with("7 live syncs that no file declares are not understood"));
    CHECK(notes_of(made)[0].ends_with("; and 2 more"));
}

TEST_CASE("what is to be removed is removed whether it is understood or not") {
    workspace files;
    files.can.can_delete = true;
    odd_live(files, 61, "Odd");
    files.remove("Odd");
    const plan::plan made = files.plan();
    CHECK(actions(made) == "delete:Odd");
    CHECK(notes_of(made).empty());
    CHECK(made.changes[0].note == std::string("it is not understood: ") + why);
}

TEST_CASE("mappings that are not understood do not speak against a renamed sync") {
    workspace files;
    files.declare("users", "Braze users");
    model::live_sync& live = odd_live(files, 61, "Users of old");
    live.spec.mappings.clear();
    CHECK(actions(files.plan()).empty());
    CHECK(files.plan().has_blocking_errors());
    workspace others;
    others.declare("users", "Braze users");
    others.live(61, "Users of old").spec.mappings.clear();
    CHECK(actions(others.plan()) == "create:users");
}

TEST_CASE("drift does not compare what is not understood, and says why") {
    workspace files;
    files.declare("users", "Braze users");
    odd_live(files, 61, "Braze users");
    const plan::matched_plan made = files.matched();
    const std::vector<validation::resolved_sync> declared = files.resolved();
    const model::catalogue nothing;
    const plan::drift_input input{made.todo, declared, files.all_live(), made.found, nothing};
    const plan::drift shown = plan::make_drift(input, {});
    REQUIRE(shown.syncs.size() == 1);
    CHECK(shown.syncs[0].state == plan::drift_state::faulty);
    CHECK(shown.syncs[0].not_understood == why);
    CHECK(shown.syncs[0].fields.empty());
    CHECK(shown.counts.changed == 0);
    CHECK(shown.counts.not_understood == 1);
    CHECK(shown.alarms({true, false, false, false}));
    CHECK_FALSE(shown.alarms({false, true, true, true}));
}

TEST_CASE("a fingerprint tells what is understood from what is not") {
    workspace files;
    const model::live_sync understood = files.live(61, "A");
    model::live_sync odd = understood;
    odd.not_understood = why;
    CHECK(plan::live_fingerprint(understood, {}) != plan::live_fingerprint(odd, {}));
    plan::plan saved;
    plan::change& update = saved.changes.emplace_back();
    update.what = action::update;
    update.sync_id = 61;
    update.desired = understood.spec;
    update.live_fingerprint = plan::live_fingerprint(understood, {});
    CHECK(plan::find_stale(saved, {understood}).empty());
    const auto stale = plan::find_stale(saved, {odd});
    REQUIRE(stale.size() == 1);
    CHECK(stale[0].fields.empty());
    CHECK(stale[0].why.ends_with(std::string("it is not understood: ") + why));
    CHECK(plan::is_as_desired(update, understood));
    CHECK_FALSE(plan::is_as_desired(update, odd));
}

TEST_CASE("an import leaves out what is not understood") {
    workspace files;
    odd_live(files, 61, "Odd");
    const model::catalogue nothing;
    const plan::import_result made = plan::import_syncs({files.all_live(), {0}, nothing});
    CHECK(made.syncs.empty());
    REQUIRE(made.left.size() == 1);
    CHECK(made.left[0].sync_left_out);
    CHECK(made.left[0].attribute.empty());
    CHECK(made.left[0].why == std::string("it is not understood: ") + why);
}
