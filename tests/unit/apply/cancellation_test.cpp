#include "apply/cancellation.hpp"

#include <doctest/doctest.h>

#include "unit/apply/fake_service.hpp"

using namespace censusctl;
using apply::outcome;
using mishap = test::fake_service::mishap;

namespace {

model::sync_run run_of(std::int64_t id, const std::string& status) {
    model::sync_run run;
    run.id = id;
    run.sync_id = 7;
    run.status = status;
    return run;
}

std::vector<apply::cancellation> cancel(test::fake_service& service) {
    auto work = apply::cancel_runs(service, 7, std::chrono::milliseconds(1));
    auto done = test::run_all(std::move(work));
    REQUIRE(done.has_value());
    return std::move(*done);
}

}  // namespace

TEST_CASE("what has not ended is canceled, oldest first, and nothing else") {
    test::fake_service service;
    service.runs[7] = {run_of(4, "queued"), run_of(3, "working"), run_of(2, "failed"),
                       run_of(1, "a later word")};
    const auto done = cancel(service);
    REQUIRE(done.size() == 3);
    CHECK(service.calls == std::vector<std::string>{"runs 7", "cancel 1", "cancel 3", "cancel 4"});
    CHECK(done[0].canceled);
    CHECK(done[0].message.empty());
    CHECK(cancel(service).empty());
}

TEST_CASE("a lost reply is looked into, and the cancel not repeated") {
    test::fake_service service;
    service.runs[7] = {run_of(2, "working"), run_of(1, "working")};
    service.cancel_mishaps = {{1, mishap::lost_after}, {2, mishap::lost_before}};
    const auto done = cancel(service);
    REQUIRE(done.size() == 2);
    CHECK(done[0].outcome == outcome::done);
    CHECK(done[0].canceled);
    CHECK(done[1].outcome == outcome::unknown);
    CHECK_FALSE(done[1].canceled);
    CHECK(std::ranges::count(service.calls, "cancel 1") == 1);
    CHECK(std::ranges::count(service.calls, "cancel 2") == 1);
    CHECK(std::ranges::count(service.calls, "run 2") == 3);
}

TEST_CASE("a refusal is a failure, unless the run has ended by then") {
    test::fake_service service;
    service.runs[7] = {run_of(1, "working")};
    service.cancel_mishaps[1] = mishap::refused;
    const auto done = cancel(service);
    REQUIRE(done.size() == 1);
    CHECK(done[0].outcome == outcome::failed);
    CHECK(done[0].message.find("403") != std::string::npos);
}
