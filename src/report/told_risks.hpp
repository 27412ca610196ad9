#pragma once
#include <string>
#include <vector>

#include "plan/plan.hpp"
#include "plan/risk.hpp"

/// How reports for people tell risks; documents for programs have all of them.
namespace censusctl::report {

/// The risks of an action, gravest first, without one that says again what a graver one says: that a new
/// mirror takes records away is told by its being a new mirror. Raw.
[[nodiscard]] std::vector<plan::risk> told_risks(const plan::change& action);

/// All risks of some actions in one line, a sync counted once under each kind: "1 can take records away, 2
/// send all records". Empty: there are none.
[[nodiscard]] std::string risks_in_short(const std::vector<const plan::change*>& actions);

}  // namespace censusctl::report
