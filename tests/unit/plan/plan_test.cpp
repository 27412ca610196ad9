#include "plan/plan.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace censusctl;

namespace {

plan::plan with(plan::action what) {
    plan::plan planned;
    planned.changes.emplace_back().what = what;
    return planned;
}

}  // namespace

TEST_CASE("every action has a word of its own and is counted under it alone") {
    std::set<std::string_view> words;
    for (const plan::action what : plan::actions) {
        words.insert(plan::to_string(what));
        const plan::summary counted = with(what).counts();
        CHECK(counted.create + counted.update + counted.replace + counted.remove + counted.trigger +
                  counted.blocked ==
              1);
    }
    CHECK(words == std::set<std::string_view>{"create", "update", "replace", "delete", "trigger", "blocked"});
    CHECK(with(plan::action::replace).counts().replace == 1);
    CHECK(with(plan::action::remove).counts().remove == 1);
}

TEST_CASE("whatever writes is to be applied, and only what is blocked is not") {
    for (const plan::action what : plan::actions) {
        CAPTURE(std::string(plan::to_string(what)));
        CHECK(with(what).can_apply() == (what != plan::action::blocked));
    }
}

TEST_CASE("a generation that creates and triggers only can do nothing else") {
    const model::capabilities first;
    CHECK(plan::is_possible(plan::action::create, first));
    CHECK(plan::is_possible(plan::action::trigger, first));
    CHECK_FALSE(plan::is_possible(plan::action::update, first));
    CHECK_FALSE(plan::is_possible(plan::action::replace, first));
    CHECK_FALSE(plan::is_possible(plan::action::remove, first));
    model::capabilities all;
    all.can_update = true;
    all.can_delete = true;
    for (const plan::action what : plan::actions) {
        CHECK(plan::is_possible(what, all));
    }
}
