#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads one of a sync's `mappings`. Its `from` is a column's name, or a constant, whose type comes under
/// `basic_type` though it was sent under `type`; the later spellings {"type": "column", "data"} and
/// {"type": "constant_value", "data"} mean the same. Any other object or array is kept as JSON text.
[[nodiscard]] model::mapping decode_mapping(const json::reader& row);

/// Writes a mapping (POST /syncs, mapping attributes), leaving out what is null or false.
void encode_mapping(json::writer& to, const model::mapping& mapping);

}  // namespace censusctl::census
