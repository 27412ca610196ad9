#pragma once
#include <vector>

#include "model/sync.hpp"
#include "plan/matching.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// Gives each `sync_sequence` that names a sync by its key the id of the live sync that this one was found to
/// be, for a workspace knows ids alone. Where it was not found there is no id: it has to be created first,
/// and the difference is shown.
void link_parents(std::vector<validation::resolved_sync>& declared, const std::vector<model::live_sync>& live,
                  const matches& found);

}  // namespace censusctl::plan
