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
        journals;                ///< to be closed once the work is taken over, or there is none
    apply::carried_work left{};  ///< of this, once it is settled, what is still to be done
};

/// Reads the journals of the project folder. Warns of one that cannot be read and of an apply that is under
/// way; where the command is to write, both end it: throws command_failure.
[[nodiscard]] open_work find_open_work(const context& invocation, const plan::workspace_identity& here);

/// Finds out what became of the writes of these applies, tells what it found, and returns the keys of the
/// syncs whose run is still to be started; `work` learns what is left of it. Reads the syncs of `workspace`
/// anew where one has appeared. Throws command_failure.
[[nodiscard]] std::set<std::string> settle_open_work(const context& invocation, session& connection,
                                                     open_work& work, census::workspace_snapshot& workspace);

/// Says that nothing of it is open any more: it is done, or in the journal of the apply that takes it over.
void close_open_work(const open_work& work);

/// What is left of it, and a plan has no part in: an apply of a part of the files leaves the rest to another.
[[nodiscard]] apply::carried_work left_to_others(const context& invocation, const open_work& work,
                                                 const plan::plan& todo);

/// The same where there is nothing to apply: what only these journals know is left to a later apply.
void close_idle_work(const context& invocation, const open_work& work, const plan::plan& todo);

}  // namespace censusctl::cli
