#pragma once
#include "sandbox/stored_sync.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// What a sync refers to, in its world. Null: the world does not hold it, and nothing is checked that needs
/// it; only a copy of somebody's workspace has such syncs.
struct sync_targets {
    const source* from{nullptr};
    const data_source* reads{nullptr};
    const destination* into{nullptr};
    const destination_object* object{nullptr};
};

[[nodiscard]] sync_targets find_targets(const stored_sync& sync, const world& metadata);

}  // namespace censusctl::sandbox
