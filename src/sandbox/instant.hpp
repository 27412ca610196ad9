#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace censusctl::sandbox {

/// A moment of simulated time: milliseconds since 1970-01-01T00:00:00Z.
using instant = std::int64_t;

/// As the API spells it: "2021-10-22T00:40:11.246Z".
[[nodiscard]] std::string to_text(instant moment);

/// Reads that spelling; the fraction (up to nine digits) may be left out. Nothing else is a moment.
[[nodiscard]] std::optional<instant> read_instant(std::string_view text);

}  // namespace censusctl::sandbox
