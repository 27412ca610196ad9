#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads `source_attributes` as V1 and V2 give them (census-api-today 4.1): the server's own names of
/// datasets, segments and cohorts are brought back to the words of requests, ids are of their own kind each.
/// The connection is unknown where it is left out. A type that is none of ours keeps its word.
[[nodiscard]] model::data_source decode_today_source(const json::reader& attributes);

/// Writes `source_attributes` for POST and PATCH. A segment or cohort stands beside the dataset that it is a
/// part of, and what `kept` has stands there too.
void encode_today_source(json::writer& to, const model::data_source& source, const model::kept_parts& kept);

}  // namespace censusctl::census
