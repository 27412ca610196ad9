#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "cli/pipeline.hpp"

namespace censusctl::cli {

/// A sync of the files, and which one of the workspace it is.
struct named_sync {
    std::string key;
    std::string label;  ///< as the workspace has it; empty: null
    std::int64_t id{0};
    std::string operation;
};

/// Finds the live syncs that these keys mean, each once, in the order given. What the files say of them
/// beyond how they are found does not matter, so that a run can be stopped whatever else is wrong. Throws
/// command_failure: 1 for a key that no manifest declares or whose sync is not in the workspace, 3 for one
/// that cannot be found for an error of its own.
[[nodiscard]] std::vector<named_sync> find_named(const loaded_project& project, session& connection,
                                                 const std::vector<std::string>& keys);

}  // namespace censusctl::cli
