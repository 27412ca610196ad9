#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "census/snapshot.hpp"
#include "cli/context.hpp"
#include "cli/known_base.hpp"
#include "cli/last_applied.hpp"
#include "cli/open_work.hpp"
#include "cli/session.hpp"
#include "cli/trusted_base.hpp"
#include "diagnostics/diagnostic.hpp"
#include "diagnostics/source_map.hpp"
#include "manifest/declaration.hpp"
#include "manifest/loader.hpp"
#include "manifest/selection.hpp"
#include "plan/matching.hpp"
#include "plan/plan.hpp"
#include "validation/resolver.hpp"

/// The stations that most commands pass a project through, in their order.
namespace censusctl::cli {

/// A project as read from its files, with what is wrong with it so far.
struct loaded_project {
    diagnostics::source_map sources;
    manifest::declarations declared;
    diagnostics::collector problems;
    std::optional<manifest::selection> selected;  ///< the syncs that the command is about; absent: all
    std::optional<trusted_base> base;             ///< with --trust-base
    /// Further syncs whose metadata a command wants to have read along.
    std::vector<manifest::declared_sync> read_along;
    std::optional<last_applied> applied;  ///< with --base
};

/// The indices of the syncs that the command is about; empty: all.
[[nodiscard]] const std::vector<char>& selected_syncs(const loaded_project& project);

/// Reads the files, those of `overlay` as that has them, and checks all that needs no metadata. `words` (keys
/// and paths) and the options that select among the syncs say which of them the command is about; problems of
/// the others are left out, but for those that leave unknown which sync is which. `tracer`, where there is
/// one, gathers from where the values of syncs come.
[[nodiscard]] loaded_project load(const context& invocation, const std::vector<std::string>& words,
                                  const manifest::file_overlay& overlay = {},
                                  manifest::sync_tracer* tracer = nullptr);

/// Reads censusctl.yaml alone.
[[nodiscard]] loaded_project load_config(const context& invocation);

/// A project resolved against a workspace. `project` must outlive it.
struct planned_project {
    census::workspace_snapshot workspace;
    plan::workspace_identity identity;  ///< which one it is
    open_work left_open;
    std::set<std::string> owed;  ///< keys of syncs whose run an interrupted apply did not come to
    known_past past;             ///< of the whole project; plan, apply, drift, explain-diff
    std::vector<validation::resolved_sync> resolved;
    diagnostics::collector problems;
    plan::plan todo;
    plan::matches found;  ///< which live sync each declared one is
};

/// What the files refer to, and what is to be read along.
[[nodiscard]] model::references wanted_metadata(const loaded_project& project);

/// The station after reading: looks the syncs of the files up in `planned.workspace`, and checks them against
/// it.
void resolve(const loaded_project& project, validation::metadata_origin origin,
             const model::capabilities& can, planned_project& planned);

/// The stations after that: matches with the live syncs, compares and plans.
void plan_actions(const context& invocation, const loaded_project& project, const session& connection,
                  planned_project& planned);

/// Reads the workspace, resolves, checks against the metadata and plans; for `plan` and `apply` the limits of
/// the policy are checked too. Nothing is written.
[[nodiscard]] planned_project make_plan(const context& invocation, const loaded_project& project,
                                        session& connection);

/// Opens a session. Where the files have errors already and the workspace cannot be reached, those errors are
/// what the user must see: they are printed, and the failure is a command's with exit 3.
[[nodiscard]] std::unique_ptr<session> connect(const context& invocation, const loaded_project& project);

/// Gives problems the levels that `--error`, `--warn`, `--ignore` and `policy: rules` say, and adds how many
/// are ignored, as problems-ignored, which is in reports of every format. `against_metadata`: all rules of
/// validation have been checked. Throws command_failure (usage) for a code that there is not, or that must
/// stay an error.
void apply_levels(const context& invocation, const manifest::policy& policy, bool against_metadata,
                  diagnostics::collector& problems);

/// The same for what is found only when the plan has been made.
void apply_late_levels(const context& invocation, const manifest::policy& policy, plan::plan& todo);

/// Adds problems to a plan's, in their order.
void add_diagnostics(plan::plan& to, std::vector<diagnostics::diagnostic> more);

/// A declared sync and the live one that it is.
struct live_pair {
    const validation::resolved_sync* declared;
    const model::live_sync* live;
};

/// Finds the sync of the files with this key and its live sync; throws command_failure (1) where there is
/// none.
[[nodiscard]] live_pair find_live(const planned_project& planned, const std::string& key);

/// "2 errors, 1 warning" for the end of a listing; empty for none.
[[nodiscard]] std::string count_line(const std::vector<diagnostics::diagnostic>& problems);

/// Prints problems as `--format` says, and writes them as `--output` does. There is no page of problems
/// alone: html is text. `api`: the generation that was spoken, or of the lock; empty: none.
void print_problems(const context& invocation, const std::vector<diagnostics::diagnostic>& problems,
                    const diagnostics::source_map& sources, const std::string& environment,
                    const std::string& api = {});

}  // namespace censusctl::cli
