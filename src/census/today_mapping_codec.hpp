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

/// The mappings of the sync that a PATCH changes.
struct replaced_mappings {
    const std::vector<model::mapping>& rows;
    const model::kept_parts& kept;
    bool case_sensitive{true};  ///< whether the object tells names of fields apart by their case
    /// The sync takes all properties, and is to go on so: rows that no file names are the workspace's.
    bool takes_all{false};
};

/// Writes `mappings` for POST, whole.
void encode_today_mappings(json::writer& to, const std::vector<model::mapping>& desired);

/// Writes `mappings` for PATCH, whole. What a row does not state is taken from the live row that goes into
/// the same field, and so is what was kept of that row: the API replaces the list, and what no file states
/// must stay as it is. Rows that only the workspace has are not written but for those that no comparison
/// shows: of a kind of source that is not known, and what a person added where the server makes the rows of
/// columns by itself. Keys of several columns it keeps by itself, too.
void encode_today_mappings(json::writer& to, const std::vector<model::mapping>& desired,
                           const replaced_mappings& live);

}  // namespace censusctl::census
