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
