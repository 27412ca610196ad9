#pragma once
#include <string>
#include <string_view>

namespace censusctl::text {

/// "sha256:" and 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The same hash in base64, with its padding.
[[nodiscard]] std::string sha256_base64(std::string_view bytes);

}  // namespace censusctl::text
