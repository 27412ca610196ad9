#include "plan/workspace_identity.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using plan::differences;
using plan::likeness;
using plan::likeness_of;

namespace {

plan::workspace_identity some_workspace() {
    plan::workspace_identity workspace{"https://app.getcensus.com/api/v1", "2021", "", {}, {}};
    workspace.connections = {{"destination", "15", "Braze"}, {"source", "4", "Snowflake - Prod"}};
    return workspace;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the connections of a workspace stand in one order") {
    model::catalogue metadata;
    metadata.sources.resize(2);
    metadata.sources[0].id = 12;
    metadata.sources[0].name = "Later";
    metadata.sources[1].id = 4;
    metadata.sources[1].name = "Snowflake - Prod";
    metadata.destinations.resize(1);
    metadata.destinations[0].id = 15;
    metadata.destinations[0].name = "Braze";
    const auto forwards = plan::connections_of(metadata);
    std::swap(metadata.sources[0], metadata.sources[1]);
    CHECK(plan::connections_of(metadata) == forwards);
    REQUIRE(forwards.size() == 3);
    CHECK(forwards[0] == plan::bound_connection{"destination", "15", "Braze"});
}

TEST_CASE("a workspace is itself") {
    CHECK(likeness_of(some_workspace(), some_workspace()) == likeness::same);
    CHECK(differences(some_workspace(), some_workspace(), "the plan").empty());
}

TEST_CASE("another base URL, generation or environment is another workspace") {
    plan::workspace_identity other = some_workspace();
    other.base_url = "https://app-eu.getcensus.com/api/v1";
    CHECK(likeness_of(some_workspace(), other) == likeness::other);
    CHECK(differences(some_workspace(), other, "the plan") ==
          lines{"the plan was made for the base URL 'https://app.getcensus.com/api/v1', and this is "
                "'https://app-eu.getcensus.com/api/v1'"});
    other = some_workspace();
    other.api = "v1";
    CHECK(likeness_of(some_workspace(), other) == likeness::other);
    other = some_workspace();
    other.environment = "prod";
    CHECK(likeness_of(some_workspace(), other) == likeness::other);
    CHECK(differences(some_workspace(), other, "the lock") ==
          lines{"the lock was made for the environment '', and this is 'prod'"});
}

TEST_CASE("ids decide where both sides have one, whatever the connections") {
    plan::workspace_identity left = some_workspace();
    plan::workspace_identity right = some_workspace();
    left.id = 1;
    right.id = 1;
    right.connections->clear();
    CHECK(likeness_of(left, right) == likeness::same);
    right = left;
    right.id = 2;
    CHECK(likeness_of(left, right) == likeness::other);
    CHECK(differences(left, right, "the plan") ==
          lines{"the plan was made for the workspace '1', and this is '2'"});
}

TEST_CASE("a connection that came, went or was renamed is a change and no other workspace") {
    plan::workspace_identity now = some_workspace();
    (*now.connections)[0].name = "Braze - EU";
    CHECK(likeness_of(some_workspace(), now) == likeness::changed);
    CHECK(differences(some_workspace(), now, "the plan") ==
          lines{"only where the plan was made: destination 15 'Braze'",
                "only here: destination 15 'Braze - EU'"});
    now = some_workspace();
    now.connections->push_back({"source", "9", "New"});
    CHECK(likeness_of(some_workspace(), now) == likeness::changed);
    CHECK(differences(some_workspace(), now, "the plan") == lines{"only here: source 9 'New'"});
}

TEST_CASE("workspaces that share no connection are two") {
    plan::workspace_identity other = some_workspace();
    // The same names, as a staging workspace has them, and the same number of another kind.
    other.connections = {{"destination", "4", "Braze"}, {"source", "15", "Snowflake - Prod"}};
    CHECK(likeness_of(some_workspace(), other) == likeness::other);
    CHECK(differences(some_workspace(), other, "the plan").size() == 4);
    other.connections = std::vector<plan::bound_connection>{};
    CHECK(likeness_of(some_workspace(), other) == likeness::other);
}

TEST_CASE("of many connections ten are named") {
    plan::workspace_identity many = some_workspace();
    for (int id = 100; id < 112; ++id) {
        many.connections->push_back({"source", std::to_string(id), "S"});
    }
    const lines told = differences(some_workspace(), many, "the plan");
    REQUIRE(told.size() == 11);
    CHECK(told.back() == "only here: 2 more connections");
}

TEST_CASE("without connections nothing tells") {
    plan::workspace_identity old = some_workspace();
    old.connections.reset();
    CHECK(likeness_of(old, some_workspace()) == likeness::unknown);
    CHECK(differences(old, some_workspace(), "the plan") ==
          lines{"the plan does not say in which workspace it was made"});
    CHECK(old.digest().empty());
    old.connections.emplace();
    CHECK_FALSE(old.digest().empty());
    CHECK(old.digest() != some_workspace().digest());
}
