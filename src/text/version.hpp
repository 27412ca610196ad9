#pragma once
#include <string_view>

namespace censusctl::text {

/// What this build is, as it tells people, files and servers: "0.1.0" of a release, "0.1.0+12.gabc1234"
/// twelve commits after it. What no program has named is the project's version alone, so that tests say the
/// same at every commit.
[[nodiscard]] std::string_view version() noexcept;

/// Names the build: once, where the program begins, before there is another thread. The text outlives the
/// program.
void set_version(std::string_view build) noexcept;

}  // namespace censusctl::text
