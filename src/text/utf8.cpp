#include "text/utf8.hpp"

#include "text/code_points.hpp"

namespace censusctl::text {
namespace {

constexpr bool is_refused_control(char32_t value) noexcept {
    if (value < 0x20) {
        return value != U'\t' && value != U'\n' && value != U'\r';
    }
    // U+0085 is a line end of old mainframes, which YAML allows.
    return value >= 0x7F && value < 0xA0 && value != 0x85;
}

/// UTF-16 and UTF-32 start with a byte order mark, or show zero bytes beside ASCII.
bool is_utf16(std::string_view bytes) noexcept {
    using namespace std::string_view_literals;
    if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv) ||
        bytes.starts_with("\0\0\xFE\xFF"sv)) {
        return true;
    }
    return bytes.size() >= 2 && bytes.size() % 2 == 0 && (bytes[0] == '\0') != (bytes[1] == '\0');
}

}  // namespace

std::optional<text_flaw> first_flaw(std::string_view bytes) noexcept {
    using enum text_flaw::flaw_kind;
    if (is_utf16(bytes)) {
        return text_flaw{utf16, 0, static_cast<unsigned char>(bytes[0])};
    }
    for (std::size_t at = 0; at < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (byte >= 0x20 && byte < 0x7F) {
            ++at;
            continue;
        }
        const code_point next = decode(bytes, at);
        if (!next.valid) {
            return text_flaw{not_utf8, at, next.value};
        }
        if (is_refused_control(next.value)) {
            return text_flaw{control, at, next.value};
        }
        if (next.value == 0xFEFF) {
            return text_flaw{byte_order_mark, at, next.value};
        }
        at += next.size;
    }
    return std::nullopt;
}

std::string_view without_byte_order_mark(std::string_view bytes) noexcept {
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    return bytes;
}

std::size_t code_points_in(std::string_view bytes) noexcept {
    std::size_t count = 0;
    for (std::size_t at = 0; at < bytes.size(); ++count) {
        at += static_cast<unsigned char>(bytes[at]) < 0x80 ? 1 : decode(bytes, at).size;
    }
    return count;
}

}  // namespace censusctl::text
