#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstddef>

#include "apply/run_state.hpp"

/// Inside of the executor: the kinds of action. Each fills in the result.
namespace censusctl::apply {

/// POST /syncs, settled where its reply is lost. Read back at once if others wait for it, else with the rest.
[[nodiscard]] boost::asio::awaitable<void> do_create(run_state& state, std::size_t at);

/// PATCH /syncs/[ID], settled where its reply is lost. The sync is read before, and left alone where it is
/// not as the plan knows it; the reply is compared.
[[nodiscard]] boost::asio::awaitable<void> do_update(run_state& state, std::size_t at);

/// DELETE /syncs/[ID], settled where its reply is lost. The sync is read before, as above, and must be gone
/// after.
[[nodiscard]] boost::asio::awaitable<void> do_remove(run_state& state, std::size_t at);

/// POST /syncs/[ID]/trigger, settled where its reply is lost, and followed where that is wanted.
[[nodiscard]] boost::asio::awaitable<void> do_trigger(run_state& state, std::size_t at);

/// Compares a sync with what was sent.
void compare_stored(action_result& result, const model::live_sync& live);

/// GET /syncs/[ID] of a sync that was created or updated, compared.
[[nodiscard]] boost::asio::awaitable<void> read_back(run_state& state, std::size_t at);

/// The same, and GET /syncs, its newest page, for another sync of its label, which must be known before
/// anything that waits for this one begins.
[[nodiscard]] boost::asio::awaitable<void> prove_created(run_state& state, std::size_t at);

}  // namespace censusctl::apply
