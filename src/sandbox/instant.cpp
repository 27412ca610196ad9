#include "sandbox/instant.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace censusctl::sandbox {

namespace {

constexpr std::int64_t milliseconds_per_day = 86'400'000;

/// Digits only, at a fixed place; -1 where there is anything else.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') {
            return -1;
        }
        value = value * 10 + (c - '0');
    }
    return value;
}

/// ".246" to 246; -1 when it is not a fraction. Digits beyond the third are dropped.
int fraction(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    if (text.front() != '.' || text.size() < 2 || text.size() > 10) {
        return -1;
    }
    int value = 0;
    for (std::size_t i = 1; i < 4 || i < text.size(); ++i) {
        const char c = i < text.size() ? text[i] : '0';
        if (c < '0' || c > '9') {
            return -1;
        }
        if (i < 4) {
            value = value * 10 + (c - '0');
        }
    }
    return value;
}

}  // namespace

std::string to_text(instant moment) {
    std::int64_t days = moment / milliseconds_per_day;
    std::int64_t rest = moment % milliseconds_per_day;
    if (rest < 0) {
        rest += milliseconds_per_day;
        --days;
    }
    const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
    std::array<char, 64> buffer{};
    const int size = std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                                   static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                                   static_cast<unsigned>(date.day()), static_cast<int>(rest / 3'600'000),
                                   static_cast<int>(rest / 60'000 % 60), static_cast<int>(rest / 1'000 % 60),
                                   static_cast<int>(rest % 1'000));
    return {buffer.data(), static_cast<std::size_t>(size)};
}

std::optional<instant> read_instant(std::string_view text) {
    constexpr std::size_t fixed_size = 19;  // 2021-10-22T00:40:11
    if (text.size() < fixed_size + 1 || text.back() != 'Z' || text[4] != '-' || text[7] != '-' ||
        text[10] != 'T' || text[13] != ':' || text[16] != ':') {
        return std::nullopt;
    }
    const int year = digits(text, 0, 4);
    const int month = digits(text, 5, 2);
    const int day = digits(text, 8, 2);
    const int hour = digits(text, 11, 2);
    const int minute = digits(text, 14, 2);
    const int second = digits(text, 17, 2);
    const int milliseconds = fraction(text.substr(fixed_size, text.size() - fixed_size - 1));
    if (year < 0 || month < 1 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59 || milliseconds < 0) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
    return days * milliseconds_per_day + hour * 3'600'000LL + minute * 60'000LL + second * 1'000LL +
           milliseconds;
}

}  // namespace censusctl::sandbox
