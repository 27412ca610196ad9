#include "sandbox/authorization.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include "sandbox/world.hpp"

namespace censusctl::sandbox {

namespace {

int base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    if (c == '+') {
        return 62;
    }
    return c == '/' ? 63 : -1;
}

std::optional<std::string> base64_decoded(std::string_view text) {
    while (text.ends_with('=')) {
        text.remove_suffix(1);
    }
    std::string decoded;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const int digit = base64_digit(c);
        if (digit < 0) {
            return std::nullopt;
        }
        bits = (bits << 6U) | static_cast<std::uint32_t>(digit);
        held += 6;
        if (held >= 8) {
            held -= 8;
            decoded += static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xffU);
        }
    }
    return decoded;
}

}  // namespace

bool carries_token(std::string_view header, std::string_view token) {
    const std::size_t space = header.find(' ');
    if (space == std::string_view::npos) {
        return false;
    }
    const std::string_view scheme = header.substr(0, space);
    std::string_view credentials = header.substr(space + 1);
    while (credentials.starts_with(' ')) {
        credentials.remove_prefix(1);
    }
    if (same_name(scheme, "bearer", false)) {
        return credentials == token;
    }
    if (!same_name(scheme, "basic", false)) {
        return false;
    }
    const std::optional<std::string> pair = base64_decoded(credentials);
    return pair && *pair == "bearer:" + std::string(token);
}

}  // namespace censusctl::sandbox
