#pragma once

namespace censusctl::cli {

/// The whole program: reads the words, runs the command, and returns the exit status. Throws nothing.
[[nodiscard]] int run(int count, const char* const* words) noexcept;

}  // namespace censusctl::cli
