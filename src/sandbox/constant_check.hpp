#pragma once
#include <string_view>

#include "sandbox/document.hpp"

namespace censusctl::sandbox {

/// Refuses a constant's value that its type (boolean, datetime, number, text) cannot hold; numbers and
/// booleans may come as text.
void check_constant(const node& value, std::string_view type);

}  // namespace censusctl::sandbox
