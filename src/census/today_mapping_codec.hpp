#pragma once
#include <vector>

#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads `mappings` as V1 and V2 give them (census-api-today 4.3), in the order of their `position` where all
/// rows have one. The spellings of older rows are read as well; members that are not known are added to
/// `kept`.
[[nodiscard]] std::vector<model::mapping> decode_today_mappings(const json::reader& sync,
                                                                model::kept_parts& kept);

/// Writes `mappings` for POST and PATCH, whole. What a row does not state is taken from the row of `live`
/// that goes into the same field, and what `kept` has of that row with it: the API replaces the list, and
/// what no file states must stay as it is. Rows that only `live` has are not written; keys of several columns
/// the server keeps by itself.
void encode_today_mappings(json::writer& to, const std::vector<model::mapping>& desired,
                           const std::vector<model::mapping>& live, const model::kept_parts& kept);

}  // namespace censusctl::census
