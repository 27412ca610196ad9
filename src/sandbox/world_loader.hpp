#pragma once
#include <string>
#include <vector>

#include "sandbox/fault_rule.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// The built-in world of this name, or the one in the file of this path; empty: the built-in "reference".
/// A name with a slash, a dot or a backslash is a path. Throws input_error for the user: what is wrong
/// with the file at file:line:column, or that there is no such world.
[[nodiscard]] world load_world(const std::string& name_or_path);

/// The rules of a fault file:
///
///     version: 1
///     faults:
///       - POST /syncs drop-after times=1
///       - "* latency=50ms"
///
/// Throws input_error with file:line:column.
[[nodiscard]] std::vector<fault_rule> load_faults(const std::string& path);

}  // namespace censusctl::sandbox
