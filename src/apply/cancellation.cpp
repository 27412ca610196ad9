#include "apply/cancellation.hpp"

#include <algorithm>

#include "apply/ambiguous_write.hpp"
#include "apply/run_state.hpp"

namespace censusctl::apply {
namespace {

using boost::asio::awaitable;

std::string how_it_ended(const model::sync_run& run) {
    return run.canceled ? "canceled" : run.status;
}

/// Looks at a run of which it is open whether it was canceled.
awaitable<cancellation> settle(census::api& service, std::int64_t run_id, std::chrono::milliseconds look,
                               std::string problem) {
    cancellation found;
    found.run_id = run_id;
    found.outcome = outcome::unknown;
    constexpr int looks = 3;
    for (int attempt = 0; attempt < looks; ++attempt) {
        co_await pause(look);
        look *= 2;
        const auto run = co_await service.get_sync_run(run_id);
        if (run && run->ended()) {
            found.outcome = outcome::done;
            found.canceled = run->canceled;
            found.message = "the reply to the cancel was lost; the run ended: " + how_it_ended(*run);
            co_return found;
        }
        found.message =
            run ? "the reply to the cancel was lost, and the run has not ended since"
                : "the reply to the cancel was lost, and the run could not be read to look for it";
    }
    found.message += ": " + problem;
    co_return found;
}

awaitable<cancellation> cancel(census::api& service, std::int64_t run_id, std::chrono::milliseconds look) {
    cancellation result;
    result.run_id = run_id;
    const auto canceled = co_await service.cancel_sync_run(run_id);
    if (canceled) {
        result.canceled = true;
        co_return result;
    }
    if (is_ambiguous(canceled.error())) {
        std::string problem = describe(canceled.error());
        cancellation settled = co_await settle(service, run_id, look, std::move(problem));
        co_return settled;
    }
    result.outcome = outcome::failed;
    result.message = describe(canceled.error());
    // A run that ended while it was to be canceled is refused, and no failure.
    const auto run = co_await service.get_sync_run(run_id);
    if (run && run->ended()) {
        result.outcome = outcome::done;
        result.canceled = run->canceled;
        result.message = "it had ended by then: " + how_it_ended(*run);
    }
    co_return result;
}

}  // namespace

awaitable<census::result<std::vector<cancellation>>> cancel_runs(census::api& service, std::int64_t sync_id,
                                                                 std::chrono::milliseconds look) {
    census::page_request newest;
    newest.ascending = false;
    auto runs = co_await service.list_sync_runs(sync_id, newest);
    if (!runs) {
        census::result<std::vector<cancellation>> failed = runs.error();
        co_return failed;
    }
    std::ranges::reverse(*runs);
    std::vector<cancellation> results;
    for (const model::sync_run& run : *runs) {
        if (!run.ended()) {
            cancellation result = co_await cancel(service, run.id, look);
            results.push_back(std::move(result));
        }
    }
    census::result<std::vector<cancellation>> done = std::move(results);
    co_return done;
}

}  // namespace censusctl::apply
