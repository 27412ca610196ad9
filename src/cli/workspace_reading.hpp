#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "apply/interrupted_apply.hpp"
#include "apply/resumption.hpp"
#include "census/snapshot.hpp"
#include "census/workspace.hpp"
#include "cli/session.hpp"
#include "model/catalogue.hpp"

namespace censusctl::http {
struct failure;
}  // namespace censusctl::http

/// What commands read of a workspace. All of it throws command_failure where a request fails.
namespace censusctl::cli {

/// Reads the workspace, with a progress line.
[[nodiscard]] census::workspace_snapshot read_workspace(session& connection, const model::references& wanted,
                                                        census::reading_extent extent = {});

/// The same, for a caller that goes on without.
[[nodiscard]] http::result<census::workspace_snapshot> try_to_read_workspace(
    session& connection, const model::references& wanted, census::reading_extent extent = {});

/// The groups of all sources that the token sees, sorted; none in a generation without groups.
[[nodiscard]] std::vector<std::string> seen_groups(session& connection);

/// Why creates and updates would use keys that nothing read has proved; empty: they would not.
[[nodiscard]] std::string why_unproved(session& connection);

/// Which workspace was read.
[[nodiscard]] plan::workspace_identity identity_of(const session& connection,
                                                   const census::workspace_snapshot& read);

/// Whether no sync can be missing from the listing in `read`; where one can, the syncs in it are read anew
/// and the answer is false.
[[nodiscard]] bool confirm_listing(session& connection, census::workspace_snapshot& read);

/// Reads the syncs in `read` anew.
void list_syncs(session& connection, census::workspace_snapshot& read);

/// Finds out what became of interrupted applies.
[[nodiscard]] apply::resumption settle_journals(session& connection,
                                                const std::vector<apply::interrupted_apply>& journals,
                                                const std::vector<model::live_sync>& live,
                                                apply::resume_options options);

/// Reads the newest runs of each of these syncs, newest first, with a progress line.
[[nodiscard]] std::map<std::int64_t, std::vector<model::sync_run>> read_runs(
    session& connection, std::vector<std::int64_t> sync_ids, int newest);

/// Adds to each action of a plan on a live sync what the sync's newest run that has counts says, for which
/// the runs of these syncs are read. Standing orders to run change nothing, and are passed over unless `all`.
void read_counts(session& connection, bool all, plan::plan& todo);

/// Ends a command for which a listing of syncs never stood still.
[[noreturn]] void throw_restless_listing();

/// Turns a failed request into the failure of a command (exit 1; 130 where the user interrupted it).
[[noreturn]] void throw_failure(const http::failure& problem);

}  // namespace censusctl::cli
