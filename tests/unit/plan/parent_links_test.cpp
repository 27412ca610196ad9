#include "plan/parent_links.hpp"

#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::workspace;

namespace {

/// What the plan does, which looks up the keys of parents.
std::string planned(workspace& files) {
    return test::actions(files.plan());
}

}  // namespace

TEST_CASE("the key of a parent stands for the id of the live sync that it is") {
    workspace files;
    files.declare("parent", "Parent", "a");
    files.declare("child", "Child", "b");
    files.spec().triggers.sync_sequence.key = "parent";
    files.live(62, "Parent", "a");
    files.live(63, "Child", "b").spec.triggers.sync_sequence.id = 62;
    CHECK(planned(files).empty());
}

TEST_CASE("another parent, and one that has to be created first, are differences") {
    workspace files;
    files.declare("parent", "Parent", "a");
    files.declare("child", "Child", "b");
    files.spec().triggers.sync_sequence.key = "parent";
    files.live(61, "Other", "c");
    files.live(63, "Child", "b").spec.triggers.sync_sequence.id = 61;
    CHECK(planned(files) == "create:parent, blocked:child");
    files.live(62, "Parent", "a");
    CHECK(planned(files) == "blocked:child");
}

TEST_CASE("what runs after a sync that is to be created waits for that") {
    workspace files;
    files.can.can_update = true;
    files.declare("child", "Child", "b");
    files.spec().triggers.sync_sequence.key = "parent";
    files.declare("older", "Older", "c");
    files.spec().triggers.sync_sequence.key = "parent";
    files.live(63, "Older", "c");
    files.declare("parent", "Parent", "a");
    const plan::plan todo = files.plan();
    REQUIRE(test::actions(todo) == "create:child, create:parent, update:older");
    CHECK(todo.changes[0].depends_on == std::vector<std::string>{"create:parent"});
    CHECK(todo.changes[1].depends_on.empty());
    CHECK(todo.changes[2].depends_on == std::vector<std::string>{"create:parent"});
}

TEST_CASE("where nobody names a parent nothing is changed") {
    workspace files;
    files.declare("plain", "Plain", "a");
    std::vector<validation::resolved_sync> declared = files.resolved();
    diagnostics::collector problems;
    plan::link_parents(declared, files.all_live(), plan::match_syncs(declared, files.all_live(), problems));
    CHECK(*declared.front().spec == files.spec());
}
