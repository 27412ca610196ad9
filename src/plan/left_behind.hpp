#pragma once
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "plan/matching.hpp"
#include "plan/plan.hpp"

namespace censusctl::plan {

/// What was declared before, as a base knows it.
struct known_syncs {
    std::string name;  ///< what knows it, as a message says it: "'main' (0123456789ab)"
    std::vector<declared_identity> syncs;
};

/// What these syncs are called, and which live ones they are, for a later plan to know.
[[nodiscard]] std::vector<declared_identity> identities_of(
    const std::vector<validation::resolved_sync>& declared, const std::vector<model::live_sync>& live,
    const matches& found);

/// Takes the ids from those that the plan replaces: by the time they count, a new sync has another.
void forget_replaced(plan& made);

/// Reports sync-left-behind for each live sync that was declared before, and that no file declares or removes
/// any more: those that `made` has as unmanaged. It is found by its id, else by its label. One that looks
/// renamed, or is another's of whom the `id` is gone, is told of as that alone.
void report_left_behind(const known_syncs& before, const plan& made, diagnostics::collector& problems);

}  // namespace censusctl::plan
