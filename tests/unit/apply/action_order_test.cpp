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
        ready.push_back(*next);
    }
    return ready;
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
    CHECK(order.ended(1, true).empty());
    CHECK(all_ready(order).empty());
    CHECK(order.ended(0, true).empty());
    CHECK(all_ready(order) == std::vector<std::size_t>{2});
    CHECK(order.has_dependents(2));
    CHECK_FALSE(order.has_dependents(3));
    CHECK_FALSE(order.finished());
    CHECK(order.ended(2, true).empty());
    CHECK(all_ready(order) == std::vector<std::size_t>{3});
    CHECK(order.ended(3, true).empty());
    CHECK(order.finished());
}

TEST_CASE("what depends on an action that did not end well is dropped with all that follows") {
    const auto changes = chain();
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{0, 1});
    CHECK(order.ended(0, false) == std::vector<std::size_t>{2, 3});
    CHECK(all_ready(order).empty());
    CHECK_FALSE(order.finished());
    CHECK(order.ended(1, true).empty());
    CHECK(order.finished());
}

TEST_CASE("blocked changes and dependencies outside the plan hold nothing up") {
    const std::vector<plan::change> changes{action(plan::action::blocked, "a"),
                                            action(plan::action::trigger, "b", {"trigger:elsewhere"})};
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{1});
    CHECK(order.ended(1, true).empty());
    CHECK(order.finished());
}

TEST_CASE("deletes wait for all that is no delete and for nothing else") {
    const std::vector<plan::change> changes{
        action(plan::action::remove, "x"), action(plan::action::create, "a"),
        action(plan::action::trigger, "a", {"create:a"}), action(plan::action::remove, "y")};
    apply::action_order order(changes);
    CHECK(all_ready(order) == std::vector<std::size_t>{1});
    CHECK(order.ended(1, true).empty());
    CHECK(all_ready(order) == std::vector<std::size_t>{2});
    CHECK(order.ended(2, false).empty());  // a run that failed is no reason to keep what is to go
    CHECK(all_ready(order) == std::vector<std::size_t>{0, 3});
    CHECK(order.ended(0, false).empty());
    CHECK(order.ended(3, true).empty());
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
    CHECK(order.ended(0, false) == std::vector<std::size_t>{2, 3});
    CHECK(order.ended(1, true).empty());
    CHECK(all_ready(order).empty());
    CHECK(order.finished());
}

TEST_CASE("deletes are given up with the rest") {
    const std::vector<plan::change> changes{action(plan::action::create, "a"),
                                            action(plan::action::remove, "x")};
    apply::action_order order(changes);
    REQUIRE(order.next() == 0U);
    CHECK(order.abandon() == std::vector<std::size_t>{1});
    CHECK(order.ended(0, true).empty());
    CHECK_FALSE(order.next().has_value());
    CHECK(order.finished());
}

TEST_CASE("abandoning gives up what has not begun and lets the rest end") {
    const auto changes = chain();
    apply::action_order order(changes);
    REQUIRE(order.next() == 0U);
    CHECK(order.abandon() == std::vector<std::size_t>{1, 2, 3});
    CHECK_FALSE(order.next().has_value());
    CHECK_FALSE(order.finished());
    CHECK(order.ended(0, true).empty());
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
            CHECK(order.ended(0, false) == std::vector<std::size_t>{1});
        } else {
            CHECK(all_ready(order) == std::vector<std::size_t>{1});
            CHECK(order.ended(1, true).empty());
        }
        CHECK(order.finished());
    }
}
