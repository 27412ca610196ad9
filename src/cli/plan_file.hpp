#pragma once
#include <string>

#include "cli/open_work.hpp"
#include "cli/session.hpp"
#include "diagnostics/source_map.hpp"
#include "plan/plan.hpp"

/// Plans that were saved with `plan --out`.
namespace censusctl::cli {

/// Writes a plan to the file of `--out`, for its owner's eyes, or to standard output. Throws command_failure:
/// 3 where the plan has errors, 1 where the file cannot be written.
void write_plan_file(const context& invocation, const plan::plan& todo,
                     const diagnostics::source_map& sources);

/// Reads it. Throws command_failure: 1 where it cannot be read, 5 where it was altered, or holds an action
/// that this version does not know.
[[nodiscard]] plan::plan read_plan_file(const std::string& path, diagnostics::source_map& sources);

/// Throws command_failure (5) where the plan was made for another base URL or generation than this one: to be
/// asked before anything is sent there.
void check_place(const plan::plan& saved, const session& connection);

/// Throws command_failure (5) where the plan holds an action that this program, or the generation of the
/// workspace's API, cannot do.
void check_actions(const plan::plan& saved, const session& connection);

/// Reads the connections and syncs into `now`, and throws command_failure (5), with the differences shown,
/// where this is another workspace than the plan's, an action of the plan is stale, or an interrupted apply
/// owes runs that the plan knows nothing of. Returns what is left open and settled.
[[nodiscard]] open_work refuse_if_moved(const context& invocation, session& connection,
                                        const plan::plan& saved, census::workspace_snapshot& now);

}  // namespace censusctl::cli
