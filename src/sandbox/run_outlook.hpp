#pragma once
#include <optional>
#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// `records` of a data source and what goes with it: what runs of it read, and how they end.
void read_run_counts(const node& stated, data_source& into);

/// `fail_runs` of a data source or object.
[[nodiscard]] std::optional<planned_failure> read_failure(const node& owner);

}  // namespace censusctl::sandbox
