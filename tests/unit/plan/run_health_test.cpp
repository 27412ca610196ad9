#include "plan/run_health.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace censusctl;

namespace {

model::sync_run run(std::int64_t id, const std::string& status, std::int64_t processed = 0) {
    model::sync_run made;
    made.id = id;
    made.status = status;
    if (status == "completed") {
        made.records_processed = processed;
        made.records_failed = 1;
        made.records_invalid = 2;
    }
    return made;
}

}  // namespace

TEST_CASE("no runs: nothing to say and nothing failing") {
    const plan::run_health health = plan::health_of({});
    CHECK_FALSE(health.success_percent.has_value());
    CHECK_FALSE(health.failing());
}

TEST_CASE("counts and sums over runs with null counts") {
    const plan::run_health health = plan::health_of(
        {run(9, "working"), run(8, "completed", 10), run(7, "failed"), run(6, "completed", 5)});
    CHECK(health.running == 1);
    CHECK(health.completed == 2);
    CHECK(health.failed == 1);
    CHECK(health.success_percent == 66);
    CHECK(health.records_processed == 15);
    CHECK(health.records_failed == 2);
    CHECK(health.records_invalid == 4);
    CHECK_FALSE(health.failing());
}

TEST_CASE("the newest run that completed or failed decides whether a sync fails") {
    model::sync_run stopped = run(9, "completed");
    stopped.canceled = true;
    const plan::run_health health = plan::health_of(
        {run(10, "working"), stopped, run(8, "skipped"), run(7, "failed"), run(6, "completed")});
    REQUIRE(health.failing());
    CHECK(health.runs[*health.failure].id == 7);
    CHECK(health.stopped == 2);
    CHECK(health.success_percent == 50);
    CHECK_FALSE(plan::health_of({run(2, "completed"), run(1, "failed")}).failing());
}

TEST_CASE("counts beyond all measure and below zero do no harm") {
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    const plan::run_health health =
        plan::health_of({run(3, "completed", largest), run(2, "completed", 7), run(1, "completed", -5)});
    CHECK(health.records_processed == largest);
}

TEST_CASE("what went wrong in one line") {
    model::sync_run failed = run(1, "failed");
    CHECK(plan::failure_of(failed) == "failed");
    failed.error_detail = "the detail";
    CHECK(plan::failure_of(failed) == "the detail");
    failed.error_message = "the message";
    CHECK(plan::failure_of(failed) == "the message");
    failed.error_code = "CODE";
    CHECK(plan::failure_of(failed) == "CODE: the message");
    failed.error_message = failed.error_detail = "";
    CHECK(plan::failure_of(failed) == "CODE");
}
