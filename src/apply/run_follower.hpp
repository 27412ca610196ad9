#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <functional>

#include "census/api.hpp"

namespace censusctl::apply {

/// How a run is followed. Times are positive.
struct follow_options {
    std::chrono::milliseconds poll{1'000};         ///< first wait between two looks; grows to ten times that
    std::chrono::milliseconds timeout{3'600'000};  ///< give up after this
    std::function<bool()> stop_requested;          ///< true: give up before the next look
    std::function<void(const model::sync_run&)> observe;
};

/// Looks at a run (GET /sync_runs/[ID]) until it has ended, and returns it as last seen: check `ended()`,
/// which is false where it was given up. A failure is the read's own.
[[nodiscard]] boost::asio::awaitable<census::result<model::sync_run>> follow_run(census::api& service,
                                                                                 std::int64_t run_id,
                                                                                 follow_options options);

}  // namespace censusctl::apply
