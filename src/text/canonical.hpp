#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace censusctl::text {

/// One spelling for each decimal number: "1.50" "1.5" "15e-1" all give "1.5"; "-0" gives "0". Exact, of any
/// length up to 400 digits after expansion; absent if the text is not a JSON-like number (a leading + or
/// zeros are taken).
[[nodiscard]] std::optional<std::string> canonical_number(std::string_view written);

/// One spelling for each instant: ISO 8601 date, or date and time with 'T' or a space, optional seconds,
/// fraction and offset (none: UTC), becomes "YYYY-MM-DDTHH:MM:SS[.fraction]Z". Absent if the text is not such
/// an instant.
[[nodiscard]] std::optional<std::string> canonical_instant(std::string_view written);

}  // namespace censusctl::text
