#pragma once
#include <cstddef>

#include "plan/plan.hpp"

namespace censusctl::plan {

/// What an apply of a plan will ask of the API, beyond the reads that made the plan.
struct expected_cost {
    std::size_t writes{0};  ///< exact, unless an action fails or is refused for its rate
    std::size_t reads{0};   ///< about: how long a run takes that others wait for cannot be known
};

/// Writes: one for each create and trigger. Reads: the pages of GET /syncs that hold what was created, the
/// sync's newest run before each trigger, a sync that is created and then triggered, and a few looks at each
/// run that another one waits for. `--wait` adds looks at the others.
[[nodiscard]] expected_cost cost_of(const plan& planned);

}  // namespace censusctl::plan
