#pragma once
#include <cstdint>

#include "sandbox/world.hpp"

namespace censusctl::sandbox {

inline constexpr std::int64_t most_large_syncs = 100'000;

/// A world for measuring: source 1 "Warehouse" with the model `users` (id 1), destination 1 "Braze" with the
/// object `user`, and `count` live syncs with the ids 1 to `count` and the labels "sync-00001" onwards. Each
/// has 8 mappings: COLUMN_0 (the key) to COLUMN_6 into field_0 to field_6, and the text constant
/// "sync-00001" into field_7. The operation is upsert, the schedule hourly at minute id % 60.
/// `padding`: so many bytes are added to the model's query, which every sync shows.
[[nodiscard]] world large_world(std::int64_t count, std::int64_t padding);

}  // namespace censusctl::sandbox
