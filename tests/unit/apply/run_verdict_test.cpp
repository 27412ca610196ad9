#include "apply/run_verdict.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using apply::judge_run;
using apply::outcome;

namespace {

model::sync_run completed(std::optional<std::int64_t> processed, std::optional<std::int64_t> invalid) {
    model::sync_run run;
    run.status = "completed";
    run.records_processed = processed;
    run.records_invalid = invalid;
    return run;
}

}  // namespace

TEST_CASE("a run that completed is well whatever its records without a bound") {
    CHECK(judge_run(completed(10, 10), std::nullopt).ended == outcome::done);
}

TEST_CASE("more invalid records than the bound make a run failed") {
    CHECK(judge_run(completed(1'000, 25), 2.5).ended == outcome::done);
    const auto verdict = judge_run(completed(1'000, 26), 2.5);
    CHECK(verdict.ended == outcome::failed);
    CHECK(verdict.message ==
          "the run completed with 26 invalid records of 1000, 2.6%, which is more than the 2.5% of "
          "--max-invalid-percent");
    CHECK(judge_run(completed(std::nullopt, 1), 0.0).ended == outcome::failed);
    CHECK(judge_run(completed(0, 0), 0.0).ended == outcome::done);
    CHECK(judge_run(completed(10, std::nullopt), 0.0).ended == outcome::done);
}

TEST_CASE("a run that failed or was canceled says so and one under way is unknown") {
    model::sync_run run;
    run.status = "working";
    CHECK(judge_run(run, std::nullopt).ended == outcome::unknown);
    run.canceled = true;
    CHECK(judge_run(run, std::nullopt).message == "the run was canceled");
    run.canceled = false;
    run.status = "failed";
    run.error_message = "no warehouse";
    CHECK(judge_run(run, std::nullopt).ended == outcome::failed);
    CHECK(judge_run(run, std::nullopt).message == "the run failed: no warehouse");
}
