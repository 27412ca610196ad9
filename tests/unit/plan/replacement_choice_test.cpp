#include "plan/replacement_choice.hpp"

#include <doctest/doctest.h>

#include "plan/fingerprint.hpp"
#include "plan/risk.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using plan::action;
using test::actions;
using test::workspace;

namespace {

/// Declared syncs of which the live ones delete, which no update changes.
struct deleting : workspace {
    deleting() {
        can.can_update = true;
        can.can_delete = true;
        options.allow_replace = true;
    }

    model::live_sync& live_deleting(std::int64_t id, const std::string& label) {
        model::live_sync& sync = live(id, label);
        sync.spec.operation = "delete";
        return sync;
    }
};

const plan::change& change_of(const plan::plan& made, const std::string& id) {
    for (const plan::change& one : made.changes) {
        if (one.id() == id) {
            return one;
        }
    }
    FAIL("no action " << id << " among " << actions(made));
    return made.changes.front();
}

const std::string fixed = "the API does not change operation, source or destination of a sync that deletes";

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("what no update can change is replaced where the flag is given, and blocked where not") {
    deleting files;
    files.declare("users", "Users").run = {"on_create", {}};
    model::live_sync& live = files.live_deleting(61, "Users");
    live.spec.alerts.emplace();
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "replace:users, trigger:users");
    const plan::change& replace = made.changes[0];
    CHECK(replace.sync_id == 61);
    CHECK(replace.why == plan::reason::declared_differently);
    CHECK(replace.note == fixed + "; what no file states, the new one has from it: alerts");
    CHECK(replace.live_fingerprint == plan::live_fingerprint(live, {true}));
    REQUIRE(replace.fields.size() == 1);
    CHECK(to_string(replace.fields[0].path) == "operation");
    CHECK(replace.desired.operation == "upsert");
    CHECK(replace.desired.alerts);
    CHECK(replace.edits.empty());
    const plan::change& run = made.changes[1];
    CHECK(run.why == plan::reason::run_on_create);
    CHECK_FALSE(run.sync_id);
    CHECK(run.depends_on == texts{"replace:users"});
    CHECK(made.counts().replace == 1);
    CHECK(made.counts().trigger == 1);
    CHECK(made.can_apply());
    CHECK(made.unmanaged.empty());

    files.options.allow_replace = false;
    const plan::plan without = files.plan();
    REQUIRE(actions(without) == "blocked:users");
    CHECK(without.changes[0].note ==
          fixed + "; `--allow-replace` makes a new sync in its place, and deletes this one");
    CHECK(without.changes[0].edits.size() == 2);
}

TEST_CASE("what an update can do is updated, flag or not") {
    deleting files;
    files.declare("users", "Users");
    files.live(61, "Users").spec.paused = true;
    CHECK(actions(files.plan()) == "update:users");
}

TEST_CASE("what is protected, pinned or of 2021 stays blocked and says why") {
    deleting files;
    manifest::declared_sync& sync = files.declare("users", "Users");
    files.live_deleting(61, "Users");
    SUBCASE("protected") {
        sync.protect = true;
        const plan::plan made = files.plan();
        REQUIRE(actions(made) == "blocked:users");
        CHECK(made.changes[0].note == fixed + "; nor can it be replaced: `protect: true` keeps it");
    }
    SUBCASE("pinned") {
        sync.id = {61, {}};
        const plan::plan made = files.plan();
        REQUIRE(actions(made) == "blocked:users");
        CHECK(
            made.changes[0].note ==
            fixed +
                "; nor can it be replaced: the file names it by its `id`, which the new one would not have; "
                "take `id` away, and its label finds it");
    }
    SUBCASE("2021") {
        files.can.can_update = false;
        files.can.can_delete = false;
        const plan::plan made = files.plan();
        REQUIRE(actions(made) == "blocked:users");
        CHECK(made.changes[0].note.empty());
    }
}

TEST_CASE("what a live sync of Braze was bound to is not patched where the files lead it elsewhere") {
    deleting files;
    files.declare("users", "Users");
    files.live(61, "Users").spec.destination.connection_id = 16;
    CHECK(actions(files.plan()) == "update:users");
    model::destination_connection braze;
    braze.id = 16;
    braze.type = "braze";
    files.metadata.destinations = {braze};
    CHECK(actions(files.plan()) == "replace:users");
}

