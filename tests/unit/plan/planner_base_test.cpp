#include <doctest/doctest.h>

#include "plan/overwritten.hpp"
#include "plan/planner.hpp"
#include "plan/saved_plan.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using manifest::drift_choice;
using plan::moved_side;

namespace {

/// What a journal knows of files that were as `before` has them.
plan::known_syncs known(const test::workspace& before, const test::workspace& now) {
    const std::vector<validation::resolved_sync> syncs = before.resolved();
    diagnostics::collector unused;
    const plan::matches found = plan::match_syncs(syncs, now.all_live(), unused);
    return {"the last apply", plan::identities_of(syncs, now.all_live(), found), true};
}

/// "update:users files (schedule.frequency files, paused workspace)".
std::string told(const std::vector<plan::change>& changes) {
    std::string text;
    for (const plan::change& one : changes) {
        text += (text.empty() ? "" : "; ") + one.id() + " " + std::string(to_string(one.moved));
        for (std::size_t at = 0; at < one.fields.size() && one.what != plan::action::create; ++at) {
            text += (at == 0 ? " (" : ", ") + to_string(one.fields[at].path) + " " +
                    std::string(to_string(one.moved_of(at)));
        }
        text += one.fields.empty() || one.what == plan::action::create ? "" : ")";
    }
    return text;
}

/// One sync whose file has another schedule, and whose live sync is paused.
struct both_sides {
    both_sides() {
        before.declare("users", "Users");
        files.can = {true, true};
        files.declare("users", "Users").run.value = "on_change";
        files.spec().schedule.frequency = "hourly";
        files.live(1, "Users").spec.paused = true;
        base = known(before, files);
        files.options.base = &base;
    }
    test::workspace before;
    test::workspace files;
    plan::known_syncs base;
};

}  // namespace

TEST_CASE("each difference is told apart, and a run follows what causes it") {
    both_sides some;
    const plan::plan made = some.files.plan();
    CHECK(told(made.changes) ==
          "update:users both (schedule.frequency files, paused workspace); trigger:users both");
    CHECK(made.base.name == "the last apply");
    CHECK(plan::what_it_overwrites(made.changes[0], made.base) ==
          "overwrites what was edited in the workspace: paused");
    CHECK(plan::adopting(made.changes[0]).empty());  // it would take the files' own change back
    CHECK(made.has_differences_of_files());
    CHECK(plan::count_of_files(made) == 2);
    CHECK(plan::count_so_before(made) == 0);
}

TEST_CASE("whose it is does not change what a plan is") {
    both_sides some;
    const std::string id = some.files.plan().id;
    some.files.options.base = nullptr;
    CHECK(some.files.plan().id == id);
    CHECK(told(some.files.plan().changes) == "update:users  (schedule.frequency , paused ); trigger:users ");
}

TEST_CASE("keep takes out of an update what the workspace alone has made") {
    both_sides some;
    some.files.options.drift = drift_choice::keep;
    const plan::plan made = some.files.plan();
    CHECK(told(made.changes) == "update:users files (schedule.frequency files); trigger:users files");
    CHECK(made.changes[0].desired.paused);
    CHECK(told(made.kept) == "update:users workspace (paused workspace)");
    CHECK(made.counts().kept == 1);
    CHECK(plan::adopting(made.kept[0]) == "censusctl adopt users");
    // What is saved is what was decided, also in the journal that a later plan is judged by.
    diagnostics::source_map sources;
    plan::plan saved = made;
    saved.declared = plan::known_after(some.base.syncs, made, &some.base);
    const plan::plan read = plan::decode_plan(plan::encode_plan(saved, sources), sources);
    CHECK(told(read.changes) == told(made.changes));
    CHECK(told(read.kept) == told(made.kept));
    CHECK(read.drift == drift_choice::keep);
    CHECK(read.base.name == "the last apply");
    CHECK(read.base.applied);
    REQUIRE(read.declared.size() == 1);
    CHECK(read.declared[0].spec == some.base.syncs[0].spec);
}

