#pragma once
#include "manifest/declaration.hpp"
#include "manifest/layered_mapping.hpp"
#include "manifest/reading_problems.hpp"

namespace censusctl::manifest {

/// Reads one sync: `layers` are the sync itself and the defaults below it. What is missing or wrong is
/// reported and left empty.
[[nodiscard]] declared_sync read_sync(yaml_node key, const layered_mapping& layers,
                                      reading_problems& problems);

/// Reports what is wrong in a `defaults:` mapping by itself. `label`, `id` and `formerly` name one sync and
/// cannot be defaults.
void check_defaults(yaml_node defaults, reading_problems& problems);

}  // namespace censusctl::manifest
