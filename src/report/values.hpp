#pragma once
#include <cstddef>
#include <string>

#include "diff/compare.hpp"

namespace censusctl::report {

/// A value as it stands in text output, escaped and cut to `limit` code points. A text is bare unless it
/// could be taken for something else (empty, `null`, a number, spaces at its ends, ` -> `): then it is
/// quoted.
[[nodiscard]] std::string shown_value(const diff::attribute_value& value, std::size_t limit);

}  // namespace censusctl::report
