#pragma once
#include <string>

#include "json/reader.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads a sync (GET /syncs/[ID]). What the server leaves out has the API's default.
void decode_sync(const json::reader& data, model::live_sync& into);

/// Reads the id out of the reply to POST /syncs, the same in all generations.
void decode_created_sync(const json::reader& data, std::int64_t& into);

/// The body of POST /syncs. `paused`, `operation` and `schedule_frequency` are always in it; anything else
/// only where it differs from what the server fills in.
[[nodiscard]] std::string encode_sync(const model::sync_spec& spec);

}  // namespace censusctl::census
