#pragma once
#include <string>
#include <string_view>

namespace censusctl::http::test {

/// The bytes in gzip form, one member.
[[nodiscard]] std::string gzip(std::string_view bytes);

}  // namespace censusctl::http::test
