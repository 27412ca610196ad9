#pragma once
#include <optional>
#include <vector>

#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads `alert_attributes` (census-api-today 4.5); absent where there is no list. Alerts of types that no
/// file can state are not in it: they are added to `kept`, and so are members that are not known.
[[nodiscard]] std::optional<std::vector<model::alert>> decode_today_alerts(const json::reader& sync,
                                                                           model::kept_parts& kept);

/// Writes the value of `alert_attributes`, whole. An alert that is of a type that `live` has too takes its
/// id, so that it is changed and not made anew, and what `kept` has of it; those of types that no file can
/// state stay as they were read.
void encode_today_alerts(json::writer& to, const std::vector<model::alert>& desired,
                         const std::vector<model::alert>& live, const model::kept_parts& kept);

}  // namespace censusctl::census
