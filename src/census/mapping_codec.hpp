#pragma once
#include <string_view>

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

/// Writes a constant: its value, as the number or boolean that it was written as where it is one, and its
/// type under `type_key`, which the generations name differently.
void encode_constant(json::writer& to, const model::constant_source& constant, std::string_view type_key);

/// The same without its braces, for one that has more to say.
void encode_constant_members(json::writer& to, const model::constant_source& constant,
                             std::string_view type_key);

}  // namespace censusctl::census
