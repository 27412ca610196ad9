#include "plan/matching.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using diagnostics::diagnostic;
using test::actions;
using test::workspace;

namespace {

std::string slug(const diagnostic& problem) {
    return std::string(diagnostics::info(problem.id).slug);
}

diagnostics::located<std::int64_t> id_at(std::int64_t id, std::uint32_t line) {
    return {id, workspace::at(line, 9)};
}

}  // namespace

TEST_CASE("a sync is found by its exact label") {
    workspace files;
    files.declare("users", "Braze users");
    files.live(61, "Braze users");
    files.live(62, "braze users", "event");
    const plan::plan made = files.plan();
    CHECK(made.unchanged == std::vector<std::string>{"users"});
    CHECK(made.changes.empty());
    REQUIRE(made.unmanaged.size() == 1);
    CHECK(made.unmanaged[0].sync_id == 62);
    CHECK(made.unmanaged[0].label == "braze users");
}

TEST_CASE("an id pins the live sync whatever its label") {
    workspace files;
    files.declare("users", "Braze users").id = id_at(62, 12);
    files.live(61, "Braze users", "event");
    files.live(62, "Old");
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "blocked:users");
    CHECK(made.changes[0].sync_id == 62);
    REQUIRE(made.changes[0].fields.size() == 1);
    CHECK(made.changes[0].fields[0] == test::change("label", "Old", "Braze users"));
    CHECK(made.unmanaged.size() == 1);
}

TEST_CASE("a sync is found under a former label and its new label is pending") {
    workspace files;
    files.declare("users", "New").formerly = {{"Older", workspace::at(12)}, {"Old", workspace::at(12, 12)}};
    files.live(61, "Old");
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "blocked:users");
    CHECK(made.changes[0].fields == std::vector<diff::field_change>{test::change("label", "Old", "New")});
    CHECK(made.diagnostics.empty());
}

TEST_CASE("its own label comes before a former one of another whatever the order of the files") {
    workspace files;
    files.declare("first", "First").formerly = {{"Second", workspace::at(12)}};
    files.declare("second", "Second");
    files.live(61, "Second");
    files.options.allow_duplicates = true;
    const plan::plan made = files.plan();
    CHECK(actions(made) == "create:first");
    CHECK(made.unchanged == std::vector<std::string>{"second"});
}

TEST_CASE("an empty label is never matched") {
    workspace files;
    files.declare("users", "").formerly = {{"", workspace::at(12)}};
    files.live(60, "", "event");
    files.live(61, "", "event");
    const plan::plan made = files.plan();
    CHECK(actions(made) == "create:users");
    CHECK(made.unmanaged.size() == 2);
    CHECK(made.diagnostics.empty());
}

TEST_CASE("several live syncs of one label are ambiguous and their ids are named") {
    workspace files;
    files.declare("users", "Twice");
    for (int id = 61; id < 64; ++id) {
        files.live(id, "Twice");
    }
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    CHECK(made.unmanaged.empty());
    REQUIRE(made.diagnostics.size() == 1);
    const diagnostic& problem = made.diagnostics[0];
    CHECK(slug(problem) == "label-ambiguous");
    CHECK(problem.message == "3 live syncs have the label 'Twice': their ids are 61, 62 and 63");
    CHECK(problem.where == diagnostics::span{0, 11, 12, 5});
    CHECK(problem.hints == std::vector<std::string>{"add 'id: 61', or the id of the one that is meant"});
    CHECK(problem.sync == "users");
}

TEST_CASE("an id resolves an ambiguous label") {
    workspace files;
    files.declare("users", "Twice").id = id_at(62, 12);
    files.live(61, "Twice");
    files.live(62, "Twice");
    const plan::plan made = files.plan();
    CHECK(made.unchanged.size() == 1);
    CHECK(made.diagnostics.empty());
}

TEST_CASE("an id that the workspace does not have") {
    workspace files;
    files.declare("users", "Braze users").id = id_at(99, 12);
    files.declare("others", "Others").id = id_at(98, 22);
    files.live(61, "Braze users");
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    REQUIRE(made.diagnostics.size() == 2);
    CHECK(slug(made.diagnostics[0]) == "id-unknown");
    CHECK(made.diagnostics[0].message == "the workspace has no sync with the id 99");
    CHECK(made.diagnostics[0].where == workspace::at(12, 9));
    CHECK(made.diagnostics[0].hints ==
          std::vector<std::string>{"the sync with the label 'Braze users' has the id 61"});
    CHECK(made.diagnostics[1].hints == std::vector<std::string>{"remove 'id' to have the sync created"});
}

TEST_CASE("two syncs with one id") {
    workspace files;
    files.declare("first", "First").id = id_at(61, 12);
    files.declare("second", "Second").id = id_at(61, 22);
    files.live(61, "First");
    const plan::plan made = files.plan();
    CHECK(made.unchanged == std::vector<std::string>{"first"});
    REQUIRE(made.diagnostics.size() == 1);
    const diagnostic& problem = made.diagnostics[0];
    CHECK(slug(problem) == "value-invalid");
    CHECK(problem.message == "the id 61 is already that of 'first'");
    CHECK(problem.where == workspace::at(22, 9));
    REQUIRE(problem.notes.size() == 1);
    CHECK(problem.notes[0].where == workspace::at(12, 9));
    CHECK(problem.notes[0].message == "the id is given here first");
}

TEST_CASE("two syncs never claim one live sync by their labels") {
    workspace files;
    files.declare("first", "Same");
    files.declare("second", "Same");
    files.live(61, "Same");
    SUBCASE("the planner says so") {
        const plan::plan made = files.plan();
        CHECK(made.unchanged == std::vector<std::string>{"first"});
        REQUIRE(made.diagnostics.size() == 1);
        CHECK(slug(made.diagnostics[0]) == "label-duplicate");
        CHECK(made.diagnostics[0].message == "the label 'Same' is already that of 'first'");
        CHECK(made.diagnostics[0].notes[0].where.line == 11);
    }
    SUBCASE("but not where validation has said so already") {
        files.problems.report(diagnostics::code::label_duplicate, {0, 21, 12, 4}, "said before").sync =
            "second";
        const plan::plan made = files.plan();
        REQUIRE(made.diagnostics.size() == 1);
        CHECK(made.diagnostics[0].message == "said before");
        CHECK(actions(made).empty());
    }
}

TEST_CASE("two syncs never claim one live sync by a former label") {
    workspace files;
    files.declare("first", "A").formerly = {{"Old", workspace::at(12)}};
    files.declare("second", "B").formerly = {{"Old", workspace::at(22)}};
    files.live(61, "Old");
    const plan::plan made = files.plan();
    CHECK(actions(made) == "blocked:first");
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(slug(made.diagnostics[0]) == "label-duplicate");
    CHECK(made.diagnostics[0].message == "the live sync with the label 'Old' is already taken by 'first'");
    CHECK(made.diagnostics[0].where == workspace::at(22));
}

TEST_CASE("a sync that could not be resolved keeps its live sync") {
    workspace files;
    files.declare("users", "Braze users");
    files.live(61, "Braze users");
    files.unresolved = "users";
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    CHECK(made.unchanged.empty());
    CHECK(made.unmanaged.empty());
}
