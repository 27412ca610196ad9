#include "census/run_history.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "census/fan_out.hpp"
#include "census/refusal.hpp"

namespace censusctl::census {
namespace {

/// The client admits fewer at a time; this bounds what waits for it.
constexpr std::size_t most_at_once = 64;

/// One reading of all histories.
struct history_reading {
    api* service{nullptr};
    int newest{1};
    progress_function progress;
    run_histories histories;
    std::size_t answered{0};
};

bool is_newer(const model::sync_run& left, const model::sync_run& right) {
    return left.id > right.id;
}

awaitable<std::optional<http::failure>> read_history(std::shared_ptr<history_reading> all,
                                                     std::int64_t sync_id) {
    page_request wanted;
    wanted.per_page = all->newest;
    wanted.ascending = false;
    result<std::vector<model::sync_run>> runs = co_await all->service->list_sync_runs(sync_id, wanted);
    ++all->answered;
    if (all->progress) {
        all->progress(all->answered);
    }
    std::optional<http::failure> problem;
    if (runs) {
        // A server that heeds neither order nor size gives more, oldest first.
        std::ranges::sort(*runs, is_newer);
        runs->resize(std::min(runs->size(), static_cast<std::size_t>(all->newest)));
        all->histories[sync_id] = std::move(*runs);
    } else if (runs.error().status != status_not_found) {
        problem = std::move(runs).error();
    }
    co_return problem;
}

}  // namespace

awaitable<result<run_histories>> fetch_run_histories(api& service, std::vector<std::int64_t> sync_ids,
                                                     int newest, progress_function progress) {
    const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
    const auto all = std::make_shared<history_reading>();
    all->service = &service;
    all->newest = std::clamp(newest, 1, most_runs_of_a_sync);
    all->progress = std::move(progress);
    const auto side_by_side = std::make_shared<fan_out>(executor, most_at_once);
    std::ranges::sort(sync_ids);
    sync_ids.erase(std::unique(sync_ids.begin(), sync_ids.end()), sync_ids.end());
    for (std::size_t at = 0; at < sync_ids.size(); ++at) {
        const std::int64_t id = sync_ids[at];
        side_by_side->add(job_rank(1, at), [all, id] { return read_history(all, id); });
    }
    std::optional<http::failure> problem = co_await side_by_side->run();
    if (problem) {
        result<run_histories> failed = std::move(*problem);
        co_return failed;
    }
    result<run_histories> read = std::move(all->histories);
    co_return read;
}

}  // namespace censusctl::census
