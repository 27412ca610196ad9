#pragma once
#include "sandbox/document.hpp"
#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

/// What V1 and V2 refuse of a sync as it would be (sections 4 and 6.4): an operation that the object does not
/// take, an object that is none for syncs, `field_order` without `supports_field_ordering`, a mirror strategy
/// without a mirror, append's attributes without an append, mappings that do not fit. Throws
/// `document_error`.
void check_sync(const stored_sync& sync, const sync_targets& targets, generation spoken);

/// The part of that which has nothing to do with mappings and operation.
void check_attributes(const stored_sync& sync, const sync_targets& targets);

/// What PATCH cannot change: the source, destination and operation of a sync that deletes, or of one to
/// Braze. Throws `document_error`.
void check_update(const stored_sync& before, const stored_sync& after, const sync_targets& targets);

/// Fills in what the server fills in: rows of sync_all_properties and of a compound key, the mirror strategy,
/// the behaviour family, the object's own defaults of `advanced_configuration`. What no longer fits the
/// operation goes.
void complete_sync(stored_sync& sync, const sync_targets& targets);

}  // namespace censusctl::sandbox
