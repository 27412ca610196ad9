#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads `source_attributes` of a sync (GET /syncs). The connection may be missing, which is "not known"; a
/// null `data_source`, as of a model that was deleted, leaves the type empty. What describes the model but is
/// not part of the sync (query, timestamps) is left aside.
[[nodiscard]] model::data_source decode_source(const json::reader& attributes);

/// Writes `source_attributes` (POST /syncs, source attributes): by id where it is known, else by name or by
/// the table's three parts.
void encode_source(json::writer& to, const model::data_source& source);

}  // namespace censusctl::census
