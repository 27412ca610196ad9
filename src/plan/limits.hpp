#pragma once
#include <cstddef>

#include "diagnostics/diagnostic.hpp"
#include "manifest/policy.hpp"
#include "plan/plan.hpp"

namespace censusctl::plan {

/// Reports `limit-exceeded`, with the arithmetic, for each bound that an apply of this plan would pass.
/// `live_syncs` is how many syncs the workspace has, of which percent are reckoned; where it has none,
/// percent do not count.
void check_limits(const plan& plan, const manifest::policy_limits& limits, std::size_t live_syncs,
                  diagnostics::collector& problems);

}  // namespace censusctl::plan
