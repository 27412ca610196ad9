#include "plan/migration.hpp"

#include <doctest/doctest.h>

#include <deque>

using namespace censusctl;

namespace {

/// One generation: a source "Lake" (4) and a service "Braze" (15), and what is added.
struct generation {
    model::catalogue metadata;
    std::vector<model::live_sync> live;

    generation() { source(4, "Lake"); }

    void source(std::int64_t id, const std::string& name) {
        auto& row = metadata.sources.emplace_back();
        row.id = id;
        row.name = name;
    }
    void destination(std::int64_t id, const std::string& name) {
        auto& row = metadata.destinations.emplace_back();
        row.id = id;
        row.name = name;
    }
    void activation(const std::string& id, const std::string& name, std::int64_t service,
                    std::int64_t source = 4) {
        auto& row = metadata.destinations.emplace_back();
        row.id = model::connection_id(id);
        row.name = name;
        row.service_id = service;
        row.source_id = source;
    }
    model::live_sync& sync(std::int64_t id, const std::string& label, const model::connection_id& to,
                           const std::string& object = "user") {
        auto& row = live.emplace_back();
        row.id = id;
        row.spec.label = label;
        row.spec.operation = "upsert";
        row.spec.source = {4, "model", 15, "users", {}};
        row.spec.destination = {to, object, ""};
        return row;
    }
    [[nodiscard]] plan::workspace_view view() const { return {metadata, live}; }
};

/// Files in which each sync has lines of its own.
struct files {
    std::vector<manifest::declared_sync> syncs;

    manifest::declared_sync& declare(const std::string& key, const std::string& label,
                                     std::optional<std::int64_t> id = {}) {
        auto& sync = syncs.emplace_back();
        const auto line = static_cast<std::uint32_t>(10 * syncs.size());
        sync.key = {key, {0, line, 3, 1}};
        sync.spec.label = label;
        sync.spec.destination.object = "user";
        sync.source.connection = {{std::nullopt, "Lake"}, {0, line + 1, 5, 1}};
        sync.destination.connection = {{std::nullopt, "Braze"}, {0, line + 2, 5, 1}};
        if (id) {
            sync.id = {*id, {0, line + 3, 9, 1}};
        }
        return sync;
    }
};

std::string shown(const model::connection_name& name) {
    return name.id ? std::to_string(*name.id) : name.name;
}

/// Edits, then obstacles, a line each.
std::string moved(const files& of, const generation* before, const generation& after) {
    std::optional<plan::workspace_view> old;
    if (before != nullptr) {
        old.emplace(before->view());
    }
    const plan::migration made = plan::plan_migration(of.syncs, old, after.view(), {"v1", "v2"});
    std::string text;
    for (const plan::reference_edit& edit : made.edits) {
        text += edit.sync + "." + std::string(to_string(edit.what)) + "@" + std::to_string(edit.where.line) +
                " " + (edit.before ? shown(*edit.before) : "-") + ">" + shown(edit.after) + "\n";
    }
    for (const plan::obstacle& each : made.obstacles) {
        text += each.sync + "@" + std::to_string(each.where.line) + " " + each.message + "\n";
    }
    return text;
}

const model::connection_id fox(std::string("fox"));
const model::connection_id owl(std::string("owl"));

}  // namespace

TEST_CASE("what is called the same in both generations needs no edit") {
    generation before;
    before.destination(15, "Braze");
    before.sync(61, "Users", 15);
    generation after;
    after.activation("fox", "Braze", 15);
    after.sync(61, "Users", fox);
    files of;
    of.declare("users", "Users", 61);
    CHECK(moved(of, &before, after).empty());
    CHECK(moved(of, nullptr, after).empty());
}

TEST_CASE(
    "a service is matched by its id and source, whatever it is called, and by type and name only where ids "
    "are apart") {
    generation before;
    before.destination(15, "Braze");
    before.sync(61, "Users", 15);
    generation after;
    after.activation("owl", "Braze", 16);  // has taken the name
    after.activation("fox", "Braze EU", 15);
    after.sync(61, "Users", fox);
    files of;
    of.declare("users", "Users");
    CHECK(moved(of, &before, after) == "users.destination.connection@12 Braze>Braze EU\n");

    generation apart;
    apart.activation("fox", "Braze", 915);
    apart.sync(61, "Users", fox);
    CHECK(moved(of, &before, apart).empty());
    apart.metadata.destinations.front().name = "Braze EU";
    CHECK(moved(of, &before, apart) ==
          "users@12 v2 has nothing that takes the syncs of source 'Lake' to the destination 'Braze' (15) of "
          "v1\n");
}

TEST_CASE("of two activations of one pair the sync's own is taken, and without one none is guessed") {
    generation before;
    before.destination(15, "Braze");
    before.sync(61, "Users", 15);
    generation after;
    after.activation("fox", "Braze", 15);
    after.activation("owl", "Braze", 15);
    after.sync(61, "Users", owl);
    files of;
    of.declare("users", "Users");
    for (const generation* old :
         {static_cast<const generation*>(&before), static_cast<const generation*>(nullptr)}) {
        CHECK(moved(of, old, after) == "users.destination.connection@12 Braze>owl\n");
    }
    after.live.clear();
    CHECK(moved(of, nullptr, after) ==
          "users@12 several activations of v2 take the syncs of source 'Lake' to the destination 'Braze': "
          "'Braze' (fox), 'Braze' (owl)\n");
}

