#pragma once
#include <vector>

#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads an element of `alert_attributes` (census-api-today 4.5).
[[nodiscard]] model::alert decode_today_alert(const json::reader& row);

/// Writes the value of `alert_attributes`, whole. An alert that is of a type that `live` has too takes its
/// id, so that it is changed and not made anew; one that is not understood in full goes back as it was read.
void encode_today_alerts(json::writer& to, const std::vector<model::alert>& desired,
                         const std::vector<model::alert>& live);

}  // namespace censusctl::census
