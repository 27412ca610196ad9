#include "http/retry_after.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace censusctl::http {
namespace {

constexpr std::chrono::seconds longest_wait = std::chrono::hours{24 * 366};
constexpr std::array<std::string_view, 12> month_names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> day_names{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

/// A number of exactly the digits given.
std::optional<int> digits(std::string_view text) noexcept {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return std::nullopt;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view blanks = " \t";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text) {
    //                                     0    5  8   12   17 20 23 26
    constexpr std::string_view shape = "Sun, 06 Nov 1994 08:49:37 GMT";
    if (text.size() != shape.size() || text.substr(3, 2) != ", " || text[7] != ' ' || text[11] != ' ' ||
        text[16] != ' ' || text[19] != ':' || text[22] != ':' || text.substr(25) != " GMT") {
        return std::nullopt;
    }
    const auto month = std::ranges::find(month_names, text.substr(8, 3));
    if (month == month_names.end() || std::ranges::find(day_names, text.substr(0, 3)) == day_names.end()) {
        return std::nullopt;
    }
    const auto day = digits(text.substr(5, 2));
    const auto year = digits(text.substr(12, 4));
    const auto hour = digits(text.substr(17, 2));
    const auto minute = digits(text.substr(20, 2));
    const auto second = digits(text.substr(23, 2));
    if (!day || !year || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    const std::chrono::year_month_day written{
        std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(month - month_names.begin()) + 1},
        std::chrono::day{static_cast<unsigned>(*day)}};
    if (!written.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days{written} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

std::optional<std::chrono::seconds> parse_retry_after(std::string_view header, std::string_view date,
                                                      std::chrono::system_clock::time_point now) {
    header = trimmed(header);
    if (header.empty()) {
        return std::nullopt;
    }
    if (header.find_first_not_of("0123456789") == std::string_view::npos) {
        std::int64_t seconds = 0;
        const auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), seconds);
        if (error == std::errc::result_out_of_range) {
            return longest_wait;
        }
        return std::min(std::chrono::seconds{seconds}, longest_wait);
    }
    const auto until = parse_http_date(header);
    if (!until) {
        return std::nullopt;
    }
    const auto from =
        parse_http_date(trimmed(date)).value_or(std::chrono::time_point_cast<std::chrono::seconds>(now));
    return std::clamp(std::chrono::seconds{*until - from}, std::chrono::seconds{0}, longest_wait);
}

}  // namespace censusctl::http
