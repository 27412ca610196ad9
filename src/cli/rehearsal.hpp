#pragma once
#include "cli/pipeline.hpp"
#include "report/rehearsal.hpp"

namespace censusctl::cli {

/// Applies a plan in a copy of the workspace, made from what the workspace answered while it was planned, and
/// plans there again. What the copy refuses, stores otherwise or is not settled by is a problem. The
/// workspace itself is sent nothing. The plan must have no errors, and `connection` must record. Throws
/// command_failure: 1 where there can be no copy, 130 where the user interrupts it.
[[nodiscard]] report::rehearsal rehearse(const context& invocation, const loaded_project& project,
                                         session& connection, const planned_project& planned);

}  // namespace censusctl::cli
