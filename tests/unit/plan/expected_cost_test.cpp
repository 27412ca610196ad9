#include "plan/expected_cost.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace censusctl::plan;

namespace {

change one(action what, std::string key, std::vector<std::string> depends_on = {}) {
    change made;
    made.what = what;
    made.sync = std::move(key);
    made.depends_on = std::move(depends_on);
    return made;
}

}  // namespace

TEST_CASE("a plan that does nothing costs nothing") {
    plan blocked;
    blocked.changes = {one(action::blocked, "a")};
    CHECK(cost_of(plan{}).writes == 0);
    CHECK(cost_of(plan{}).reads == 0);
    CHECK(cost_of(blocked).writes == 0);
    CHECK(cost_of(blocked).reads == 0);
}

TEST_CASE("creates cost a write each and share the pages that are read back") {
    plan creates;
    for (int i = 0; i < 250; ++i) {
        creates.changes.push_back(one(action::create, std::to_string(i)));
    }
    CHECK(cost_of(creates).writes == 250);
    CHECK(cost_of(creates).reads == 3);
}

TEST_CASE("a replacement costs two writes, and what it takes to prove the new sync and see the old one go") {
    plan replaces;
    replaces.changes = {one(action::replace, "a")};
    CHECK(cost_of(replaces).writes == 2);
    CHECK(cost_of(replaces).reads == 5 + 1);
}

TEST_CASE("triggers cost a write and a read and a few more where others wait for the run") {
    plan runs;
    runs.changes = {one(action::trigger, "a"), one(action::trigger, "b", {"trigger:a"})};
    CHECK(cost_of(runs).writes == 2);
    CHECK(cost_of(runs).reads == 2 + 3);
}

TEST_CASE(
    "a sync that is created and then triggered is read once more, and the newest syncs for another of its "
    "label") {
    plan both;
    both.changes = {one(action::create, "a"), one(action::trigger, "a", {"create:a"})};
    CHECK(cost_of(both).writes == 2);
    CHECK(cost_of(both).reads == 1 + 1 + 1 + 1);
}
