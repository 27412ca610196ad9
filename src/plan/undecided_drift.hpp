#pragma once
#include <string>

#include "diagnostics/diagnostic.hpp"
#include "plan/plan.hpp"

namespace censusctl::plan {

/// Reports `workspace-drift` where a change has differences that only the workspace has made, as `drift:
/// fail` asks: nothing is done until somebody decides, and the problem says what there is to decide. `base`:
/// what the workspace is told from.
void report_undecided_drift(const change& planned, const std::string& base, diagnostics::collector& problems);

}  // namespace censusctl::plan
