#pragma once
#include "apply/apply_options.hpp"
#include "cli/context.hpp"
#include "cli/session.hpp"

namespace censusctl::cli {

/// How fast an apply goes and how long it waits: from the flags, and quick on simulated time.
[[nodiscard]] apply::apply_options paces(const context& invocation, const session& connection);

}  // namespace censusctl::cli
