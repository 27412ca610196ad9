#pragma once
#include <string_view>

#include "manifest/declaration.hpp"
#include "manifest/layered_mapping.hpp"
#include "manifest/reading_problems.hpp"

namespace censusctl::manifest {

/// Reads one sync: `layers` are the sync itself and the defaults below it. What is missing or wrong is
/// reported and left empty.
[[nodiscard]] declared_sync read_sync(yaml_node key, const layered_mapping& layers,
                                      reading_problems& problems);

/// Reports what is wrong in a `defaults:` mapping, or in one of that form, by itself. `label`, `id` and
/// `formerly` name one sync and cannot be defaults. `name`: the mapping's key, for messages.
void check_defaults(yaml_node defaults, reading_problems& problems, std::string_view name = "defaults");

}  // namespace censusctl::manifest
