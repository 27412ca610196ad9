#include "json/number.hpp"

#include <array>
#include <boost/json/value.hpp>
#include <charconv>

namespace censusctl::json {
namespace {

/// How many decimal digits a text starts with.
std::size_t count_digits(std::string_view text) noexcept {
    const std::size_t end = text.find_first_not_of("0123456789");
    return end == std::string_view::npos ? text.size() : end;
}

}  // namespace

std::string number_text(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return std::string(digits.data(), end);
}

std::string number_text(const boost::json::value& value) {
    if (const auto* number = value.if_int64()) {
        return std::to_string(*number);
    }
    if (const auto* number = value.if_uint64()) {
        return std::to_string(*number);
    }
    const auto* number = value.if_double();
    return number == nullptr ? std::string{} : number_text(*number);
}

bool is_number(std::string_view text) noexcept {
    if (text.starts_with('-')) {
        text.remove_prefix(1);
    }
    const std::size_t whole = count_digits(text);
    if (whole == 0 || (whole > 1 && text.front() == '0')) {
        return false;
    }
    text.remove_prefix(whole);
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        const std::size_t fraction = count_digits(text);
        if (fraction == 0) {
            return false;
        }
        text.remove_prefix(fraction);
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) {
            text.remove_prefix(1);
        }
        return !text.empty() && count_digits(text) == text.size();
    }
    return text.empty();
}

}  // namespace censusctl::json
