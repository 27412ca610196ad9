#pragma once
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "apply/interrupted_apply.hpp"
#include "census/snapshot.hpp"
#include "cli/context.hpp"
#include "cli/session.hpp"

namespace censusctl::cli {

/// What earlier applies in a project folder have left open on a workspace.
struct open_work {
    std::vector<apply::interrupted_apply> interrupted;
    std::vector<std::filesystem::path>
        journals;  ///< to be closed once the work is taken over, or there is none
};

/// Reads the journals of the project folder. Warns of one that cannot be read and of an apply that is under
/// way; where the command is to write, both end it: throws command_failure.
[[nodiscard]] open_work find_open_work(const context& invocation, const plan::workspace_identity& here);

/// Finds out what became of the writes of these applies, tells what it found, and returns the keys of the
/// syncs whose run is still to be started. Reads the syncs of `workspace` anew where one has appeared. Throws
/// command_failure.
[[nodiscard]] std::set<std::string> settle_open_work(const context& invocation, session& connection,
                                                     const open_work& work,
                                                     census::workspace_snapshot& workspace);

/// Says that nothing of it is open any more.
void close_open_work(const open_work& work);

}  // namespace censusctl::cli
