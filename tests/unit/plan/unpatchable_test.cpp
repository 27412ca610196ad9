#include "plan/unpatchable.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"

using namespace censusctl;
using test::change;

namespace {

const std::vector<diff::field_change> operation{
    change("operation", std::string("upsert"), std::string("update"))};
const std::vector<diff::field_change> paused{change("paused", false, true)};
const std::vector<diff::field_change> hour{change("schedule.hour", nullptr, std::int64_t{1})};

/// Everything.
const model::capabilities all = [] {
    model::capabilities can;
    can.can_update = true;
    return can;
}();

}  // namespace

TEST_CASE("most changes can be made") {
    const model::live_sync live;
    CHECK(plan::why_unpatchable(operation, live, "salesforce", all).empty());
    CHECK(plan::why_unpatchable(paused, live, "braze", all).empty());
    CHECK(plan::why_unpatchable(hour, live, "", all).empty());
}

TEST_CASE("what a sync to Braze does, and one that deletes, stays") {
    model::live_sync live;
    CHECK(plan::why_unpatchable(operation, live, "braze", all) ==
          "the API does not change operation, source or destination of a sync to Braze");
    live.spec.operation = "delete";
    CHECK(plan::why_unpatchable(operation, live, "salesforce", all) ==
          "the API does not change operation, source or destination of a sync that deletes");
    CHECK(plan::why_unpatchable(paused, live, "salesforce", all).empty());
}

TEST_CASE("what starts a live sync is not touched") {
    model::live_sync live;
    live.kept.mode = "live";
    CHECK(plan::why_unpatchable(hour, live, "", all) ==
          "it is a live sync, of which none can be made any more: what starts it is not touched");
    CHECK(plan::why_unpatchable(paused, live, "", all).empty());
}

TEST_CASE("a mode, and a source, of a kind that is not known are not touched") {
    model::live_sync live;
    live.spec.source.type = "model";
    live.kept.mode = "streaming";
    CHECK(plan::why_unpatchable(hour, live, "", all) ==
          "its mode is 'streaming', which is not known here: what starts it is not touched");
    CHECK(plan::why_unpatchable(paused, live, "", all).empty());
    live.kept.mode = "triggered";
    CHECK(plan::why_unpatchable(hour, live, "", all).empty());

    const std::vector<diff::field_change> source{change("source.model", "a", "b")};
    CHECK(plan::why_unpatchable(source, live, "", all).empty());
    live.spec.source.type = "stream";
    CHECK(plan::why_unpatchable(source, live, "", all) ==
          "it reads from a source of kind 'stream', which is not known here: where it reads is not touched");
    CHECK(plan::why_unpatchable(paused, live, "", all).empty());
    live.spec.source.type.clear();  // it was deleted
    CHECK(plan::why_unpatchable(source, live, "", all).empty());
}

// Hazard 71.
TEST_CASE("mappings are not written where one of them is of a kind that is not known") {
    const std::vector<diff::field_change> other{change("mappings[name].from", "A", "B")};
    model::live_sync live;
    live.spec.mappings.resize(2);
    live.spec.mappings[0].to = "name";
    live.spec.mappings[1].to = "owner";
    CHECK(plan::why_unpatchable(other, live, "", all).empty());
    live.spec.mappings[1].from = model::opaque_source{"{}"};
    CHECK(plan::why_unpatchable(other, live, "", all) ==
          "its mapping of 'owner' is of a kind that is not known here, and would be lost if the others were "
          "written");
    CHECK(plan::why_unpatchable(paused, live, "", all).empty());
    // What the files say in its place is theirs.
    const std::vector<diff::field_change> named{change("mappings[owner].from", "{}", "B")};
    CHECK(plan::why_unpatchable(named, live, "", all).empty());
}

// Hazard 120.
TEST_CASE("no key is put beside one of several columns") {
    const std::vector<diff::field_change> key{change("mappings[id].is_primary_identifier", false, true)};
    model::live_sync live;
    live.spec.mappings.resize(2);
    CHECK(plan::why_unpatchable(key, live, "google_ads", all).empty());
    live.spec.mappings[1].from = model::compound_key_source{{"ID", "DAY"}};
    CHECK(plan::why_unpatchable(key, live, "google_ads", all) ==
          "its key is made of several columns, which the workspace keeps: no other can be stated beside it");
    CHECK(plan::why_unpatchable(paused, live, "google_ads", all).empty());
}

TEST_CASE("what a generation cannot change is named") {
    model::capabilities can = all;
    can.generation = "v9";
    can.attributes[static_cast<std::size_t>(model::attribute::paused)].can = model::ability::created;
    CHECK(plan::why_unpatchable(paused, {}, "", can) == "the API of generation v9 cannot change 'paused'");
}
