#pragma once
#include <cstdint>

#include "sandbox/sync_draft.hpp"

namespace censusctl::sandbox {

/// Adds what `sync_all_properties` brings: a generated mapping for each column of the source that no mapping
/// reads, named by `field_normalization`. A field that exists is mapped, another is generated where the
/// object allows custom fields and left out otherwise.
void add_generated_mappings(sync_draft& draft);

/// Puts the mappings in another order, which depends on `seed` alone: the API does not keep the order in
/// which they were sent.
void shuffle_mappings(sync_draft& draft, std::int64_t seed);

/// The sync as GET /syncs/[ID] shows it: every default filled in, a constant's `type` as `basic_type`, the
/// model's metadata beside its id, `lead_union_insert_to` at the top level, lookups only where they are set.
[[nodiscard]] sync_record make_sync(const sync_draft& draft, const world_settings& settings, std::int64_t id,
                                    instant created, instant updated);

}  // namespace censusctl::sandbox
