#pragma once
#include <cstddef>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "model/sync.hpp"
#include "plan/matching.hpp"
#include "plan/ownership_scope.hpp"

namespace censusctl::plan {

/// What pruning is decided by.
struct pruning_input {
    const std::vector<validation::resolved_sync>& declared;
    const std::vector<model::live_sync>& live;
    const matches& found;
    const ownership_scope& scope;
    const std::vector<char>& removed;  ///< by index of the live syncs: an entry of `removed:` means it
    bool prune{false};                 ///< `--prune`
};

/// The live syncs, by index, that are owned, that no file declares or removes, and that are to be deleted:
/// none without `prune`, which are counted in owned-unmanaged. Reports prune-refused where it cannot be sure
/// that they are meant: none of the declared syncs is there, or a file has an error; and sync-protected for
/// one that looks like a protected sync which was not found. Then none is to be deleted.
[[nodiscard]] std::vector<std::size_t> find_prunable(const pruning_input& input,
                                                     diagnostics::collector& problems);

}  // namespace censusctl::plan
