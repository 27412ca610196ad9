#pragma once
#include <vector>

#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads an element of `alert_attributes` (census-api-today 4.5), the one at `place` from 0; members that are
/// not known are added to `kept`.
[[nodiscard]] model::alert decode_today_alert(const json::reader& row, std::size_t place,
                                              model::kept_parts& kept);

/// Writes the value of `alert_attributes`, whole. An alert that is of a type that `live` has too takes its
/// id, so that it is changed and not made anew, and what `kept` has of it; one whose type is not understood
/// in full goes back as it was read.
void encode_today_alerts(json::writer& to, const std::vector<model::alert>& desired,
                         const std::vector<model::alert>& live, const model::kept_parts& kept);

}  // namespace censusctl::census