TEST_CASE("ids follow the sync, and one that is another's by now is not trusted") {
    generation before;
    before.destination(15, "Braze");
    before.sync(61, "Users", 15);
    before.sync(62, "Accounts", 15);
    generation after;
    after.activation("fox", "Braze", 15);
    after.sync(61, "Accounts", fox);
    after.sync(62, "Users", fox);
    files of;
    of.declare("users", "Users", 61).distinct_from = {{62, {0, 14, 20, 2}}};
    CHECK(moved(of, &before, after) == "users.id@13 61>62\nusers.distinct_from@14 62>61\n");
}

TEST_CASE(
    "syncs of one label are told apart by what they do, and by ids only where these are the same ones") {
    generation before;
    before.destination(15, "Braze");
    before.sync(10, "Users", 15).spec.paused = true;
    before.sync(11, "Users", 15);
    generation after;
    after.activation("fox", "Braze", 15);
    after.sync(11, "Users", fox).spec.paused = true;
    after.sync(12, "Users", fox);
    files of;
    of.declare("paused", "Users", 10);
    of.declare("users", "Users", 11);
    CHECK(moved(of, &before, after) == "paused.id@13 10>11\nusers.id@23 11>12\n");
    // Alike in all: the ids of both are not those of before, so that nothing tells them apart.
    before.live.front().spec.paused = false;
    after.live.front().spec.paused = false;
    CHECK(moved(of, &before, after) ==
          "paused@10 several syncs of v2 could be this one: their ids are 11, 12\n"
          "users@20 several syncs of v2 could be this one: their ids are 11, 12\n");
    after.live[0].id = 10;
    after.live[1].id = 11;
    CHECK(moved(of, &before, after).empty());
}

TEST_CASE("a source that has lost its name to another is not guessed") {
    generation before;
    before.destination(15, "Braze");
    before.sync(61, "Users", 15);
    generation after;
    after.metadata.sources.front().name = "Lake (old)";
    after.source(5, "Lake");
    after.activation("fox", "Braze", 15);
    after.sync(61, "Users", fox);
    files of;
    of.declare("users", "Users");
    CHECK(moved(of, &before, after) ==
          "users@11 the source 'Lake' (4) of v1 could be several of v2: 'Lake (old)' (4), 'Lake' (5)\n");
    after.metadata.sources.pop_back();
    CHECK(moved(of, &before, after) == "users.source.connection@11 Lake>Lake (old)\n");
    CHECK(moved(of, nullptr, after) == "users@11 v2 has no source 'Lake'\n");
}

TEST_CASE("a default that several syncs share is changed at its place where all want that, else on each") {
    generation before;
    before.destination(15, "Braze");
    before.sync(61, "Users", 15);
    before.sync(62, "Accounts", 15);
    generation after;
    after.activation("fox", "Braze", 15);
    after.activation("owl", "Braze", 15);
    after.sync(61, "Users", fox);
    after.sync(62, "Accounts", fox);
    files of;
    of.declare("users", "Users");
    of.declare("accounts", "Accounts");
    of.syncs.back().destination.connection.where = of.syncs.front().destination.connection.where;
    CHECK(moved(of, &before, after) == "users.destination.connection@12 Braze>fox\n");
    after.live.back().spec.destination.connection_id = owl;
    CHECK(moved(of, &before, after) ==
          "users.destination.connection@0 Braze>fox\naccounts.destination.connection@0 Braze>owl\n");
}

TEST_CASE("a label that is no more the only one of its kind is joined by an id") {
    generation before;
    before.destination(15, "Braze");
    before.sync(61, "Users", 15);
    generation after;
    after.activation("fox", "Braze", 15);
    after.activation("owl", "Ads", 16);
    after.sync(61, "Users", fox);
    after.sync(63, "Users", owl);
    files of;
    of.declare("users", "Users");
    CHECK(moved(of, &before, after) == "users.id@0 ->61\n");
    CHECK(moved(of, nullptr, after) == "users.id@0 ->61\n");
}

TEST_CASE("what only one generation shows is listed") {
    generation before;
    before.destination(15, "Braze");
    before.sync(60, "Gone", 15);
    before.sync(61, "Users", 15);
    generation after;
    after.activation("fox", "Braze", 15);
    after.sync(61, "Users", fox);
    after.sync(64, "New", fox);
    files of;
    of.declare("gone", "Gone");
    const std::optional<plan::workspace_view> old(before.view());
    const plan::migration made = plan::plan_migration(of.syncs, old, after.view(), {"v1", "v2"});
    REQUIRE(made.obstacles.size() == 1);
    CHECK(made.obstacles.front().message ==
          "the sync 60 of v1 is not in v2 under its label, source and destination");
    REQUIRE(made.only_before.size() == 1);
    CHECK(made.only_before.front().id == 60);
    REQUIRE(made.only_after.size() == 1);
    CHECK(made.only_after.front().label == "New");
}
