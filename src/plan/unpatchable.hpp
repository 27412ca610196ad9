#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"
#include "model/capabilities.hpp"
#include "model/sync.hpp"

namespace censusctl::plan {

/// Why an update cannot make these changes of a live sync (census-api-today 4 and 4.4); empty: it can.
/// `destination_type` is the service's word: "braze".
[[nodiscard]] std::string why_unpatchable(const std::vector<diff::field_change>& fields,
                                          const model::live_sync& live, std::string_view destination_type,
                                          const model::capabilities& can);

}  // namespace censusctl::plan
