#pragma once
#include <cstdint>
#include <string_view>

namespace censusctl::plan {

/// Which side has left what was there before (`--base`). Unknown: no base is known, or it cannot be told.
enum class moved_side : std::uint8_t { unknown, files, workspace, both };

/// The word in the JSON documents: files, workspace, both; empty for unknown.
[[nodiscard]] std::string_view to_string(moved_side side) noexcept;

/// The side that has moved, of what each may have done.
[[nodiscard]] moved_side side_of(bool files, bool workspace) noexcept;

/// Whether the files have no part in it: it was so before.
[[nodiscard]] constexpr bool was_so_before(moved_side side) noexcept {
    return side == moved_side::workspace;
}

}  // namespace censusctl::plan
