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
              "if it is another sync, add 'distinct_from: [61]'",
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
    CHECK(made.diagnostics[0].hints.size() == 3);
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

namespace {

/// Gives both sides more mappings than the key: the file those of `declared`, the live sync those of `live`.
void map(model::sync_spec& spec, const std::vector<std::string>& columns) {
    for (const std::string& column : columns) {
        spec.mappings.push_back(
            {model::column_source{column}, "to_" + column, false, false, false, "", "", ""});
    }
}

/// The code of the only diagnostic; empty: none.
std::string only_code(const plan::plan& made) {
    REQUIRE(made.diagnostics.size() <= 1);
    return made.diagnostics.empty() ? std::string()
                                    : std::string(diagnostics::info(made.diagnostics[0].id).slug);
}

}  // namespace

TEST_CASE("most of the mappings make a sync look renamed, its key among them") {
    workspace files;
    files.declare("users", "New");
    model::live_sync& live = files.live(61, "Old");
    std::string expected = "sync-renamed";
    SUBCASE("all of them") {
        map(files.spec(), {"A", "B"});
        map(live.spec, {"B", "A"});
    }
    SUBCASE("most of them") {
        map(files.spec(), {"A", "B"});
        map(live.spec, {"A", "C"});
    }
    SUBCASE("half of them are not most") {
        map(files.spec(), {"A", "B", "C"});
        map(live.spec, {"A"});
        expected = "";
    }
    SUBCASE("the live one may have more") {
        map(live.spec, {"A", "B", "C"});
    }
    SUBCASE("the key reads another column") {
        live.spec.mappings[0].from = model::column_source{"ID"};
        map(files.spec(), {"A", "B"});
        map(live.spec, {"A", "B"});
        expected = "";
    }
    SUBCASE("the key is another field") {
        live.spec.mappings[0].to = "email";
        map(files.spec(), {"A", "B"});
        map(live.spec, {"A", "B"});
        expected = "";
    }
    SUBCASE("what is a key there is none here") {
        files.spec().mappings[0].is_primary_identifier = false;
        expected = "";
    }
    SUBCASE("a field of another source does not count") {
        map(files.spec(), {"A"});
        live.spec.mappings.push_back({model::column_source{"B"}, "to_A", false, false, false, "", "", ""});
        expected = "";
    }
    CHECK(only_code(files.plan()) == expected);
}

TEST_CASE("field names that differ by case are those of an object that takes them so") {
    workspace files;
    model::destination_object object;
    object.allow_case_sensitive_field_names = false;
    files.object = &object;
    files.declare("users", "New");
    files.live(61, "Old").spec.mappings[0].to = "EXTERNAL_ID";
    CHECK(only_code(files.plan()) == "sync-renamed");
    object.allow_case_sensitive_field_names = true;
    CHECK(only_code(files.plan()).empty());
}

TEST_CASE("distinct_from tells syncs apart that look alike") {
    workspace files;
    manifest::declared_sync& sync = files.declare("users", "New");
    files.live(61, "Old");
    files.live(62, "Older");
    sync.distinct_from = {{61, {}}, {61, {}}, {99, {}}};
    const plan::plan made = files.plan();
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(
        made.diagnostics[0].message ==
        "no live sync has the label 'New', but sync 62 'Older' reads the same source and writes to the same "
        "object");
    sync.distinct_from = {{62, {}}, {61, {}}};
    CHECK(actions(files.plan()) == "create:users");
}

TEST_CASE("a key that was renamed takes the label along, and the hint says so") {
    workspace files;
    manifest::declared_sync& sync = files.declare("braze-users", "braze-users");
    sync.at = {};
    files.live(61, "users");
    const plan::plan made = files.plan();
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(made.diagnostics[0].where == sync.key.where);
    CHECK(made.diagnostics[0].hints.front() ==
          "its label is its key: if the key was renamed, keep the label: add 'label: \"users\"'");
}
