#pragma once
#include <string>
#include <vector>

#include "plan/plan.hpp"

namespace censusctl::plan {

/// In what `made` is another plan than `expected`: one line for each action that only one of them has or that
/// means something else, in the order of `made`, then of `expected`. Raw texts. Empty exactly when the two
/// have one plan id, but for the workspace.
[[nodiscard]] std::vector<std::string> plan_difference(const plan& expected, const plan& plan);

}  // namespace censusctl::plan
