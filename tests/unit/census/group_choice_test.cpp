#include "census/group_choice.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using namespace censusctl::census;

namespace {

std::vector<model::source_connection> sources() {
    std::vector<model::source_connection> all(3);
    for (std::size_t at = 0; at < all.size(); ++at) {
        all[at].id = model::connection_id(at + 1);
        all[at].name = std::string(1, static_cast<char>('A' + at));
        all[at].group = at < 2 ? "north" : "south";
    }
    return all;
}

model::references naming(std::initializer_list<const char*> names) {
    model::references wanted;
    for (const char* name : names) {
        wanted.sources.push_back({{std::nullopt, name}, {}});
    }
    return wanted;
}

}  // namespace

TEST_CASE("the groups that are worked in are those stated, or those of the files' sources") {
    CHECK(*choose_groups(sources(), naming({"A"}), {}) == group_names{"north"});
    CHECK(*choose_groups(sources(), naming({"A", "C"}), {}) == group_names{"north", "south"});
    CHECK(*choose_groups(sources(), naming({"A"}), {"south"}) == group_names{"south"});
    std::vector<model::source_connection> one = sources();
    one.pop_back();
    CHECK(*choose_groups(one, naming({"X"}), {}) == group_names{"north"});
}

TEST_CASE("a generation without groups has nothing to choose") {
    std::vector<model::source_connection> none = sources();
    for (auto& source : none) {
        source.group.clear();
    }
    CHECK(choose_groups(none, {}, {})->empty());
    CHECK(choose_groups(none, {}, {"stated"})->empty());
    CHECK(choose_groups({}, {}, {})->empty());
}

TEST_CASE("what does not say which of several groups is meant is a failure") {
    const auto unsaid = choose_groups(sources(), naming({"X"}), {});
    REQUIRE(unsaid.has_error());
    CHECK(unsaid.error().message ==
          "the token sees several groups, 'north', 'south', and no source of the files says in which one "
          "they are");
    const auto unseen = choose_groups(sources(), naming({"A"}), {"west"});
    REQUIRE(unseen.has_error());
    CHECK(unseen.error().message == "the token sees no source in the group 'west'");
    CHECK(unseen.error().hint == "the groups that it sees are 'north', 'south'");
}

TEST_CASE("what is in another group is left out, and what is in none that is known stays") {
    std::vector<model::live_sync> syncs(3);
    syncs[0].group = "north";
    syncs[1].group = "south";
    keep_groups(syncs, {});
    CHECK(syncs.size() == 3);
    keep_groups(syncs, {"south"});
    REQUIRE(syncs.size() == 2);
    CHECK(syncs[0].group == "south");
    CHECK(syncs[1].group.empty());
}
