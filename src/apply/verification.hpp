#pragma once
#include <boost/asio/awaitable.hpp>

#include "apply/run_state.hpp"

/// Inside of the executor: what is checked once all actions have ended.
namespace censusctl::apply {

/// Reads the syncs that have come since the plan was made (GET /syncs, its last pages) and compares with them
/// what was created: it must be stored as it was sent, and be the only one with its label, which it is not
/// where two applies ran at once. What was updated is read one by one, or with all pages where these are
/// fewer. Results that turn out otherwise are corrected, and observers told.
[[nodiscard]] boost::asio::awaitable<void> verify_written(run_state& state);

}  // namespace censusctl::apply
