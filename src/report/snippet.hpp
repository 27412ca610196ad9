#pragma once
#include <string>
#include <string_view>

#include "diagnostics/source_map.hpp"
#include "report/render.hpp"

namespace censusctl::report {

/// The source line of a place with carets under the token, two lines with a gutter; empty where the place is
/// not known. Every character stands in its own column: a tab is shown as one space, what is unsafe as its
/// escape, and carets are as wide as what they mark. A line that is too long is cut round the caret. The
/// carets have the given colour, an SGR parameter.
[[nodiscard]] std::string snippet(const diagnostics::span& where, const diagnostics::source_map& sources,
                                  const text_style& style, std::string_view caret_colour);

}  // namespace censusctl::report
