#include "plan/succession.hpp"

#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::actions;
using test::workspace;

namespace {

/// `users` was being replaced: 61 is the old sync, and 70 the new one, which is as declared.
struct half_done : workspace {
    half_done() {
        can.can_update = true;
        can.can_delete = true;
        sync = &declare("users", "Users");
        live(61, "Users").spec.operation = "delete";
        live(70, "Users");
        options.replacing = {{"users", 61, 70}};
    }

    manifest::declared_sync* sync{nullptr};
};

std::vector<diagnostics::code> codes(const plan::plan& made) {
    std::vector<diagnostics::code> found;
    for (const diagnostics::diagnostic& one : made.diagnostics) {
        found.push_back(one.id);
    }
    return found;
}

}  // namespace

TEST_CASE("an unfinished replacement is finished, and needs no flag") {
    half_done files;
    files.sync->run = {"on_change", {}};
    files.options.owed = {"users"};
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "trigger:users, delete:users");
    const plan::change& old_one = made.changes[1];
    CHECK(old_one.why == plan::reason::replaced);
    CHECK(to_string(old_one.why) == "replaced");
    CHECK(old_one.sync_id == 61);
    CHECK(old_one.note == "sync 70 took its place in an apply that ended early");
    CHECK_FALSE(old_one.live_fingerprint.empty());
    CHECK(made.changes[0].sync_id == 70);
    CHECK(made.changes[0].depends_on == std::vector<std::string>{"delete:users"});
    CHECK(made.unchanged == std::vector<std::string>{"users"});
    CHECK(made.unmanaged.empty());
    CHECK(made.diagnostics.empty());
}

TEST_CASE("without the journal the two are ambiguous, and nothing is deleted") {
    half_done files;
    files.options.replacing.clear();
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    REQUIRE(codes(made) == std::vector{diagnostics::code::label_ambiguous});
    CHECK(made.diagnostics[0].message == "2 live syncs have the label 'Users': their ids are 61 and 70");
    CHECK(made.diagnostics[0].hints ==
          std::vector<std::string>{
              "add 'id: 61', or the id of the one that is meant",
              "sync 70 alone is as the file says; an apply that was interrupted while it replaced a sync "
              "leaves "
              "two, and its journal in .censusctl, which would tell the old one, is not here"});
}

TEST_CASE("a new sync that is not as declared is mended first") {
    half_done files;
    files.spec().paused = true;
    CHECK(actions(files.plan()) == "update:users, delete:users");
}

TEST_CASE("a new sync that cannot be made as declared keeps the old one, flag or not") {
    half_done files;
    files.options.allow_replace = true;
    model::destination_connection braze;
    braze.id = 15;
    braze.type = "braze";
    files.metadata.destinations = {braze};
    files.spec().operation = "update";
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "blocked:users");
    CHECK(made.changes[0].sync_id == 70);
    CHECK(
        made.changes[0].note ==
        "the API does not change operation, source or destination of a sync to Braze; an apply that ended "
        "early made this sync in place of sync 61, which is still there: delete the one of them that is not "
        "wanted");
    CHECK(made.unmanaged.empty());
}

TEST_CASE("a sync that is protected by now is not deleted") {
    half_done files;
    files.sync->protect = true;
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "blocked:users");
    CHECK(made.changes[0].sync_id == 61);
    CHECK(made.changes[0].note ==
          "sync 70 took its place in an apply that ended early, and by now `protect: true` keeps both");
    CHECK(made.changes[0].edits ==
          std::vector<std::string>{"in Census, open the sync 'Users' (id 61)", "delete it"});
}

TEST_CASE("a file that names the old sync by its id has chosen it") {
    half_done files;
    files.sync->id = {61, {}};
    files.options.allow_replace = true;
    const plan::plan made = files.plan();
    CHECK(actions(made) == "blocked:users");
    REQUIRE(made.unmanaged.size() == 1);
    CHECK(made.unmanaged[0].sync_id == 70);
}

TEST_CASE("a file that names the new sync by its id lets the old one go") {
    half_done files;
    files.sync->id = {70, {}};
    CHECK(actions(files.plan()) == "delete:users");
}

TEST_CASE("a third sync of the label is ambiguous all the same") {
    half_done files;
    files.live(71, "Users");
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    REQUIRE(codes(made) == std::vector{diagnostics::code::label_ambiguous});
    CHECK(made.diagnostics[0].message == "2 live syncs have the label 'Users': their ids are 70 and 71");
}

TEST_CASE("where the files declare the sync no more its replacement is not finished") {
    workspace files;
    files.can.can_delete = true;
    files.live(61, "Users");
    files.live(70, "Users");
    files.options.replacing = {{"users", 61, 70}};
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    CHECK(made.unmanaged.size() == 2);
}

TEST_CASE("a new sync that is gone leaves the old one the only one") {
    half_done files;
    files.options.replacing = {{"users", 61, 99}};
    files.sync->id = {61, {}};
    CHECK(actions(files.plan()) == "blocked:users");
}

TEST_CASE("an old sync is neither pruned nor taken for one under another label, and an entry may name it") {
    half_done files;
    files.owned.all = true;
    files.options.prune = true;
    CHECK(actions(files.plan()) == "delete:users");
    files.owned = {};
    files.declare("new", "New");
    CHECK(actions(files.plan()) == "create:new, delete:users");
    files.remove(61);
    const plan::plan made = files.plan();
    REQUIRE(made.changes.size() == 2);
    CHECK(made.changes[1].why == plan::reason::removed);
}

TEST_CASE("the replacement of a sync that is not selected is left to another apply") {
    half_done files;
    files.declare("other", "Other", "event");
    manifest::selection selected;
    selected.syncs = {0, 1};
    files.options.selected = &selected;
    const plan::plan made = files.plan();
    CHECK(actions(made) == "create:other");
    CHECK(made.unmanaged.empty());
}

TEST_CASE("files that declare both syncs by their ids keep both") {
    half_done files;
    files.sync->id = {61, {}};
    files.spec().operation = "delete";
    files.declare("second", "Users").id = {70, {}};
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    CHECK(made.unchanged.size() == 2);
}
