#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstddef>

#include "apply/run_state.hpp"

/// Inside of the executor: the two kinds of action that the 2021 API can write. Each fills in the result.
namespace censusctl::apply {

/// POST /syncs, settled where its reply is lost. Read back at once if others wait for it, else with the rest.
[[nodiscard]] boost::asio::awaitable<void> do_create(run_state& state, std::size_t at);

/// POST /syncs/[ID]/trigger, settled where its reply is lost, and followed where that is wanted.
[[nodiscard]] boost::asio::awaitable<void> do_trigger(run_state& state, std::size_t at);

/// Compares a created sync with what was sent.
void compare_stored(action_result& result, const model::live_sync& live);

/// GET /syncs/[ID] of a created sync, compared.
[[nodiscard]] boost::asio::awaitable<void> read_back(run_state& state, std::size_t at);

}  // namespace censusctl::apply
