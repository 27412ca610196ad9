#pragma once
#include <cstddef>
#include <vector>
#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

/// Takes out the rows that the server has made, so that they can be made anew.
void drop_generated_mappings(stored_sync& sync);

/// Adds what `sync_all_properties` brings: a generated mapping for each column of the source that no mapping
/// reads, named by `field_normalization`. A field that exists is mapped, another is generated where the
/// object allows custom fields and left out otherwise.
void add_generated_mappings(stored_sync& sync, const sync_targets& targets);

/// Puts the mappings in another order, which depends on `seed` alone: the API does not keep the order in
/// which they were sent. 0: leaves them.
[[nodiscard]] std::vector<std::size_t> shuffled_order(std::size_t count, std::int64_t seed);

}  // namespace censusctl::sandbox
