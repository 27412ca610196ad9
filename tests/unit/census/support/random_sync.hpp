#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <string_view>

#include "model/sync.hpp"

namespace censusctl::census {

/// Any sync that can be sent: with all spellings of sources and constants, and with texts of any characters.
[[nodiscard]] model::sync_spec random_sync(std::mt19937& random);

/// The body of POST /syncs as GET /syncs/[ID] would show the sync: defaults filled in, a constant's type
/// under `basic_type`, `lead_union_insert_to` beside the destination, and metadata added (GET /syncs).
[[nodiscard]] std::string as_the_server_returns(std::string_view body, std::int64_t id);

}  // namespace censusctl::census
