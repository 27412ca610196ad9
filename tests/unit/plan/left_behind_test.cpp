#include "plan/left_behind.hpp"

#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::workspace;

namespace {

std::vector<std::string> said(const plan::known_syncs& before, const plan::plan& made) {
    diagnostics::collector problems;
    plan::report_left_behind(before, made, problems);
    std::vector<std::string> texts;
    for (const diagnostics::diagnostic& one : problems.all()) {
        CHECK(one.id == diagnostics::code::sync_left_behind);
        CHECK(one.level == diagnostics::severity::warning);
        texts.push_back(one.message);
    }
    return texts;
}

}  // namespace

TEST_CASE("a sync that was taken out of the files is named") {
    workspace files;
    files.declare("users", "Users");
    files.live(61, "Users");
    files.live(62, "Renamed since", "event");
    files.live(63, "Created then", "other");
    files.live(64, "", "a");
    files.live(65, "By hand", "b");
    const plan::known_syncs before{"'main'",
                                   {{"users", "Users", 61},
                                    {"events", "Events", 62},
                                    {"new", "Created then", std::nullopt},
                                    {"nameless", "", 64},
                                    {"gone", "Gone", 66},
                                    {"other", "By hand", 67}}};
    CHECK(said(before, files.plan()) ==
          std::vector<std::string>{"sync 62 'Renamed since' is live, was declared as 'events' in 'main', and "
                                   "no file declares it any more",
                                   "sync 63 'Created then' is live, was declared as 'new' in 'main', and no "
                                   "file declares it any more",
                                   "sync 64 (no label) is live, was declared as 'nameless' in 'main', and no "
                                   "file declares it any more"});
    diagnostics::collector problems;
    plan::report_left_behind(before, files.plan(), problems);
    CHECK(problems.all()[0].hints ==
          std::vector<std::string>{"to have it deleted, add these two lines to a manifest: `removed:` and `  "
                                   "- {id: 62, reason: why}`"});
}

TEST_CASE("what is removed or declared under another key is not left behind") {
    workspace files;
    files.can.can_delete = true;
    files.declare("new-key", "Users");
    files.live(61, "Users");
    files.live(62, "Old", "event");
    files.remove(62);
    CHECK(said({"'main'", {{"old-key", "Users", 61}, {"old", "Old", 62}}}, files.plan()).empty());
}

TEST_CASE("what the files declare is known by key, label and live id") {
    workspace files;
    files.declare("users", "Users");
    files.declare("new", "New", "event");
    files.live(61, "Users");
    const plan::matched_plan made = files.matched();
    const auto identities = plan::identities_of(files.resolved(), files.all_live(), made.found);
    REQUIRE(identities.size() == 2);
    CHECK(identities[0].key == "users");
    CHECK(identities[0].label == "Users");
    CHECK(identities[0].id == 61);
    CHECK(identities[1].key == "new");
    CHECK_FALSE(identities[1].id.has_value());
    CHECK(identities[1].spec.has_value());
    for (const auto& bare : plan::identities_of(files.resolved(), files.all_live(), made.found, false)) {
        CHECK_FALSE(bare.spec.has_value());
    }
}

TEST_CASE("what looks renamed is told of as that alone") {
    workspace files;
    files.declare("users", "New");
    files.live(61, "Users");
    const plan::plan made = files.plan();
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(made.diagnostics[0].id == diagnostics::code::sync_renamed);
    CHECK(said({"'main'", {{"users", "Users", 61}}}, made).empty());
    CHECK(said({"'main'", {{"others", "Users", 61}}}, made).size() == 1);
}

TEST_CASE("a sync that is replaced is known by its label from then on, for it has another id") {
    plan::plan made;
    made.declared = {{"users", "Users", 61}, {"events", "Events", 62}};
    plan::change& replace = made.changes.emplace_back();
    replace.what = plan::action::replace;
    replace.sync = "users";
    plan::change& update = made.changes.emplace_back();
    update.what = plan::action::update;
    update.sync = "events";
    plan::forget_replaced(made);
    CHECK_FALSE(made.declared[0].id);
    CHECK(made.declared[1].id == 62);

    workspace later;
    later.live(70, "Users");
    CHECK(said({"'main'", made.declared}, later.plan()) ==
          std::vector<std::string>{"sync 70 'Users' is live, was declared as 'users' in 'main', and no file "
                                   "declares it any more"});
}
