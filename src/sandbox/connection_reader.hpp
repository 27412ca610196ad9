#pragma once
#include <cstdint>
#include <vector>

#include "sandbox/document.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// The highest id that a world may state: room for more remains, and every JSON reader takes it exactly.
inline constexpr std::int64_t highest_id = 9'007'199'254'740'991 - 1'000'000'000;

/// The `sources` of a world document with their models, tables and columns.
[[nodiscard]] std::vector<source> read_sources(const node& document);

/// The `destinations` of a world document with their objects and fields.
[[nodiscard]] std::vector<destination> read_destinations(const node& document);

}  // namespace censusctl::sandbox
