#pragma once
#include <vector>

#include "manifest/reading_problems.hpp"
#include "manifest/yaml_tree.hpp"
#include "model/sync.hpp"

namespace censusctl::manifest {

/// Reads `alerts:`, a list (POST /syncs, `alert_attributes`). A type is its word in snake case, `failure`, or
/// the API's whole word, `FailureAlertConfiguration`. An option that its type does not have is refused.
[[nodiscard]] std::vector<model::alert> read_alerts(yaml_node list, bool complete,
                                                    reading_problems& problems);

}  // namespace censusctl::manifest
