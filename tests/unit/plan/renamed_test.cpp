#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using diagnostics::diagnostic;
using test::actions;
using test::workspace;

TEST_CASE("a live sync of the same source and object looks renamed") {
    workspace files;
    files.declare("users", "New");
    files.live(61, "Old \"one\"");
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    CHECK(made.unmanaged.size() == 1);
    REQUIRE(made.diagnostics.size() == 1);
    const diagnostic& problem = made.diagnostics[0];
    CHECK(problem.id == diagnostics::code::sync_renamed);
    CHECK(problem.level == diagnostics::severity::error);
    CHECK(problem.message ==
          "no live sync has the label 'New', but sync 61 'Old \"one\"' reads the same source and writes to "
          "the same "
          "object");
    CHECK(problem.where.line == 11);
    CHECK(problem.sync == "users");
    CHECK(problem.hints ==
          std::vector<std::string>{
              "if it is this sync under its old label, add 'formerly: [\"Old \\\"one\\\"\"]'",
              "to pin it whatever its label, add 'id: 61'",
              "to create another sync beside it, use --allow-duplicates"});
}

TEST_CASE("a live sync without a label can be pinned only") {
    workspace files;
    files.declare("users", "New");
    files.live(60, "");
    const plan::plan made = files.plan();
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(made.diagnostics[0].message ==
          "no live sync has the label 'New', but sync 60 (no label) reads the same source and writes to the "
          "same "
          "object");
    CHECK(made.diagnostics[0].hints.size() == 2);
}

TEST_CASE("of several look-alikes three are named") {
    workspace files;
    files.declare("users", "New");
    for (int id = 61; id < 66; ++id) {
        files.live(id, "Old " + std::to_string(id));
    }
    const plan::plan made = files.plan();
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(made.diagnostics[0].message ==
          "no live sync has the label 'New', but 5 live syncs read the same source and write to the same "
          "object: 61 "
          "'Old 61', 62 'Old 62', 63 'Old 63' and 2 more");
    CHECK(made.diagnostics[0].hints.front() ==
          "if one of them is this sync, pin it: add 'id: 61', or the id of the one that is meant");
}

TEST_CASE("duplicates may be allowed") {
    workspace files;
    files.declare("users", "New");
    files.live(61, "Old");
    files.options.allow_duplicates = true;
    const plan::plan made = files.plan();
    CHECK(actions(made) == "create:users");
    CHECK(made.diagnostics.empty());
}

TEST_CASE("what differs in source or destination or is claimed does not look renamed") {
    workspace files;
    files.declare("users", "New");
    SUBCASE("another object") {
        files.live(61, "Old", "event");
    }
    SUBCASE("another destination") {
        files.live(61, "Old").spec.destination.connection_id = 16;
    }
    SUBCASE("another model") {
        files.live(61, "Old").spec.source.id = 16;
    }
    SUBCASE("another source") {
        files.live(61, "Old").spec.source.connection_id = 5;
    }
    SUBCASE("claimed by another file") {
        files.live(61, "Old");
        files.declare("old", "Old");
    }
    const plan::plan made = files.plan();
    CHECK(actions(made) == "create:users");
    CHECK(made.diagnostics.empty());
}

TEST_CASE("look-alikes are found whatever the spelling") {
    workspace files;
    files.declare("users", "New", R"({"a": 1, "b": 2})");
    model::live_sync& live = files.live(61, "Old", R"({"b":2,"a":1})");
    SUBCASE("the reply leaves the connection out") {
        live.spec.source.connection_id = 0;
    }
    SUBCASE("the model by name only") {
        live.spec.source.id.reset();
    }
    SUBCASE("a table under another id") {
        live.spec.source = {4, "table", 20, "", {"C", "S", "T"}};
        files.spec().source = {4, "table", 21, "", {"C", "S", "T"}};
    }
    SUBCASE("a table without an id") {
        live.spec.source = {4, "table", {}, "", {"C", "S", "T"}};
        files.spec().source = {4, "table", 21, "", {"C", "S", "T"}};
    }
    const plan::plan made = files.plan();
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(made.diagnostics[0].id == diagnostics::code::sync_renamed);
}
