#pragma once
#include <vector>

#include "manifest/declaration.hpp"
#include "manifest/field_reader.hpp"

namespace censusctl::manifest {

/// Reads `mappings:` (POST /syncs, mapping attributes). Two that write to the very same field are
/// `mapping-duplicate`; both are returned.
[[nodiscard]] std::vector<declared_mapping> read_mappings(yaml_node list, bool complete,
                                                          reading_problems& problems);

}  // namespace censusctl::manifest
