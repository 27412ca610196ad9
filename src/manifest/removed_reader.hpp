#pragma once
#include <vector>

#include "manifest/declaration.hpp"
#include "manifest/reading_problems.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// Reads `removed:` of a manifest. An entry that does not say which sync it means is reported and left out.
[[nodiscard]] std::vector<declared_removal> read_removed(yaml_node list, reading_problems& problems);

}  // namespace censusctl::manifest
