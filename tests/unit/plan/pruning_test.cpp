#include <doctest/doctest.h>

#include "plan/ownership_scope.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using diagnostics::code;
using test::actions;
using test::workspace;

namespace {

/// Two syncs that are declared and there, and what else is live.
struct team : workspace {
    team() {
        can.can_delete = true;
        owned.labels = {"growth/*", at(3)};
        owned.where = at(2);
        options.prune = true;
        declare("users", "growth/users");
        live(61, "growth/users");
    }
};

std::vector<code> codes(const plan::plan& made) {
    std::vector<code> found;
    for (const diagnostics::diagnostic& problem : made.diagnostics) {
        found.push_back(problem.id);
    }
    return found;
}

}  // namespace

TEST_CASE("what is owned and not declared is deleted, last of all") {
    team files;
    files.declare("new", "growth/new", "other");
    files.live(62, "growth/old", "event");
    files.live(63, "finance/old", "event");
    files.live(64, "", "event");
    const plan::plan made = files.plan();
    CHECK(actions(made) == "create:new, delete:growth/old");
    REQUIRE(made.changes.size() == 2);
    const plan::change& change = made.changes[1];
    CHECK(change.why == plan::reason::pruned);
    CHECK(to_string(change.why) == "pruned");
    CHECK(change.sync_id == 62);
    CHECK(change.source == files.owned.where);
    CHECK_FALSE(change.live_fingerprint.empty());
    CHECK(made.unmanaged.size() == 2);
    CHECK(made.counts().remove == 1);
    CHECK(made.diagnostics.empty());
}

TEST_CASE("without the flag what is owned and not declared is a warning with the count") {
    team files;
    files.options.prune = false;
    for (int id = 62; id < 69; ++id) {
        files.live(id, "growth/" + std::to_string(id), "event");
    }
    CHECK(files.plan().diagnostics.empty());
    files.options.tell_owned = true;
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    REQUIRE(codes(made) == std::vector{code::owned_unmanaged});
    CHECK(made.diagnostics[0].level == diagnostics::severity::warning);
    CHECK(
        made.diagnostics[0].message ==
        "7 live syncs that these files own are declared by none of them: 62 'growth/62', 63 'growth/63', 64 "
        "'growth/64', 65 'growth/65', 66 'growth/66' and 2 more");
}

TEST_CASE("nothing is pruned where the files say not what they own") {
    team files;
    files.owned = {};
    files.live(62, "growth/old", "event");
    CHECK(files.plan().changes.empty());
}

TEST_CASE("what a generation cannot delete is to be done by hand") {
    team files;
    files.can.can_delete = false;
    files.live(62, "growth/old", "event");
    const plan::plan made = files.plan();
    CHECK(actions(made) == "blocked:growth/old");
    CHECK(made.changes[0].edits.back() == "delete it");
}

TEST_CASE("a sync under `removed` goes by its entry, and is not pruned as well") {
    team files;
    files.live(62, "growth/old", "event");
    files.remove(62);
    const plan::plan made = files.plan();
    CHECK(actions(made) == "delete:growth/old");
    CHECK(made.changes[0].why == plan::reason::removed);
}

TEST_CASE("prune is refused where it cannot be sure of the files") {
    team files;
    files.live(62, "growth/old", "event");
    SUBCASE("a file has an error") {
        files.problems.report(code::key_unknown, workspace::at(7), "no such key");
        CHECK(codes(files.plan()) == std::vector{code::prune_refused, code::key_unknown});
    }
    SUBCASE("an id is gone: what was made anew by hand is no prey") {
        files.declare("pinned", "growth/old").id = {99, workspace::at(50)};
        CHECK(codes(files.plan()) == std::vector{code::prune_refused, code::id_unknown});
    }
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    CHECK_FALSE(made.can_apply());
    CHECK(made.diagnostics[0].message ==
          "nothing is pruned, though 1 live sync that these files own and do not declare could be: there are "
          "errors");
}

TEST_CASE("prune is refused where none of the declared syncs is there") {
    workspace files;
    files.can.can_delete = true;
    files.options.prune = true;
    files.owned.all = true;
    files.owned.where = workspace::at(2);
    files.declare("users", "Users");
    files.live(62, "Other", "event");
    const plan::plan made = files.plan();
    CHECK(actions(made) == "create:users");
    CHECK(codes(made) == std::vector{code::prune_refused});
    CHECK_FALSE(made.can_apply());
}

