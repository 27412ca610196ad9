#pragma once
#include <cstddef>
#include <vector>

#include "plan/matching.hpp"
#include "plan/unfinished_replace.hpp"

namespace censusctl::plan {

/// A live sync that a new one has taken the place of, both by index: the half of a replacement that is still
/// to be done.
struct succession {
    std::size_t old_live{0};
    std::size_t new_live{0};
    std::size_t declared{0};  ///< the sync of the files that the new one was found to be
};

/// The replacements that can be finished: both syncs are there, the new one is one of the files', and the old
/// one is not (a file that names it by its id has chosen it after all).
[[nodiscard]] std::vector<succession> find_successions(const std::vector<unfinished_replace>& replacing,
                                                       const std::vector<model::live_sync>& live,
                                                       const matches& found);

}  // namespace censusctl::plan
