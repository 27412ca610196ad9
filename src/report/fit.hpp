#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace censusctl::report {

/// An untrusted text escaped for one line, and cut with "…" in its middle to so many columns of a terminal.
[[nodiscard]] std::string fitted(std::string_view untrusted, std::size_t columns);

}  // namespace censusctl::report
