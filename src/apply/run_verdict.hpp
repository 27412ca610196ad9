#pragma once
#include <optional>
#include <string>

#include "apply/action_result.hpp"

namespace censusctl::apply {

/// How a run that was followed ended, and why where it did not end well; raw text.
struct run_verdict {
    outcome ended{outcome::done};
    std::string message;
};

/// Judges a run as last seen: `unknown` while it has not ended, `failed` if it failed, was canceled, or has
/// more invalid records than `max_invalid_percent` of those it processed (absent: any number will do). A run
/// that does not say how many it processed is judged by its source's records (GET /sync_runs/[ID]).
[[nodiscard]] run_verdict judge_run(const model::sync_run& run, std::optional<double> max_invalid_percent);

}  // namespace censusctl::apply