TEST_CASE("a declared sync that starts after a replaced one is pointed to the new one") {
    deleting files;
    files.declare("users", "Users");
    files.live_deleting(61, "Users");
    files.declare("after", "After");
    files.spec().triggers.sync_sequence.key = "users";
    files.live(62, "After").spec.triggers.sync_sequence.id = 61;
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "update:after, replace:users");
    const plan::change& pointed = made.changes[0];
    CHECK(pointed.depends_on == texts{"replace:users"});
    REQUIRE(pointed.fields.size() == 1);
    CHECK(to_string(pointed.fields[0].path) == "triggers.sync_sequence");
    CHECK_FALSE(pointed.desired.triggers.sync_sequence.id);
    CHECK(made.changes[1].followers.empty());

    files.options.allow_replace = false;
    CHECK(actions(files.plan()) == "blocked:users");
}

TEST_CASE("a new sync, and a replaced one, that start after a replaced one wait for it") {
    deleting files;
    files.declare("after", "After");
    files.spec().triggers.sync_sequence.key = "users";
    files.live_deleting(62, "After").spec.triggers.sync_sequence.id = 61;
    files.declare("new", "New", "event");
    files.spec().triggers.sync_sequence.key = "users";
    files.declare("users", "Users");
    files.live_deleting(61, "Users");
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "create:new, replace:after, replace:users");
    CHECK(change_of(made, "create:new").depends_on == texts{"replace:users"});
    CHECK(change_of(made, "replace:after").depends_on == texts{"replace:users"});
    CHECK(change_of(made, "replace:users").depends_on.empty());
}

TEST_CASE("a sync is not replaced where another starts after it and cannot be pointed elsewhere") {
    deleting files;
    files.declare("users", "Users");
    files.live_deleting(61, "Users");
    files.declare("after", "After").protect = true;
    files.spec().triggers.sync_sequence.key = "users";
    model::live_sync& live = files.live(62, "After");
    live.spec.triggers.sync_sequence.id = 61;
    live.kept.mode = "live";
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "blocked:users");
    CHECK(
        made.changes[0].note ==
        fixed +
            "; nor can it be replaced: 'after' starts after it, and cannot be pointed to a new one: it is a "
            "live sync, of which none can be made any more: what starts it is not touched");
    CHECK(made.unchanged == texts{"after"});
}

TEST_CASE("syncs that no file declares and that start after one that goes are told of") {
    deleting files;
    files.declare("users", "Users");
    files.live_deleting(61, "Users");
    files.remove("Old");
    files.live(70, "Old", "x");
    for (std::int64_t id = 80; id < 87; ++id) {
        files.live(id, id == 80 ? "" : "Follower", "y").spec.triggers.sync_sequence.id = 61;
    }
    files.live(90, "Other", "y").spec.triggers.sync_sequence.id = 70;
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "replace:users, delete:Old");
    texts said;
    for (const plan::risk& one : plan::risks_of(made.changes[0])) {
        said.push_back(std::string(to_string(one.what)) + ": " + one.text);
    }
    const std::string lost = ", which no file declares, starts after it, and will start no more";
    CHECK(said == texts{"full-run: the new sync's first run sends all records",
                        "history-lost: its id and run history are lost: a new sync takes its place",
                        "follower-lost: sync 80" + lost, "follower-lost: sync 81 'Follower'" + lost,
                        "follower-lost: sync 82 'Follower'" + lost,
                        "follower-lost: sync 83 'Follower'" + lost,
                        "follower-lost: sync 84 'Follower'" + lost,
                        "follower-lost: and so do 2 more that no file declares"});
    REQUIRE(made.changes[1].followers.size() == 1);
    CHECK(made.changes[1].followers[0].sync_id == 90);
    const std::string with = plan::action_content(made.changes[1]);
    plan::change alone = made.changes[1];
    alone.followers.clear();
    CHECK(plan::action_content(alone) != with);
}

TEST_CASE("a sync is not replaced while one that starts after it is not selected") {
    deleting files;
    files.declare("users", "Users");
    files.live_deleting(61, "Users");
    manifest::declared_sync& after = files.declare("after", "After");
    after.spec.triggers.sync_sequence.key = "users";
    files.spec().triggers.sync_sequence.key = "users";
    model::live_sync& live = files.live(62, "After");
    live.spec.triggers.sync_sequence.id = 61;
    manifest::selection selected;
    selected.syncs = {1, 0};
    files.options.selected = &selected;
    const plan::plan made = files.plan();
    REQUIRE(actions(made) == "blocked:users");
    CHECK(made.changes[0].note ==
          fixed +
              "; nor can it be replaced: 'after' starts after it, and is not selected: select it as well");
    live.spec.triggers.sync_sequence.id.reset();
    CHECK(actions(files.plan()) == "replace:users");
}
