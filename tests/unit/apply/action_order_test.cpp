#include "apply/action_order.hpp"

#include <doctest/doctest.h>

namespace {

using namespace censusctl;

plan::change action(plan::action what, const char* sync, std::vector<std::string> depends_on = {}) {
    plan::change made;
    made.what = what;
    made.sync = sync;
    made.depends_on = std::move(depends_on);
    return made;
}

std::vector<std::size_t> all_ready(apply::action_order& order) {
    std::vector<std::size_t> ready;
    while (const auto next = order.next()) {
        CHECK_FALSE(next->second_half);
        ready.push_back(next->action);
    }
    return ready;
}

/// The actions of some steps, none of them a second half.
std::vector<std::size_t> actions(const std::vector<apply::step>& steps) {
    std::vector<std::size_t> found;
    for (const apply::step& one : steps) {
        CHECK_FALSE(one.second_half);
        found.push_back(one.action);
    }
    return found;
}

/// a is created and run, b is created and runs after a.
std::vector<plan::change> chain() {
    return {action(plan::action::create, "a"), action(plan::action::create, "b"),
            action(plan::action::trigger, "a", {"create:a"}),
            action(plan::action::trigger, "b", {"create:b", "trigger:a"})};
}

}  // namespace

TEST_CASE("actions begin in plan order and after those they depend on") {
    const auto changes = chain();
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{0, 1});
    CHECK(order.ended({1}, true).empty());
    CHECK(all_ready(order).empty());
    CHECK(order.ended({0}, true).empty());
    CHECK(all_ready(order) == std::vector<std::size_t>{2});
    CHECK(order.has_dependents(2));
    CHECK_FALSE(order.has_dependents(3));
    CHECK_FALSE(order.finished());
    CHECK(order.ended({2}, true).empty());
    CHECK(all_ready(order) == std::vector<std::size_t>{3});
    CHECK(order.ended({3}, true).empty());
    CHECK(order.finished());
}

TEST_CASE("what depends on an action that did not end well is dropped with all that follows") {
    const auto changes = chain();
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{0, 1});
    CHECK(actions(order.ended({0}, false)) == std::vector<std::size_t>{2, 3});
    CHECK(all_ready(order).empty());
    CHECK_FALSE(order.finished());
    CHECK(order.ended({1}, true).empty());
    CHECK(order.finished());
}

TEST_CASE("blocked changes and dependencies outside the plan hold nothing up") {
    const std::vector<plan::change> changes{action(plan::action::blocked, "a"),
                                            action(plan::action::trigger, "b", {"trigger:elsewhere"})};
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{1});
    CHECK(order.ended({1}, true).empty());
    CHECK(order.finished());
}

TEST_CASE("deletes wait for all that is no delete and for nothing else") {
    const std::vector<plan::change> changes{
        action(plan::action::remove, "x"), action(plan::action::create, "a"),
        action(plan::action::trigger, "a", {"create:a"}), action(plan::action::remove, "y")};
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{1});
    CHECK(order.ended({1}, true).empty());
    CHECK(all_ready(order) == std::vector<std::size_t>{2});
    CHECK(order.ended({2}, false).empty());  // a run that failed is no reason to keep what is to go
    CHECK(all_ready(order) == std::vector<std::size_t>{0, 3});
    CHECK(order.ended({0}, false).empty());
    CHECK(order.ended({3}, true).empty());
    CHECK(order.finished());
    const std::vector<plan::change> alone{action(plan::action::remove, "x")};
    apply::action_order only(alone);
    CHECK(all_ready(only) == std::vector<std::size_t>{0});
}

TEST_CASE("no delete begins once a change has not ended well") {
    const std::vector<plan::change> changes{
        action(plan::action::create, "a"), action(plan::action::update, "b"),
        action(plan::action::remove, "x"), action(plan::action::trigger, "a", {"create:a"})};
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{0, 1});
    CHECK(actions(order.ended({0}, false)) == std::vector<std::size_t>{2, 3});
    CHECK(order.ended({1}, true).empty());
    CHECK(all_ready(order).empty());
    CHECK(order.finished());
}

TEST_CASE("what waits for a delete that does not begin is dropped with it") {
    // The second half of an earlier replacement: the run of the new sync waits for it.
    const std::vector<plan::change> changes{action(plan::action::create, "a"),
                                            action(plan::action::remove, "b"),
                                            action(plan::action::trigger, "b", {"delete:b"})};
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{0});
    CHECK(actions(order.ended({0}, false)) == std::vector<std::size_t>{1, 2});
    CHECK(order.finished());
}

TEST_CASE("deletes are given up with the rest") {
    const std::vector<plan::change> changes{action(plan::action::create, "a"),
                                            action(plan::action::remove, "x")};
    apply::action_order order(changes);
    REQUIRE(order.next() == apply::step{0, false});
    CHECK(actions(order.abandon()) == std::vector<std::size_t>{1});
    CHECK(order.ended({0}, true).empty());
    CHECK_FALSE(order.next().has_value());
    CHECK(order.finished());
}

