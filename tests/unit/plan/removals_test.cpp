#include "plan/removals.hpp"

#include <doctest/doctest.h>

#include "plan/fingerprint.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using plan::action;
using test::actions;
using test::workspace;

namespace {

/// "code message", one line each, with hints and notes.
std::string said(const plan::plan& planned) {
    std::string text;
    for (const diagnostics::diagnostic& problem : planned.diagnostics) {
        text += std::string(diagnostics::info(problem.id).slug) + " " + problem.message + "\n";
        for (const std::string& hint : problem.hints) {
            text += "  hint: " + hint + "\n";
        }
        for (const diagnostics::related_note& note : problem.notes) {
            text += "  note: " + note.message + " at " + std::to_string(note.where.line) + "\n";
        }
    }
    return text;
}

}  // namespace

TEST_CASE("what is to be removed is deleted last, and named by its label and its id") {
    workspace files;
    files.can = {true, true};
    files.declare("users", "Users").run = {"on_create", {}};
    files.remove("Old").reason = "replaced by users";
    files.remove(62);
    const model::live_sync old = files.live(61, "Old", "x");
    files.live(62, "", "y");
    files.live(63, "Kept", "z");
    const plan::plan planned = files.plan();
    REQUIRE(actions(planned) == "create:users, trigger:users, delete:Old, delete:62");
    const plan::change& change = planned.changes[2];
    CHECK(change.why == plan::reason::removed);
    CHECK(change.sync_id == 61);
    CHECK(change.label == "Old");
    CHECK(change.note == "replaced by users");
    CHECK(change.source.line == 1010);
    CHECK(change.live_fingerprint == plan::live_fingerprint(old, {true}));
    CHECK(change.fields.empty());
    CHECK(change.depends_on.empty());
    CHECK(planned.unmanaged.size() == 1);
    CHECK(planned.counts().remove == 2);
    CHECK(planned.has_differences());
    CHECK(planned.can_apply());
}

TEST_CASE("a generation that cannot delete leaves it to people") {
    workspace files;
    files.remove("Old").reason = "not used";
    files.live(61, "Old");
    const plan::plan planned = files.plan();
    REQUIRE(actions(planned) == "blocked:Old");
    CHECK(planned.changes[0].edits ==
          std::vector<std::string>{"in Census, open the sync 'Old' (id 61)", "delete it"});
    CHECK(planned.changes[0].note == "not used");
    CHECK_FALSE(planned.can_apply());
    CHECK(planned.unmanaged.empty());
}

TEST_CASE("what is not there is no difference") {
    workspace files;
    files.can = {true, true};
    files.declare("users", "Users");
    files.live(61, "Users");
    files.remove("Old");
    files.remove(62);
    const plan::plan planned = files.plan();
    CHECK(planned.changes.empty());
    CHECK(planned.diagnostics.empty());
    CHECK_FALSE(planned.has_differences());
}

TEST_CASE("a sync that two entries mean is deleted once, and equal labels are told apart by id") {
    workspace files;
    files.can = {true, true};
    files.remove("Old");
    files.remove(61);
    files.live(61, "Old");
    CHECK(actions(files.plan()) == "delete:Old");

    workspace twins;
    twins.can = {true, true};
    twins.remove(61);
    twins.remove(62);
    twins.live(61, "Twin");
    twins.live(62, "Twin");
    CHECK(actions(twins.plan()) == "delete:Twin, delete:62");
}

TEST_CASE("a label that is also a key keeps the ids of actions apart") {
    workspace files;
    files.declare("users", "New users", "a");
    files.spec().paused = true;
    files.live(60, "New users", "a");
    files.remove("users");
    files.live(61, "users", "b");
    CHECK(actions(files.plan()) == "blocked:users, blocked:61");
}

TEST_CASE("several syncs of the label are not guessed among") {
    workspace files;
    files.can = {true, true};
    files.remove("Twin");
    files.live(61, "Twin");
    files.live(62, "Twin");
    const plan::plan planned = files.plan();
    CHECK(planned.changes.empty());
    CHECK(said(planned) ==
          "label-ambiguous 2 live syncs have the label 'Twin', and which one is to be removed cannot be "
          "told: 61, "
          "62\n  hint: write 'id: 61', or an entry with its id for each that is meant\n");
    CHECK_FALSE(planned.can_apply());
}

TEST_CASE("what the files declare cannot be removed by them") {
    workspace files;
    files.can = {true, true};
    files.declare("users", "Users");
    files.remove("Users");
    files.remove(61);
    files.live(61, "Users");
    const plan::plan planned = files.plan();
    CHECK(planned.changes.empty());
    CHECK(said(planned) ==
          "removed-still-declared the sync 'Users' is to be removed, and the files declare it\n"
          "  hint: take away its declaration, or this entry\n"
          "  note: it is declared here at 10\n"
          "removed-still-declared the sync 61 is to be removed, and the files declare it\n"
          "  hint: take away its declaration, or this entry\n"
          "  note: it is declared here at 10\n");
}

TEST_CASE("a new sync in the place of one that goes is not taken for it renamed") {
    workspace files;
    files.can = {true, true};
    files.declare("users", "New users");
    files.live(61, "Old users");
    CHECK(said(files.plan()).starts_with("sync-renamed "));
    files.remove("Old users");
    CHECK(actions(files.plan()) == "create:users, delete:Old users");
}
