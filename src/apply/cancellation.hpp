#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "apply/action_result.hpp"
#include "census/api.hpp"

namespace censusctl::apply {

/// What came of cancelling one run.
struct cancellation {
    std::int64_t run_id{0};
    apply::outcome outcome{apply::outcome::done};  ///< done: it has ended, by being canceled or otherwise
    bool canceled{false};                          ///< that it was canceled is known
    std::string message;                           ///< what there is to say beside "canceled"; raw text
};

/// Cancels (POST /sync_runs/[ID]/cancel) those of the newest hundred runs of a sync that have not ended,
/// oldest first; none is no failure. A cancel whose reply is lost is never repeated: the run is looked at up
/// to three times, after `look`, twice and four times that. A failure is that of reading the runs: nothing
/// was sent.
[[nodiscard]] boost::asio::awaitable<census::result<std::vector<cancellation>>> cancel_runs(
    census::api& service, std::int64_t sync_id, std::chrono::milliseconds look);

}  // namespace censusctl::apply
