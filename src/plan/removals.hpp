#pragma once
#include <cstddef>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "manifest/declaration.hpp"
#include "plan/matching.hpp"

namespace censusctl::plan {

/// A live sync that an entry of `removed:` means.
struct removal {
    std::size_t entry{0};  ///< index into the entries
    std::size_t live{0};   ///< index into the live syncs
};

/// Finds the live syncs that must not exist any more: by id, else by exact label. Nothing found is no
/// difference, and a sync that two entries mean is found once. Reports label-ambiguous, and
/// removed-still-declared where the files declare that very sync. In the order of the entries.
[[nodiscard]] std::vector<removal> match_removed(const std::vector<manifest::declared_removal>& removed,
                                                 const std::vector<validation::resolved_sync>& declared,
                                                 const std::vector<model::live_sync>& live,
                                                 const matches& found, diagnostics::collector& problems);

}  // namespace censusctl::plan
