#pragma once
#include <string_view>

namespace censusctl::report {

/// How many columns of a terminal a code point takes: 0 for marks that combine with what stands before them,
/// 2 for East Asian wide characters and most emoji, else 1. Of Unicode 15; the process's locale does not
/// matter.
[[nodiscard]] int display_width(char32_t value) noexcept;

/// The columns of a text that is already escaped.
[[nodiscard]] int display_width(std::string_view shown) noexcept;

}  // namespace censusctl::report
