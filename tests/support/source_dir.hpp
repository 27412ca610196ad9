#pragma once
#include <string>

namespace censusctl::test {

/// The root of the source tree that the tests were built from: where case files, goldens and examples are.
/// Kept out of the compile commands of all tests, so that a compiler cache serves every clone.
[[nodiscard]] const std::string& source_dir();

}  // namespace censusctl::test
