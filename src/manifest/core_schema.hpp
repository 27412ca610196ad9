#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

#include "manifest/yaml_tree.hpp"

/// The types of plain scalars by the YAML 1.2 core schema, without a locale. Quoted ones are always text.
namespace censusctl::manifest {

enum class core_type { null, boolean, integer, number, text };

/// What an unquoted scalar means: `null ~` and nothing, `true false` in three cases, decimal, 0o and 0x
/// integers, numbers with a point or exponent, .inf and .nan; all else is text (so are yes, no, on, off).
[[nodiscard]] core_type core_type_of(std::string_view plain) noexcept;

/// The same for a scalar or null as it is written. Not for collections.
[[nodiscard]] core_type core_type_of(yaml_node leaf) noexcept;

/// The value of an integer (decimal with any zeros before it, 0o, 0x); absent beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> core_integer(std::string_view plain) noexcept;

/// The value of an integer or number, nearest double; absent beyond its range.
[[nodiscard]] std::optional<double> core_number(std::string_view plain) noexcept;

/// The value of a boolean.
[[nodiscard]] bool core_boolean(std::string_view plain) noexcept;

}  // namespace censusctl::manifest
