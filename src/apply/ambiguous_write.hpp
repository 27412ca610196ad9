#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "census/api.hpp"
#include "plan/plan.hpp"

/// What to do about a write that may have reached the server (law 4): look, and never send it again on a
/// guess.
namespace censusctl::apply {

/// Whether this failure leaves it open if the write was done: nothing came back, or an answer that says
/// nothing of it: 408, a redirect, any 5xx (a gateway's own ones, such as 522, too) but 501 and 505, a reply
/// that cannot be read. A refusal (other 4xx) does not.
[[nodiscard]] bool is_ambiguous(const http::failure& problem) noexcept;

/// Whether a failed request for one sync means that there is no such sync: HTTP 404, and nothing else.
[[nodiscard]] bool is_gone(const http::failure& problem) noexcept;

/// Waits before the next look.
[[nodiscard]] boost::asio::awaitable<void> pause(std::chrono::milliseconds length);

/// What looking found.
struct settlement {
    std::optional<std::int64_t> id;  ///< the sync or run that is taken to be ours, or was written; else none
    std::string message;             ///< how it was found, or why it cannot be told; for people
};

/// Looks up to three times (after `look`, twice and four times that) for a live sync with the label and
/// meaning of `wanted`, other than the one that it replaces. Exactly one is taken to be ours, since the plan
/// had found none; several, or none, cannot be told.
[[nodiscard]] boost::asio::awaitable<settlement> settle_create(census::api& service,
                                                               const plan::change& wanted,
                                                               std::chrono::milliseconds look);

/// Looks, as above, whether the sync that `wanted` updates is as that declares it.
[[nodiscard]] boost::asio::awaitable<settlement> settle_update(census::api& service,
                                                               const plan::change& wanted,
                                                               std::chrono::milliseconds look);

/// Looks, as above, whether the sync that `wanted` deletes is gone.
[[nodiscard]] boost::asio::awaitable<settlement> settle_remove(census::api& service,
                                                               const plan::change& wanted,
                                                               std::chrono::milliseconds look);

/// Looks for a run of the sync that is newer than `last_known_run` (0: the sync had none).
[[nodiscard]] boost::asio::awaitable<settlement> settle_trigger(census::api& service, std::int64_t sync_id,
                                                                std::int64_t last_known_run,
                                                                std::chrono::milliseconds look);

}  // namespace censusctl::apply
