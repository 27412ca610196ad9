#pragma once
#include <cstdint>

namespace censusctl::manifest {

/// What states a value of a sync, from the weakest to the strongest (contract, section 2).
enum class layer : std::uint8_t {
    none,  ///< nothing: it is the documented default
    project_defaults,
    environment_defaults,
    file_defaults,
    sync,
    environment_overrides,
    sync_environments  ///< the sync's own `environments`
};

}  // namespace censusctl::manifest
