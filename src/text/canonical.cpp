#include "text/canonical.hpp"

#include <chrono>
#include <cstdio>

namespace censusctl::text {
namespace {

constexpr std::int64_t most_digits = 400;

constexpr bool is_digit(char character) noexcept {
    return character >= '0' && character <= '9';
}

/// Reads forward through a text.
class reader {
public:
    explicit reader(std::string_view text) : text_(text) {}

    [[nodiscard]] bool at_end() const noexcept { return at_ == text_.size(); }
    [[nodiscard]] char peek() const noexcept { return at_end() ? '\0' : text_[at_]; }

    bool take(char wanted) noexcept {
        if (at_end() || text_[at_] != wanted) {
            return false;
        }
        ++at_;
        return true;
    }

    bool take_word(std::string_view wanted) noexcept {
        if (text_.substr(at_, wanted.size()) != wanted) {
            return false;
        }
        at_ += wanted.size();
        return true;
    }

    std::string_view digits() noexcept {
        const std::size_t start = at_;
        while (is_digit(peek())) {
            ++at_;
        }
        return text_.substr(start, at_ - start);
    }

    /// A number of exactly `count` digits; -1 if they are not there.
    int fixed(std::size_t count) noexcept {
        int value = 0;
        for (std::size_t taken = 0; taken < count; ++taken) {
            if (!is_digit(peek())) {
                return -1;
            }
            value = value * 10 + (text_[at_++] - '0');
        }
        return value;
    }

private:
    std::string_view text_;
    std::size_t at_{0};
};

/// Minutes east of UTC; absent if what stands there is no offset.
std::optional<int> read_offset(reader& in) {
    if (in.at_end()) {
        return 0;
    }
    in.take(' ');  // "2021-10-22 12:00:00 UTC" and "… +0000" are spellings in use
    if (in.take('Z') || in.take('z') || in.take_word("UTC")) {
        return 0;
    }
    const bool west = in.peek() == '-';
    if (!in.take('+') && !in.take('-')) {
        return std::nullopt;
    }
    const int hours = in.fixed(2);
    int minutes = 0;
    if (in.take(':') || !in.at_end()) {
        minutes = in.fixed(2);
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
        return std::nullopt;
    }
    const int offset = hours * 60 + minutes;
    return west ? -offset : offset;
}

}  // namespace

std::optional<std::string> canonical_number(std::string_view written) {
    reader in(written);
    const bool negative = in.peek() == '-';
    if (!in.take('-')) {
        in.take('+');
    }
    const std::string_view whole = in.digits();
    std::string_view fraction;
    if (in.take('.')) {
        fraction = in.digits();
    }
    if (whole.empty() && fraction.empty()) {
        return std::nullopt;
    }
    std::int64_t exponent = 0;
    if (in.take('e') || in.take('E')) {
        const bool down = in.peek() == '-';
        if (!in.take('-')) {
            in.take('+');
        }
        const std::string_view power = in.digits();
        if (power.empty()) {
            return std::nullopt;
        }
        for (const char digit : power) {
            // Beyond this it is out of range whatever follows; stopping here keeps it from overflowing.
            exponent = exponent > 1'000'000'000'000'000 ? exponent : exponent * 10 + (digit - '0');
        }
        exponent = down ? -exponent : exponent;
    }
    if (!in.at_end()) {
        return std::nullopt;
    }
    // The number is 0.DIGITS × 10^point.
    std::string digits(whole);
    digits += fraction;
    std::int64_t point = static_cast<std::int64_t>(whole.size()) + exponent;
    const std::size_t first = digits.find_first_not_of('0');
    if (first == std::string::npos) {
        return "0";
    }
    digits.erase(0, first);
    point -= static_cast<std::int64_t>(first);
    digits.erase(digits.find_last_not_of('0') + 1);
    const auto count = static_cast<std::int64_t>(digits.size());
    if (point > most_digits || point < -most_digits || count > most_digits ||
        (point < count && count - point > most_digits)) {
        return std::nullopt;
    }
    std::string shown = negative ? "-" : "";
    if (point <= 0) {
        shown += "0.";
        shown.append(static_cast<std::size_t>(-point), '0');
        return shown + digits;
    }
    if (count <= point) {
        shown += digits;
        shown.append(static_cast<std::size_t>(point - count), '0');
        return shown;
    }
    const auto split = static_cast<std::size_t>(point);
    return shown + digits.substr(0, split) + "." + digits.substr(split);
}

std::optional<std::string> canonical_instant(std::string_view written) {
    reader in(written);
    const int year = in.fixed(4);
    if (year < 0 || !in.take('-')) {
        return std::nullopt;
    }
    const int month = in.fixed(2);
    if (month < 1 || !in.take('-')) {
        return std::nullopt;
    }
    const int day = in.fixed(2);
    const std::chrono::year_month_day date{std::chrono::year{year},
                                           std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day < 0 ? 0 : day)}};
    if (!date.ok()) {
        return std::nullopt;
    }
    int hour = 0;
    int minute = 0;
    int second = 0;
    int offset = 0;
    std::string_view fraction;
    if (!in.at_end()) {
        if (!in.take('T') && !in.take('t') && !in.take(' ')) {
            return std::nullopt;
        }
        hour = in.fixed(2);
        if (hour < 0 || hour > 23 || !in.take(':')) {
            return std::nullopt;
        }
        minute = in.fixed(2);
        if (minute < 0 || minute > 59) {
            return std::nullopt;
        }
        if (in.take(':')) {
            second = in.fixed(2);
            if (second < 0 || second > 59) {
                return std::nullopt;
            }
            if (in.take('.')) {
                fraction = in.digits();
                if (fraction.empty()) {
                    return std::nullopt;
                }
            }
        }
        const std::optional<int> read = read_offset(in);
        if (!read || !in.at_end()) {
            return std::nullopt;
        }
        offset = *read;
    }
    const std::chrono::sys_seconds instant = std::chrono::sys_days{date} + std::chrono::hours{hour} +
                                             std::chrono::minutes{minute - offset} +
                                             std::chrono::seconds{second};
    const auto midnight = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day in_utc{midnight};
    const std::chrono::hh_mm_ss clock{instant - midnight};
    const int utc_year = static_cast<int>(in_utc.year());
    if (utc_year < 0 || utc_year > 9999) {
        return std::nullopt;
    }
    char shown[48];
    const int size = std::snprintf(
        shown, sizeof shown, "%04d-%02u-%02uT%02d:%02d:%02d", utc_year, static_cast<unsigned>(in_utc.month()),
        static_cast<unsigned>(in_utc.day()), static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
    std::string result(shown, static_cast<std::size_t>(size));
    fraction.remove_suffix(fraction.size() - (fraction.find_last_not_of('0') + 1));
    if (!fraction.empty()) {
        result.append(".").append(fraction);
    }
    return result + "Z";
}

}  // namespace censusctl::text
