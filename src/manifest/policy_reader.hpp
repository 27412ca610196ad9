#pragma once
#include "manifest/layered_mapping.hpp"
#include "manifest/policy.hpp"
#include "manifest/reading_problems.hpp"

namespace censusctl::manifest {

/// Reads `policy:` of the project file.
[[nodiscard]] policy read_policy(const layered_mapping::entry& stated, reading_problems& problems);

}  // namespace censusctl::manifest
