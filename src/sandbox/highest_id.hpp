#pragma once
#include <cstdint>

namespace censusctl::sandbox {

/// The highest id that a world may state: room for more remains, and every JSON reader takes it exactly.
inline constexpr std::int64_t highest_id = 9'007'199'254'740'991 - 1'000'000'000;

}  // namespace censusctl::sandbox
