#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace censusctl::http {

/// What came of unpacking a body.
struct unpacked_body {
    enum class verdict {
        whole,
        damaged,   ///< not gzip, cut off, or its checksum is wrong
        too_large  ///< more than was allowed; a small body may unpack to any size
    };
    verdict how{verdict::damaged};
    std::string body;  ///< where it is whole
};

/// Unpacks a body in gzip form (RFC 1952; one member after another counts as one body) to `most` bytes at
/// most. Never holds more than that and a buffer.
[[nodiscard]] unpacked_body unpack_gzip(std::string_view packed, std::size_t most);

}  // namespace censusctl::http
