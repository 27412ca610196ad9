#pragma once
#include <string_view>

namespace censusctl::manifest {

/// Whether a path is a pattern: holds `*`, `?` or `[`.
[[nodiscard]] bool is_pattern(std::string_view path) noexcept;

/// Whether one name (no slashes) matches one part of a pattern: `*` any text, `?` one character, `[a-c]` one
/// of these, `[!a-c]` one of all others. A `[` that is never closed stands for itself. A name that starts
/// with a dot is matched only by a pattern that does.
[[nodiscard]] bool matches_name(std::string_view pattern, std::string_view name) noexcept;

}  // namespace censusctl::manifest
