#pragma once
#include "sandbox/document.hpp"
#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

/// Whether the mappings of a request fit the columns and fields that the world knows: throws the first
/// `document_error`. Where no columns or fields are listed, nothing that needs them is refused.
///
/// The API reference states: exactly one primary identifier, `merge` and `overwrite` for arrays, lookups by
/// a reference key, key flags per operation, custom fields only where the object allows them. A mirror's key
/// needs `can_be_upsert_key`; an append's key needs no flag. V1 and V2 take none where the object says that
/// the operation needs none, and where the server makes the key.
void check_mappings(const stored_sync& sync, const sync_targets& targets, generation spoken);

}  // namespace censusctl::sandbox
