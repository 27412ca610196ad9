#include "plan/workspace_only.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using model::kept_place;

namespace {

using texts = std::vector<std::string>;

model::live_sync with(std::vector<model::kept_member> members) {
    model::live_sync live;
    live.id = 7;
    live.kept.members = std::move(members);
    return live;
}

texts told(const model::live_sync& live, const model::sync_spec* desired = nullptr) {
    std::vector<plan::workspace_only> all;
    plan::tell_workspace_only("users", desired, live, all);
    if (all.empty()) {
        return {};
    }
    CHECK(all.size() == 1);
    CHECK(all[0].sync == "users");
    CHECK(all[0].sync_id == 7);
    return all[0].paths;
}

}  // namespace

TEST_CASE("what no file has a word for is told by its path, alerts of one type once") {
    CHECK(told(with({})).empty());
    CHECK(told(with({{kept_place::triggers, "", "airflow", "{}"},
                     {kept_place::dbt_cloud, "", "team", "1"},
                     {kept_place::mapping_data, "EMAIL", "locale", "1"},
                     {kept_place::alerts, "", "Later", "{}"},
                     {kept_place::alerts, "", "Later", "{}"},
                     {kept_place::alert_options, "0", "days", "1"}})) ==
          texts{"triggers.airflow", "triggers.dbt_cloud.team", "mappings[EMAIL].from.data.locale",
                "alerts.Later", "alerts[0].options.days"});
}

TEST_CASE("a mapping of an unknown kind is told where the files do not name its field") {
    model::live_sync live = with({});
    live.spec.mappings.resize(2);
    live.spec.mappings[0].to = "name";
    live.spec.mappings[0].from = model::column_source{"NAME"};
    live.spec.mappings[1].to = "owner";
    live.spec.mappings[1].from = model::opaque_source{"{}"};
    CHECK(told(live) == texts{"mappings[owner].from"});
    model::sync_spec desired;
    CHECK(told(live, &desired) == texts{"mappings[owner].from"});
    desired.mappings.resize(1);
    desired.mappings[0].to = "owner";
    CHECK(told(live, &desired).empty());
}

TEST_CASE("what goes with a replaced sync is named, of much the first") {
    CHECK(plan::lost_with(with({})).empty());
    CHECK(plan::lost_with(with({{kept_place::source, "", "mask", "1"}})) ==
          "; lost with it, since no file has a word for it: source.mask");
    std::vector<model::kept_member> many;
    for (const char* name : {"a", "b", "c", "d", "e", "f", "g"}) {
        many.push_back({kept_place::mode, "", name, "1"});
    }
    CHECK(
        plan::lost_with(with(many)) ==
        "; lost with it, since no file has a word for it: mode.a, mode.b, mode.c, mode.d, mode.e and 2 more");
}
