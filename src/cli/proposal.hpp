#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "cli/pipeline.hpp"
#include "plan/import.hpp"

/// Files that are not written yet, and what a plan of them would be: what `import` and `adopt` write is
/// planned before it reaches the disk.
namespace censusctl::cli {

/// A project with nothing in it is no error where its first files are about to be made.
void forget_emptiness(loaded_project& project);

/// Keys by the ids of the live syncs that files declare.
[[nodiscard]] std::map<std::int64_t, std::string> declared_ids(const loaded_project& project,
                                                               const std::vector<model::live_sync>& live);

/// Gives the connections of imported syncs the names that files have for them in this environment.
void name_as_in_files(const std::vector<manifest::renamed_connection>& renames, plan::import_result& made);

/// A plan of files that are not written yet.
struct proposal {
    diagnostics::source_map sources;  ///< the files as they would be
    diagnostics::collector problems;  ///< of the files and against the metadata, each for every sync
    plan::plan todo;
};

/// The stations of a plan, over the project's files with `overlay` in their place, and a workspace that was
/// read already.
[[nodiscard]] proposal plan_proposal(const context& invocation, const session& connection,
                                     const census::workspace_snapshot& workspace,
                                     const manifest::file_overlay& overlay);

/// Why the plan is not empty for a sync, in words that are escaped; empty: it is.
[[nodiscard]] std::vector<std::string> reasons_against(const std::string& key, const proposal& planned);

}  // namespace censusctl::cli
