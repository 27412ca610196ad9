#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

#include "census/api.hpp"
#include "census/workspace.hpp"

namespace censusctl::census {

/// The newest runs of some syncs, newest first, by the id of the sync. A sync that is gone has no entry.
using run_histories = std::map<std::int64_t, std::vector<model::sync_run>>;

/// The most runs of one sync that `fetch_run_histories` reads: a page of the API.
inline constexpr int most_runs_of_a_sync = 100;

/// Reads the newest `newest` runs (1–most_runs_of_a_sync) of each sync: one request for each
/// (GET /syncs/[ID]/sync_runs, order=desc), side by side. A 404 is a sync that was deleted meanwhile and is
/// left out; any other failure ends the reading, that of the lowest id being returned.
[[nodiscard]] awaitable<result<run_histories>> fetch_run_histories(api& service,
                                                                   std::vector<std::int64_t> sync_ids,
                                                                   int newest, progress_function progress);

}  // namespace censusctl::census
