#include <doctest/doctest.h>

#include "report/display_width.hpp"
#include "report/plan_head.hpp"
#include "unit/report/samples.hpp"

using namespace censusctl;
using namespace censusctl::report;

TEST_CASE("the head has the workspace, the counts, the risk, and what is not these files', a line each") {
    CHECK(plan_head(test::sample_plan(), {}) ==
          "Plan for https://app.getcensus.com/api/v1 (API 2021)\n"
          "Plan: 1 to create, 0 to update, 0 to delete, 1 to trigger, 1 blocked; 2 unchanged, 3 unmanaged.\n"
          "Risk: 1 stops writing a field.\n"
          "Left alone: 3 live syncs that none of these files declares: 58 'Old one', 59 (no label) and 1 "
          "more\n");
}

TEST_CASE("what there is nothing of has no line in the head") {
    plan::plan made = test::sample_plan();
    made.unmanaged.clear();
    made.changes.erase(made.changes.begin() + 1);
    CHECK(
        plan_head(made, {}) ==
        "Plan for https://app.getcensus.com/api/v1 (API 2021)\n"
        "Plan: 1 to create, 0 to update, 0 to delete, 1 to trigger, 0 blocked; 2 unchanged, 0 unmanaged.\n");
}

TEST_CASE("on a narrow terminal the counts are broken where it means least") {
    CHECK(plan_head(test::sample_plan(), {false, 80})
              .find("\nPlan: 1 to create, 0 to update, 0 to delete, 1 to trigger, 1 blocked;\n      2 "
                    "unchanged, 3 "
                    "unmanaged.\n") != std::string::npos);
}

TEST_CASE("the head says how many records the newest runs had of what is run, or sent anew") {
    plan::plan made = test::sample_plan();
    plan::change& changed = made.changes[1];
    changed.what = plan::action::update;
    changed.desired.operation = "mirror";
    changed.fields = {{{model::attribute::operation, {}}, std::string("upsert"), std::string("mirror")}};
    changed.counts = plan::run_counts{1'234, std::nullopt, std::nullopt, ""};
    CHECK(plan_head(made, {}).find("Risk: 1 can take records away, 1 sends all records; the newest runs had "
                                   "1234 records.\n") != std::string::npos);
}

TEST_CASE("a base that was asked for has a line of its own") {
    plan::plan made = test::sample_plan();
    made.base = {"'main' (0123)", false, true};
    CHECK(plan_head(made, {}).find("\nSince 'main' (0123): ") != std::string::npos);
    CHECK(plan_head(test::sample_plan(), {}).find("Since") == std::string::npos);
}

TEST_CASE("as many live syncs are named as a line has room for, and one in any case") {
    plan::plan many;
    for (int id = 1; id <= 1'000; ++id) {
        many.unmanaged.push_back({id, "Sync 用户"});
    }
    for (const int width : {80, 120, 200}) {
        const std::string line = left_alone_line(many, {false, width});
        CHECK(line.find("Left alone: 1000 live syncs that none of these files declares: 1 'Sync 用户'") == 0);
        CHECK(line.ends_with(" more\n"));
        CHECK(display_width(std::string_view(line).substr(0, line.size() - 1)) <= std::max(width, 92));
    }
    many.unmanaged = {{7, std::string(500, 'x') + "\x1b"}};
    const std::string one = left_alone_line(many, {false, 40});
    CHECK(one.find("Left alone: 1 live sync that none of these files declares: 7 'x") == 0);
    CHECK(one.size() < 140);
    CHECK(left_alone_line(plan::plan{}, {}).empty());
}
