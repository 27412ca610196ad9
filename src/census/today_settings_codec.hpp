#pragma once
#include <optional>
#include <vector>

#include "json/reader.hpp"
#include "json/writer.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// `advanced_configuration` of a sync: settings by name, of the destination's own kinds (census-api-today 4).
/// Absent where the reply has none.
[[nodiscard]] std::optional<std::vector<model::setting>> decode_today_settings(const json::reader& sync);

/// Writes the value of `advanced_configuration`, whole: what is wanted, and what else `live` has, since the
/// server adds settings of its own and the API replaces the object.
void encode_today_settings(json::writer& to, const std::optional<std::vector<model::setting>>& desired,
                           const std::optional<std::vector<model::setting>>& live);

}  // namespace censusctl::census
