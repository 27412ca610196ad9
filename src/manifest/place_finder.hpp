#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "diagnostics/span.hpp"

namespace censusctl::manifest {

/// Turns byte offsets of a text into places: lines and code points from 1. It remembers the last answer, so
/// asking in the order of the text is linear also where all of it is one line. The text must outlive it.
class place_finder {
public:
    place_finder(std::string_view text, std::uint32_t file);

    /// The place of the bytes from `offset` to `end`, cut at the end of the first line; at least one long.
    [[nodiscard]] diagnostics::span place(std::size_t offset, std::size_t end);

    /// Where the line that holds `offset` starts.
    [[nodiscard]] std::size_t line_start(std::size_t offset) const;

private:
    std::string_view text_;
    std::uint32_t file_;
    std::vector<std::uint32_t> line_starts_{0};
    std::size_t last_offset_{0};
    std::size_t last_line_{0};    ///< index into line_starts_
    std::size_t last_column_{0};  ///< code points before last_offset_ in its line
};

}  // namespace censusctl::manifest
