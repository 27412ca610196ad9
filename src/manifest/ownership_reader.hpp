#pragma once
#include "manifest/layered_mapping.hpp"
#include "manifest/policy.hpp"
#include "manifest/reading_problems.hpp"

namespace censusctl::manifest {

/// Reads `policy: ownership`. One that says nothing, or `all` beside something else, is value-invalid.
[[nodiscard]] ownership read_ownership(const layered_mapping::entry& stated, reading_problems& problems);

}  // namespace censusctl::manifest
