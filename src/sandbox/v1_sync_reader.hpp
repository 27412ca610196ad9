#pragma once
#include "sandbox/sync_targets.hpp"
#include "sandbox/v1_spelling.hpp"

namespace censusctl::sandbox {

/// Reads POST /syncs of V1. Members that are not known are ignored in silence, as the service does. Throws
/// `document_error`. What needs metadata is checked by `check_sync`, what is left out filled in by
/// `complete_sync`.
[[nodiscard]] stored_sync read_v1_create(const node& request, const world& metadata);

/// Reads PATCH /syncs/[ID] of V1 into the sync as it is: each member at the top level replaces what it names,
/// nested values whole; what is not there stays.
void read_v1_update(const node& request, const world& metadata, stored_sync& into);

/// `destination_attributes`, whole.
void read_v1_destination(const node& attributes, const world& metadata, stored_sync& into);

/// Sets the object of the sync's destination by its full name. A name that is JSON is compared as such; a
/// file destination takes any path.
void read_object_name(const node& name, const destination& owner, stored_sync& into);

/// `mappings`, whole, where the request has them.
void read_requested_mappings(const node& request, stored_sync& into);

/// All members but the source, the destination and the mappings: those that V1 and V2 share.
void read_shared_members(const node& request, const world& metadata, spelling accepted, stored_sync& into);

}  // namespace censusctl::sandbox
