#pragma once
#include <cstdint>

namespace censusctl::diagnostics {

/// A place in a file of the user's: where it starts, and how many code points of that line it covers.
/// Lines and columns count from 1, columns in code points. `line == 0` means "no place known".
/// `file` is an index into a `source_map`. A plain value of 16 bytes, since every leaf of a manifest carries
/// one.
struct span {
    std::uint32_t file{0};
    std::uint32_t line{0};
    std::uint32_t column{0};
    std::uint32_t length{0};

    [[nodiscard]] bool known() const noexcept { return line != 0; }
    friend bool operator==(const span&, const span&) = default;
};

/// A value read from a file, with the place it was read from. A default that no file states has no place.
template <class T>
struct located {
    T value{};
    span where{};
};

}  // namespace censusctl::diagnostics
