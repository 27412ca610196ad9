#pragma once
#include <string>

#include "cli/options.hpp"
#include "plan/plan.hpp"

namespace censusctl::cli {

/// The command that does just this plan, to be copied into a shell: with the flags that reach the same
/// workspace and make the same plan of it, bound to the plan's id. What the environment says is not repeated.
/// `approved`: without a question, for CI. Empty where an apply would do nothing: there is
/// nothing to do, or it is over a limit.
[[nodiscard]] std::string command_to_apply(const cli_options& planned_with, const plan::plan& todo,
                                           bool approved);

/// The same for a plan that was saved with `--out`.
[[nodiscard]] std::string command_to_apply_file(const cli_options& planned_with, const plan::plan& todo);

}  // namespace censusctl::cli
