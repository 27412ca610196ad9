#pragma once
#include <cstddef>

/// How much of a text from outside a report for people shows of it, in characters; the rest is cut.
namespace censusctl::report {

inline constexpr std::size_t longest_name = 200;

}  // namespace censusctl::report
