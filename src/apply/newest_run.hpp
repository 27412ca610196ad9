#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstdint>

#include "census/api.hpp"

namespace censusctl::apply {

/// The id of the sync's newest run, 0 if it has none (GET /syncs/[ID]/sync_runs): what a lost reply to a
/// trigger is settled by.
[[nodiscard]] boost::asio::awaitable<census::result<std::int64_t>> newest_run(census::api& service,
                                                                              std::int64_t sync_id);

}  // namespace censusctl::apply
