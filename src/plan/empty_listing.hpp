#pragma once
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// Reports `listing-empty` for a workspace that lists no sync at all, where that is not taken as "all are
/// gone": a sync is pinned by its id, or the API is served no more. `retired_since`: the last day of the
/// generation where it is over ("2027-01-15"), else empty.
void report_empty_listing(const std::vector<validation::resolved_sync>& declared, std::string_view generation,
                          std::string_view retired_since, diagnostics::collector& problems);

}  // namespace censusctl::plan
