#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads `mode` as V1 and V2 give it (census-api-today 4.4), or the flat schedule and `triggers` of a sync
/// that is older than it. Members that are not known, kinds of triggers first of all, and the mode's type are
/// kept.
void decode_today_mode(const json::reader& sync, model::live_sync& into);

/// Writes the value of `mode`, whole, as POST and PATCH want it: what the spec says, and what `kept`
/// has of each part, which the API would else drop.
void encode_today_mode(json::writer& to, const model::sync_spec& spec, const model::kept_parts& kept);

}  // namespace censusctl::census
