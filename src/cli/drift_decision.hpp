#pragma once
#include <string>

#include "cli/context.hpp"
#include "manifest/policy.hpp"
#include "plan/plan.hpp"

/// `policy: drift`, and what a command does with it.
namespace censusctl::cli {

/// What becomes of a difference that only the workspace has made: as `--drift` says, else the policy.
[[nodiscard]] manifest::drift_choice drift_choice(const context& invocation, const manifest::policy& policy);

/// Says on stderr that a choice which is not the default decides nothing, where no base is known.
void tell_undecided(const context& invocation, const plan::plan& todo);

/// Whether a plan has differences that somebody must decide about before anything is done.
[[nodiscard]] bool waits_for_decision(const plan::plan& todo);

/// Throws command_failure (5) where the plan has differences that somebody must decide about first.
void refuse_drift(const plan::plan& todo);

/// "Without 'a', whose `id` the workspace does not have."
[[nodiscard]] std::string left_out_line(const plan::plan& todo);

}  // namespace censusctl::cli
