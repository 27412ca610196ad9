#pragma once
#include <string>

#include "manifest/declaration.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"

namespace censusctl::plan {

/// Where a sync reads and where it writes, in names for people. Texts are raw; one that is not known is
/// empty.
struct lineage {
    std::string source;              ///< connection
    std::string source_object;       ///< model or table
    std::string destination;         ///< connection
    std::string destination_object;  ///< full name of the object
    friend bool operator==(const lineage&, const lineage&) = default;
};

/// As a file says it, with nothing looked up: a connection given by its number is "connection 4".
[[nodiscard]] lineage lineage_of(const manifest::declared_sync& sync);

/// As the workspace has it; ids are given their names in `metadata` where it has them.
[[nodiscard]] lineage lineage_of(const model::sync_spec& spec, const model::catalogue& metadata);

}  // namespace censusctl::plan