TEST_CASE("a list that is empty though a sync is pinned is not believed") {
    workspace files;
    files.declare("users", "Users").id = {61, workspace::at(12)};
    files.declare("new", "New", "event");
    const plan::plan made = files.plan();
    CHECK(codes(made) == std::vector{code::id_unknown, code::listing_empty});
    CHECK_FALSE(made.can_apply());
}

TEST_CASE("an empty list of an API that is served no more is not believed") {
    workspace files;
    files.can.generation = "v1";
    files.options.retired_since = "2027-01-15";
    files.declare("new", "New", "event");
    const plan::plan made = files.plan();
    REQUIRE(codes(made) == std::vector{code::listing_empty});
    CHECK(made.diagnostics[0].message ==
          "the workspace lists no sync at all, and the vendor serves the API of generation v1 no more since "
          "2027-01-15: that is not taken as an empty workspace");
    CHECK_FALSE(made.can_apply());
    files.live(62, "Other", "object");
    CHECK(files.plan().can_apply());
}

TEST_CASE("a protected sync is not pruned under another label") {
    team files;
    files.options.allow_duplicates = true;
    manifest::declared_sync& sync = files.declare("precious", "growth/precious", "event");
    files.live(62, "growth/edited in the web", "event");
    SUBCASE("one that is not protected is created anew, as the flag wants it") {
        CHECK(actions(files.plan()) == "create:precious, delete:growth/edited in the web");
    }
    SUBCASE("one that is stops it") {
        sync.protect = true;
        const plan::plan made = files.plan();
        CHECK(made.changes.empty());
        REQUIRE(codes(made) == std::vector{code::sync_protected});
        CHECK(made.diagnostics[0].message ==
              "sync 'precious' is protected and was not found, and --prune would delete sync 62 "
              "'growth/edited in "
              "the web', which looks like it");
        CHECK_FALSE(made.can_apply());
    }
}

TEST_CASE("ownership is of destinations by name or id, and of labels: what is stated holds together") {
    manifest::ownership owned;
    model::catalogue metadata;
    metadata.destinations.resize(2);
    metadata.destinations[0].id = 15;
    metadata.destinations[0].name = "Braze";
    metadata.destinations[1].id = 16;
    metadata.destinations[1].name = "HubSpot";
    const model::sync_spec users = workspace::spec_of("growth/users", "user");
    const auto owns = [&] {
        return plan::ownership_scope(owned, metadata).owns(users);
    };
    CHECK_FALSE(owns());
    owned.connections = {{{std::nullopt, "Braze"}, {}}};
    CHECK(owns());
    owned.labels.value = "finance/*";
    CHECK_FALSE(owns());
    owned.labels.value = "growth/*";
    CHECK(owns());
    owned.connections = {{{16, ""}, {}}};
    CHECK_FALSE(owns());
    owned.connections.push_back({{15, ""}, {}});
    CHECK(owns());
    owned.connections = {{{std::nullopt, "Gone"}, {}}};
    CHECK_FALSE(owns());
    owned = {};
    owned.all = true;
    CHECK(owns());
}

TEST_CASE("a declared sync outside of the ownership is refused, and so is an entry of `removed`") {
    team files;
    files.options.prune = false;
    files.live(62, "finance/old", "event");
    files.remove(62);
    const plan::plan made = files.plan();
    CHECK(made.changes.empty());
    REQUIRE(codes(made) == std::vector{code::outside_ownership});
    CHECK(made.diagnostics[0].message == "sync 62 is outside of what these files own");
    CHECK(made.diagnostics[0].level == diagnostics::severity::error);

    files.declare("finance", "finance/new");
    diagnostics::collector problems;
    plan::check_ownership(files.resolved(), plan::ownership_scope(files.owned, files.metadata), problems);
    REQUIRE(problems.all().size() == 1);
    CHECK(problems.all()[0].message == "sync 'finance' is outside of what these files own");
    CHECK(problems.all()[0].sync == "finance");
}
