#pragma once
#include <cstddef>
#include <limits>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "model/sync.hpp"
#include "plan/unfinished_replace.hpp"
#include "validation/resolver.hpp"

/// Which live sync each declared one is (contract, section 3).
namespace censusctl::plan {

/// Stands for "no live sync".
inline constexpr std::size_t no_match = std::numeric_limits<std::size_t>::max();

/// What was found for one declared sync.
struct match {
    std::size_t live{no_match};  ///< index into the live syncs
    bool problem{false};         ///< reported: it gets no action
    bool gone{false};            ///< the workspace has no sync of its `id`
};

/// The result for all of them.
struct matches {
    std::vector<match> declared;  ///< by index of the declared syncs
    std::vector<char> claimed;    ///< by index of the live syncs: some file claims it
};

/// Finds each declared sync by its id, else by its exact label, else by a label under `formerly`. A live sync
/// is claimed by at most one; ids come before labels, and labels before former ones, whatever the order of
/// the files. Of the two syncs of an unfinished replacement the old one is found by its id alone. Reports
/// label-ambiguous, id-unknown, label-duplicate, and value-invalid for an id given twice.
[[nodiscard]] matches match_syncs(const std::vector<validation::resolved_sync>& declared,
                                  const std::vector<model::live_sync>& live, diagnostics::collector& problems,
                                  const std::vector<unfinished_replace>& replacing = {});

/// Reports sync-renamed for each declared sync that was not found although an unclaimed live sync reads the
/// same source, writes to the same object of the same destination and has most of its mappings, the key among
/// them, and marks it in `found`. Live syncs under its `distinct_from` are others.
void report_renamed(const std::vector<validation::resolved_sync>& declared,
                    const std::vector<model::live_sync>& live, matches& found,
                    diagnostics::collector& problems);

/// Whether a live sync could be this declared one under another label, as `report_renamed` judges it. The
/// declared one must have a spec.
[[nodiscard]] bool look_alike(const validation::resolved_sync& declared, const model::live_sync& live);

}  // namespace censusctl::plan
