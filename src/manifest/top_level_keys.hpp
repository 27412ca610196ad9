#pragma once
#include <string_view>

namespace censusctl::manifest {

/// A top-level key that is not read: `x-…` holds what anchors of the file name.
[[nodiscard]] constexpr bool holds_anchors(std::string_view key) noexcept {
    return key.starts_with("x-");
}

}  // namespace censusctl::manifest
