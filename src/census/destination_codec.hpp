#pragma once
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads where a sync writes: its `destination_attributes`, and `lead_union_insert_to`, which is sent inside
/// of them and comes back beside them.
[[nodiscard]] model::destination decode_destination(const json::reader& sync);

/// Writes `destination_attributes` (POST /syncs, destination attributes).
void encode_destination(json::writer& to, const model::destination& destination);

}  // namespace censusctl::census
