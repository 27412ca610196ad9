#pragma once
#include <vector>

#include "model/sync.hpp"
#include "plan/matching.hpp"
#include "plan/plan.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// Gives each `sync_sequence` that names a sync by its key the id of the live sync that this one was found to
/// be, for a workspace knows ids alone. Where it was not found there is no id: it has to be created first,
/// and the difference is shown.
void link_parents(std::vector<validation::resolved_sync>& declared, const std::vector<model::live_sync>& live,
                  const matches& found);

/// A sync that another is to start after, and that no action of a plan gives an id to be named by.
struct missing_parent {
    std::string key;   ///< empty: there is none
    bool gone{false};  ///< the workspace has no sync of its id
    bool kept{false};  ///< it was deleted in the workspace, and is left so; else it is not selected
};

/// Says in the blocked change of the other one what it waits for in vain, and what to do.
void say_what_it_waits_for(const missing_parent& parent, change& planned);

}  // namespace censusctl::plan
