#include "manifest/core_schema.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace censusctl::manifest {
namespace {

template <std::size_t Count>
bool is_one_of(const std::array<std::string_view, Count>& words, std::string_view word) noexcept {
    return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 5> nulls{"", "~", "null", "Null", "NULL"};
constexpr std::array<std::string_view, 3> trues{"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> falses{"false", "False", "FALSE"};
constexpr std::array<std::string_view, 3> infinities{".inf", ".Inf", ".INF"};
constexpr std::array<std::string_view, 3> not_numbers{".nan", ".NaN", ".NAN"};

std::string_view without_sign(std::string_view text) noexcept {
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        text.remove_prefix(1);
    }
    return text;
}

bool all_of(std::string_view text, std::string_view allowed) noexcept {
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view decimal_digits = "0123456789";

bool is_integer(std::string_view text) noexcept {
    if (text.starts_with("0o")) {
        return all_of(text.substr(2), "01234567");
    }
    if (text.starts_with("0x")) {
        return all_of(text.substr(2), "0123456789abcdefABCDEF");
    }
    return all_of(without_sign(text), decimal_digits);
}

/// [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?
bool is_decimal(std::string_view text) noexcept {
    text = without_sign(text);
    const std::size_t exponent = text.find_first_of("eE");
    if (exponent != std::string_view::npos) {
        if (!all_of(without_sign(text.substr(exponent + 1)), decimal_digits)) {
            return false;
        }
        text = text.substr(0, exponent);
    }
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos) {
        return all_of(text, decimal_digits);
    }
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = text.substr(point + 1);
    if (whole.empty()) {
        return all_of(fraction, decimal_digits);
    }
    return all_of(whole, decimal_digits) && (fraction.empty() || all_of(fraction, decimal_digits));
}

}  // namespace

core_type core_type_of(std::string_view plain) noexcept {
    if (is_one_of(nulls, plain)) {
        return core_type::null;
    }
    if (is_one_of(trues, plain) || is_one_of(falses, plain)) {
        return core_type::boolean;
    }
    if (is_integer(plain)) {
        return core_type::integer;
    }
    if (is_decimal(plain) || is_one_of(infinities, without_sign(plain)) || is_one_of(not_numbers, plain)) {
        return core_type::number;
    }
    return core_type::text;
}

core_type core_type_of(yaml_node leaf) noexcept {
    if (leaf.is_null()) {
        return core_type::null;
    }
    return leaf.style() == yaml_style::plain ? core_type_of(leaf.text()) : core_type::text;
}

std::optional<std::int64_t> core_integer(std::string_view plain) noexcept {
    int base = 10;
    if (plain.starts_with("0o") || plain.starts_with("0x")) {
        base = plain[1] == 'o' ? 8 : 16;
        plain.remove_prefix(2);
    } else if (plain.starts_with('+') && !plain.starts_with("+-")) {
        plain.remove_prefix(1);
    }
    std::int64_t value = 0;
    const char* end = plain.data() + plain.size();
    const auto [stopped, failure] = std::from_chars(plain.data(), end, value, base);
    if (failure != std::errc{} || stopped != end) {
        return std::nullopt;
    }
    return value;
}

std::optional<double> core_number(std::string_view plain) noexcept {
    if (is_one_of(not_numbers, plain)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    if (is_one_of(infinities, without_sign(plain))) {
        const double infinity = std::numeric_limits<double>::infinity();
        return plain.front() == '-' ? -infinity : infinity;
    }
    if (plain.starts_with("0o") || plain.starts_with("0x")) {
        const auto whole = core_integer(plain);
        return whole ? std::optional<double>(static_cast<double>(*whole)) : std::nullopt;
    }
    if (plain.starts_with('+') && !plain.starts_with("+-")) {
        plain.remove_prefix(1);
    }
    double value = 0;
    const char* end = plain.data() + plain.size();
    const auto [stopped, failure] = std::from_chars(plain.data(), end, value);
    if (failure != std::errc{} || stopped != end) {
        return std::nullopt;
    }
    return value;
}

bool core_boolean(std::string_view plain) noexcept {
    return is_one_of(trues, plain);
}

}  // namespace censusctl::manifest
