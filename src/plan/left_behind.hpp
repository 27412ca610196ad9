#pragma once
#include "diagnostics/diagnostic.hpp"
#include "plan/known_syncs.hpp"
#include "plan/plan.hpp"

namespace censusctl::plan {

/// Takes the ids from those that the plan replaces: by the time they count, a new sync has another.
void forget_replaced(plan& made);

/// Reports sync-left-behind for each live sync that was declared before, and that no file declares or removes
/// any more: those that `made` has as unmanaged. It is found by its id, else by its label. One that looks
/// renamed, or is another's of whom the `id` is gone, is told of as that alone.
void report_left_behind(const known_syncs& before, const plan& made, diagnostics::collector& problems);

/// Reports key-renamed for each sync whose key `before` does not know, and which is one that it knows under a
/// key that the files have no more: the same live sync, or, where neither is there, the same label, source
/// and destination. `identities` are those of `declared`, by index.
void report_renamed_keys(const known_syncs& before, const std::vector<validation::resolved_sync>& declared,
                         const std::vector<declared_identity>& identities, diagnostics::collector& problems);

}  // namespace censusctl::plan
