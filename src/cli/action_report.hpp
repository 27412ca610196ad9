#pragma once
#include <string>
#include <vector>

#include "apply/action_result.hpp"
#include "cli/console.hpp"
#include "http/statistics.hpp"

namespace censusctl::cli {

/// One line of what came of an action: "created braze-users as sync 4545", escaped, with the reason of a
/// failure and what was accepted but not applied below it.
[[nodiscard]] std::string action_line(const apply::action_result& result);

/// The line that ends an apply: "Applied: 1 created, 1 triggered; 0 failed, 0 unknown, 0 not done."
[[nodiscard]] std::string summary_line(const std::vector<apply::action_result>& results);

/// The results as a JSON document: format_version, tool_version, environment, api, plan_id, results,
/// complete, and the cost of the whole command: reads, writes, and how many of these were repeats.
[[nodiscard]] std::string results_json(const plan::plan& todo,
                                       const std::vector<apply::action_result>& results,
                                       const http::client_statistics& spent);

/// Prints lines as actions end, and the progress of runs that are followed.
[[nodiscard]] apply::apply_observer observe_on(console& screen, bool on_stdout);

}  // namespace censusctl::cli