TEST_CASE("abandoning gives up what has not begun and lets the rest end") {
    const auto changes = chain();
    apply::action_order order(changes);
    REQUIRE(order.next() == apply::step{0, false});
    CHECK(actions(order.abandon()) == std::vector<std::size_t>{1, 2, 3});
    CHECK_FALSE(order.next().has_value());
    CHECK_FALSE(order.finished());
    CHECK(order.ended({0}, true).empty());
    CHECK(order.finished());
}

TEST_CASE("every action that writes is handed out, and what depends on it waits") {
    for (const plan::action what : plan::actions) {
        CAPTURE(std::string(plan::to_string(what)));
        const std::vector<plan::change> changes{
            action(what, "a"),
            action(plan::action::trigger, "b", {std::string(plan::to_string(what)) + ":a"})};
        apply::action_order order(changes);
        if (plan::is_write(what)) {
            CHECK(all_ready(order) == std::vector<std::size_t>{0});
            const std::vector<apply::step> dropped = order.ended({0}, false);
            REQUIRE_FALSE(dropped.empty());
            CHECK(dropped.back() == apply::step{1, false});
            // Of a replacement its second half goes as well.
            CHECK(dropped.size() == (what == plan::action::replace ? 2 : 1));
        } else {
            CHECK(all_ready(order) == std::vector<std::size_t>{1});
            CHECK(order.ended({1}, true).empty());
        }
        CHECK(order.finished());
    }
}

namespace {

using steps = std::vector<apply::step>;

steps all_steps(apply::action_order& order) {
    steps ready;
    while (const auto next = order.next()) {
        ready.push_back(*next);
    }
    return ready;
}

/// a is replaced and run, b starts after it and is pointed to the new one, c is deleted.
std::vector<plan::change> replacement() {
    return {action(plan::action::update, "b", {"replace:a"}), action(plan::action::replace, "a"),
            action(plan::action::trigger, "a", {"replace:a"}), action(plan::action::remove, "c")};
}

}  // namespace

TEST_CASE("the old sync goes once the new one is there and all that starts after it is pointed to it") {
    apply::action_order order(replacement());
    CHECK(all_steps(order) == steps{{1, false}});
    CHECK(order.ended({1, false}, true).empty());
    CHECK(all_steps(order) == steps{{0, false}});
    CHECK(order.ended({0, false}, true).empty());
    CHECK(all_steps(order) == steps{{1, true}});
    CHECK(order.ended({1, true}, true).empty());
    CHECK(all_steps(order) == steps{{2, false}});
    CHECK(order.ended({2, false}, true).empty());
    CHECK(all_steps(order) == steps{{3, false}});
    CHECK(order.ended({3, false}, true).empty());
    CHECK(order.finished());
}

TEST_CASE("where the new sync is not made nothing that needs it begins") {
    apply::action_order order(replacement());
    CHECK(all_steps(order) == steps{{1, false}});
    CHECK(order.ended({1, false}, false) == steps{{0, false}, {1, true}, {2, false}, {3, false}});
    CHECK(order.finished());
}

TEST_CASE("where a follower is not pointed to the new sync the old one stays and nothing is run or deleted") {
    apply::action_order order(replacement());
    CHECK(all_steps(order) == steps{{1, false}});
    CHECK(order.ended({1, false}, true).empty());
    CHECK(all_steps(order) == steps{{0, false}});
    CHECK(order.ended({0, false}, false) == steps{{1, true}, {2, false}, {3, false}});
    CHECK(order.finished());
}

TEST_CASE("where the old sync does not go nothing is run or deleted either") {
    apply::action_order order(replacement());
    CHECK(all_steps(order) == steps{{1, false}});
    CHECK(order.ended({1, false}, true).empty());
    CHECK(all_steps(order) == steps{{0, false}});
    CHECK(order.ended({0, false}, true).empty());
    CHECK(all_steps(order) == steps{{1, true}});
    CHECK(order.ended({1, true}, false) == steps{{2, false}, {3, false}});
    CHECK(order.finished());
}

TEST_CASE("of a chain of replacements the last old sync goes first") {
    apply::action_order order(std::vector<plan::change>{action(plan::action::replace, "child", {"replace:a"}),
                                                        action(plan::action::replace, "a"),
                                                        action(plan::action::create, "new", {"replace:a"})});
    CHECK(all_steps(order) == steps{{1, false}});
    CHECK(order.ended({1, false}, true).empty());
    CHECK(all_steps(order) == steps{{0, false}, {2, false}});
    CHECK(order.ended({0, false}, true).empty());
    CHECK(all_steps(order) == steps{{0, true}});
    CHECK(order.ended({0, true}, true).empty());
    CHECK(all_steps(order) == steps{{1, true}});
    CHECK(order.ended({2, false}, true).empty());
    CHECK(order.ended({1, true}, true).empty());
    CHECK(order.finished());
}

TEST_CASE("abandoning between the halves gives up the second one") {
    apply::action_order order(std::vector<plan::change>{action(plan::action::replace, "a")});
    CHECK(all_steps(order) == steps{{0, false}});
    CHECK(order.ended({0, false}, true).empty());
    CHECK(order.abandon() == steps{{0, true}});
    CHECK(order.finished());
}
