#include "plan/limits.hpp"

#include <doctest/doctest.h>

#include "unit/plan/workspace.hpp"

using namespace censusctl;

namespace {

plan::plan creating(std::size_t count) {
    plan::plan made;
    made.changes.resize(count);
    return made;
}

std::vector<std::string> said(const plan::plan& made, const manifest::policy_limits& limits,
                              std::size_t live) {
    diagnostics::collector problems;
    plan::check_limits(made, limits, live, problems);
    std::vector<std::string> texts;
    for (const diagnostics::diagnostic& one : problems.all()) {
        CHECK(one.id == diagnostics::code::limit_exceeded);
        CHECK(one.level == diagnostics::severity::warning);
        texts.push_back(one.message);
    }
    return texts;
}

manifest::policy_limits creates(std::optional<std::int64_t> max, std::optional<std::int64_t> percent,
                                std::int64_t floor) {
    manifest::policy_limits limits;
    if (max) {
        limits.creates.max = {*max, {0, 5, 20, 1}};
    }
    if (percent) {
        limits.creates.max_percent = {*percent, {0, 5, 40, 1}};
    }
    limits.creates.floor = floor;
    return limits;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a plan within its limits is silent") {
    CHECK(said(creating(10), creates(10, std::nullopt, 0), 100).empty());
    CHECK(said(creating(30), creates(std::nullopt, 30, 0), 100).empty());
    CHECK(said(creating(5'000), {}, 1).empty());
}

TEST_CASE("a bound that is passed is reported with the arithmetic") {
    CHECK(said(creating(11), creates(10, std::nullopt, 0), 100) ==
          texts{"the plan creates 11 syncs, and the limit is 10"});
    CHECK(said(creating(1), creates(0, std::nullopt, 0), 100) ==
          texts{"the plan creates 1 sync, and the limit is 0"});
    CHECK(said(creating(31), creates(std::nullopt, 30, 3), 100) ==
          texts{"the plan creates 31 syncs where 100 are live, which is 31.0%, and the limit is 30% (from 4 "
                "on)"});
    CHECK(said(creating(4), creates(2, 1, 0), 3).size() == 2);
}

TEST_CASE("percent do not count up to the floor nor in an empty workspace") {
    CHECK(said(creating(3), creates(std::nullopt, 1, 3), 4).empty());
    CHECK(said(creating(4), creates(std::nullopt, 1, 3), 4).size() == 1);
    CHECK(said(creating(50), creates(std::nullopt, 1, 0), 0).empty());
}

TEST_CASE("updates and deletes have limits of their own, and a replacement is a create and a delete") {
    plan::plan planned = creating(4);
    planned.changes[0].what = plan::action::update;
    planned.changes[1].what = plan::action::replace;
    planned.changes[2].what = plan::action::remove;
    manifest::policy_limits limits;
    limits.creates.max = {1, {0, 5, 20, 1}};
    limits.updates.max = {0, {0, 6, 20, 1}};
    limits.deletes.max = {1, {0, 7, 20, 1}};
    limits.changes.max = {1, {0, 8, 20, 1}};
    CHECK(
        said(planned, limits, 10) ==
        texts{
            "the plan creates 2 syncs (1 of them in a replacement, which is a create and a delete), and the "
            "limit is 1",
            "the plan updates 1 sync, and the limit is 0",
            "the plan deletes 2 syncs (1 of them in a replacement, which is a create and a delete), and the "
            "limit is 1",
            "the plan changes 2 syncs, and the limit is 1"});
}

TEST_CASE("without a stated limit more than 30 percent are not deleted, from the tenth on") {
    plan::plan planned = creating(10);
    for (plan::change& change : planned.changes) {
        change.what = plan::action::remove;
    }
    CHECK(said(planned, {}, 33) == texts{"the plan deletes 10 syncs where 33 are live, which is 30.3%, and "
                                         "the limit is 30% (from 10 on)"});
    CHECK(said(planned, {}, 34).empty());
    planned.changes.pop_back();
    CHECK(said(planned, {}, 9).empty());
}

TEST_CASE("triggers and changes have limits of their own") {
    plan::plan made = creating(3);
    made.changes[0].what = plan::action::trigger;
    made.changes[1].what = plan::action::blocked;
    manifest::policy_limits limits;
    limits.triggers.max = {0, {0, 6, 20, 1}};
    limits.changes.max = {0, {0, 7, 20, 1}};
    CHECK(said(made, limits, 10) == texts{"the plan triggers 1 sync, and the limit is 0",
                                          "the plan changes 1 sync, and the limit is 0"});
}
