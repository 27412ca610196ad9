#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

sync_targets find_targets(const stored_sync& sync, const world& metadata) {
    sync_targets targets;
    targets.from = metadata.find_source(sync.source_id);
    if (targets.from != nullptr) {
        targets.reads = targets.from->find(sync.object_type, sync.object_id);
    }
    targets.into = metadata.find_destination(sync.destination_id);
    if (targets.into != nullptr) {
        targets.object = targets.into->find_object(sync.object);
    }
    return targets;
}

}  // namespace censusctl::sandbox
