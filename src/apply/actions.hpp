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

/// The first half of a replacement: POST /syncs, as a create; the old sync is read before, as above, and the
/// new one is proved.
[[nodiscard]] boost::asio::awaitable<void> make_replacement(run_state& state, std::size_t at);

/// The second half: DELETE /syncs/[ID] of the old sync, as a delete.
[[nodiscard]] boost::asio::awaitable<void> drop_replaced(run_state& state, std::size_t at);

/// Sends DELETE /syncs/[ID] for the sync that the plan's change names, and finds out what came of it. The
/// sync was read, and the write was noted.
[[nodiscard]] boost::asio::awaitable<void> send_delete(run_state& state, std::size_t at);

/// Whether the sync is as the plan knows it; what the plan shows is done to that one, or not at all, and the
/// result says so.
[[nodiscard]] bool is_as_planned(action_result& result, const model::live_sync& live);

/// Whether the plan names the sync; the result says if not.
[[nodiscard]] bool names_sync(action_result& result);

/// Sends what a create sends, once it is noted, and finds out what became of it. The result has the id where
/// it was done.
[[nodiscard]] boost::asio::awaitable<void> send_create(run_state& state, std::size_t at);

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
