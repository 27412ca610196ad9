#pragma once
#include "plan/plan.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// Puts into a change what all changes of a declared sync have in common: its key, label and place, and how
/// it is compared. The sync has a spec.
void describe(change& planned, const validation::resolved_sync& sync, action what, reason why);

}  // namespace censusctl::plan
