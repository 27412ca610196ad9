#include "census/json_writer.hpp"

namespace censusctl::census {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

/// How many decimal digits a text starts with.
std::size_t count_digits(std::string_view text) noexcept {
    const std::size_t end = text.find_first_not_of("0123456789");
    return end == std::string_view::npos ? text.size() : end;
}

}  // namespace

json_writer& json_writer::key(std::string_view name) {
    separate();
    append_string(name);
    json_ += ':';
    first_ = true;
    return *this;
}

json_writer& json_writer::text(std::string_view value) {
    separate();
    append_string(value);
    return *this;
}

json_writer& json_writer::integer(std::int64_t value) {
    return raw(std::to_string(value));
}

json_writer& json_writer::boolean(bool value) {
    return raw(value ? "true" : "false");
}

json_writer& json_writer::raw(std::string_view json) {
    separate();
    json_ += json;
    return *this;
}

json_writer& json_writer::open(char bracket) {
    separate();
    json_ += bracket;
    first_ = true;
    return *this;
}

json_writer& json_writer::close(char bracket) {
    json_ += bracket;
    first_ = false;
    return *this;
}

void json_writer::separate() {
    if (!first_) {
        json_ += ',';
    }
    first_ = false;
}

void json_writer::append_string(std::string_view value) {
    json_ += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            json_ += '\\';
            json_ += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            const auto code = static_cast<unsigned char>(c);
            json_ += "\\u00";
            json_ += hex_digits[code >> 4U];
            json_ += hex_digits[code & 15U];
        } else {
            json_ += c;
        }
    }
    json_ += '"';
}

bool is_json_number(std::string_view text) noexcept {
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

}  // namespace censusctl::census
