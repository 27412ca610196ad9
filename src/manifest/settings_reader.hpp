#pragma once
#include <vector>

#include "manifest/layered_mapping.hpp"
#include "manifest/reading_problems.hpp"
#include "model/sync.hpp"

namespace censusctl::manifest {

/// Reads `advanced_configuration:`, a mapping of names to scalars, merged key by key with the defaults below;
/// a null takes a default back. By name.
[[nodiscard]] std::vector<model::setting> read_settings(const layered_mapping& settings,
                                                        reading_problems& problems);

}  // namespace censusctl::manifest
