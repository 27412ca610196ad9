#pragma once
#include "manifest/field_reader.hpp"
#include "model/sync.hpp"

namespace censusctl::manifest {

/// Reads a mapping's `from: {value: …, type: …}` (POST /syncs, mapping attributes) and holds the value to the
/// type. A number keeps its digits where they are JSON; other spellings (0x1F, +5, .5) become decimal.
[[nodiscard]] model::constant_source read_constant(const layered_mapping::entry& from, bool complete,
                                                   reading_problems& problems);

}  // namespace censusctl::manifest