TEST_CASE("keep: nothing but what is kept is no difference, and starts no run") {
    both_sides some;
    some.files.spec().schedule.frequency = "never";
    some.files.options.drift = drift_choice::keep;
    const plan::plan made = some.files.plan();
    CHECK(made.changes.empty());
    CHECK_FALSE(made.has_differences());
    CHECK_FALSE(made.can_apply());
    CHECK(told(made.kept) == "update:users workspace (paused workspace)");
}

TEST_CASE("keep: what both changed is the files' to decide") {
    both_sides some;
    some.files.spec().operation = "mirror";
    test::workspace& files = some.files;
    files.options.drift = drift_choice::keep;
    CHECK(told(files.plan().changes)
              .starts_with("update:users files (operation files, schedule.frequency files)"));
}

TEST_CASE("fail reports each sync that the workspace has changed, and no other") {
    both_sides some;
    some.files.options.drift = drift_choice::fail;
    some.files.declare("new", "New", "other");
    const plan::plan made = some.files.plan();
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(made.diagnostics[0].id == diagnostics::code::workspace_drift);
    CHECK(made.diagnostics[0].message ==
          "sync 'users' is another in the workspace than the last apply has it: paused");
    CHECK(made.diagnostics[0].hints ==
          std::vector<std::string>{"the files have changed it as well: write what is to hold into the file",
                                   "`--drift overwrite` makes the workspace as the files say"});
}

TEST_CASE("a sync that is not there is new, or was deleted") {
    test::workspace before;
    before.declare("gone", "Gone", "a");
    before.declare("never", "Never", "c");
    test::workspace files;
    files.can = {true, true};
    files.declare("gone", "Gone", "a");
    files.declare("new", "New", "b");
    files.declare("never", "Never", "c");
    plan::known_syncs base = known(before, files);
    base.syncs[1].spec.reset();  // the apply passed it over
    files.options.base = &base;
    CHECK(told(files.plan().changes) == "create:gone workspace; create:new files; create:never ");
    CHECK(plan::what_it_overwrites(files.plan().changes[0], files.plan().base) ==
          "was deleted in the workspace");
    files.options.drift = drift_choice::keep;
    const plan::plan made = files.plan();
    CHECK(told(made.changes) == "create:new files; create:never ");
    CHECK(told(made.kept) == "create:gone workspace");
    CHECK(made.relies_on_absence());
}

TEST_CASE("keep: what would start after a sync that is left deleted is blocked") {
    test::workspace before;
    before.declare("parent", "Parent", "a");
    test::workspace files;
    files.can = {true, true};
    files.declare("parent", "Parent", "a");
    files.declare("child", "Child", "b");
    files.spec().triggers.sync_sequence.key = "parent";
    plan::known_syncs base = known(before, files);
    files.options.base = &base;
    files.options.drift = drift_choice::keep;
    const plan::plan made = files.plan();
    CHECK(test::actions(made) == "blocked:child");
    CHECK(made.changes[0].note ==
          "it is to start after 'parent', which was deleted in the workspace, and is left so");
}

TEST_CASE("deletes are the files' word, whoever made the sync") {
    test::workspace before;
    test::workspace files;
    files.can = {true, true};
    files.remove("Old");
    files.live(7, "Old", "x");
    const plan::known_syncs base = known(before, files);
    files.options.base = &base;
    files.options.drift = drift_choice::keep;
    CHECK(told(files.plan().changes) == "delete:Old files");
}

TEST_CASE("what an apply did not bring about is known as it was before") {
    test::workspace files;
    files.declare("done", "Done", "a");
    files.declare("blocked", "Blocked", "b");
    files.declare("passed-over", "Passed over", "c");
    plan::plan made;
    made.unchanged = {"done"};
    plan::change& blocked = made.changes.emplace_back();
    blocked.what = plan::action::blocked;
    blocked.sync = "blocked";
    const plan::known_syncs now = known(files, files);
    plan::known_syncs earlier = now;
    earlier.syncs[1].spec->paused = true;
    earlier.syncs.pop_back();
    const auto after = plan::known_after(now.syncs, made, &earlier);
    REQUIRE(after.size() == 3);
    CHECK(after[0].spec == now.syncs[0].spec);
    CHECK(after[1].spec == earlier.syncs[1].spec);
    CHECK_FALSE(after[2].spec.has_value());
}
