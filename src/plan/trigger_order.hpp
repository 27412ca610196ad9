#pragma once
#include <cstddef>
#include <vector>

namespace censusctl::plan {

/// One sync's trigger, with the triggers of this plan that it waits for.
struct ordered_trigger {
    std::size_t sync{0};
    std::vector<std::size_t> after;  ///< each stands earlier in the order; in the order of the syncs
};

/// Puts triggers into an order in which each stands after those it waits for, and otherwise in the order of
/// the syncs. `after[i]` lists the syncs that sync i names under `after`. A sync that is not triggered hands
/// on what it waits for itself. Syncs that wait for each other in a circle (an error that validation reports)
/// come last, waiting only for what stands before them.
[[nodiscard]] std::vector<ordered_trigger> order_triggers(const std::vector<std::vector<std::size_t>>& after,
                                                          const std::vector<char>& triggered);

}  // namespace censusctl::plan
