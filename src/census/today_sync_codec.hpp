#pragma once
#include <string>

#include "census/sync_patch.hpp"
#include "json/reader.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads a sync as V1 gives it (census-api-today 4), of any age: with `mode`, or with a flat schedule. What
/// the server leaves out has its default where the reference names one, and is not stated otherwise.
void decode_today_sync(const json::reader& data, model::live_sync& into);

/// The body of POST /syncs: what the spec states, with `paused`, the whole `mode` and all mappings always
/// said. Alerts that it does not speak of are left to the server, which then makes its own.
[[nodiscard]] std::string encode_today_sync(const model::sync_spec& spec);

/// The body of PATCH /syncs/[ID]: only the keys that differ, each whole (census-api-today 5).
[[nodiscard]] std::string encode_today_patch(const sync_patch& patch);

}  // namespace censusctl::census
