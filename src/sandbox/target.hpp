#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/generation.hpp"

namespace censusctl::sandbox {

/// A request target in its parts.
struct target_parts {
    std::vector<std::string> segments;  ///< of the path below the base, percent-decoded
    std::optional<generation> spoken;   ///< whose base the path is below; absent: it is below none
    std::string path;                   ///< the same path as sent, without the base: "/syncs/61"
    std::string query;                  ///< as sent, without "?"
};

/// Takes a target apart. A bad percent escape stays as it is written. One slash at the end does not count.
[[nodiscard]] target_parts split_target(served_api served, std::string_view target);

/// "%2F" to "/"; a bad escape stays.
[[nodiscard]] std::string percent_decoded(std::string_view text);

/// The last value of `name` in a query, decoded; absent where it is not there.
[[nodiscard]] std::optional<std::string> query_value(std::string_view query, std::string_view name);

/// Which part of a list a request wants ("URL parameters" in the API reference). 25 a page unless told
/// otherwise, 100 at most; page 0 and anything that is not a number count as the default.
struct page_request {
    std::size_t page{1};
    std::size_t per_page{25};
    std::string order;  ///< "asc", "desc", or empty: not said
};

[[nodiscard]] page_request read_page_request(std::string_view query);

}  // namespace censusctl::sandbox
