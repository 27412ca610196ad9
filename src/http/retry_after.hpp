#pragma once
#include <chrono>
#include <optional>
#include <string_view>

namespace censusctl::http {

/// An HTTP date in the one form that is written today, "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
[[nodiscard]] std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

/// How long a Retry-After header asks to wait: a number of seconds, or a date. A date counts from `date`, the
/// reply's own Date header, so that a wrong clock here does no harm; without one, from `now`. Never negative;
/// at most a year. Absent if the header is absent or neither of the two.
[[nodiscard]] std::optional<std::chrono::seconds> parse_retry_after(
    std::string_view header, std::string_view date, std::chrono::system_clock::time_point now);

}  // namespace censusctl::http
