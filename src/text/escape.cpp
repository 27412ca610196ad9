#include "text/escape.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "text/code_points.hpp"

namespace censusctl::text {
namespace {

constexpr std::string_view ellipsis = "…";

void append_hex(std::string& to, char32_t value, int least_digits) {
    char digits[8];
    const auto done = std::to_chars(std::begin(digits), std::end(digits), static_cast<unsigned>(value), 16);
    const auto count = static_cast<int>(done.ptr - digits);
    for (int missing = count; missing < least_digits; ++missing) {
        to += '0';
    }
    to.append(digits, done.ptr);
}

void append_escaped(std::string& to, const code_point& point, std::string_view bytes) {
    if (point.valid && !is_unsafe(point.value)) {
        to += bytes;
        return;
    }
    switch (point.valid ? point.value : 0) {
        case '\n':
            to += "\\n";
            return;
        case '\r':
            to += "\\r";
            return;
        case '\t':
            to += "\\t";
            return;
        default:
            break;
    }
    if (!point.valid || point.value < 0x80) {
        to += "\\x";
        append_hex(to, point.value, 2);
        return;
    }
    to += "\\u{";
    append_hex(to, point.value, 1);
    to += '}';
}

/// Printable ASCII, which nearly all text is.
constexpr bool is_plain(char character) noexcept {
    return character >= 0x20 && character < 0x7F;
}

std::size_t plain_run(std::string_view bytes, std::size_t from) {
    std::size_t end = from;
    while (end < bytes.size() && is_plain(bytes[end])) {
        ++end;
    }
    return end;
}

/// A text as escaped pieces, so that a cut never falls inside an escape.
struct pieces {
    std::vector<std::string> text;
    std::vector<std::size_t> code_points;
    std::size_t total{0};

    explicit pieces(std::string_view bytes) {
        for (std::size_t at = 0; at < bytes.size();) {
            const code_point point = decode(bytes, at);
            std::string& piece = text.emplace_back();
            append_escaped(piece, point, bytes.substr(at, point.size));
            const bool as_is = point.valid && !is_unsafe(point.value);
            code_points.push_back(as_is ? 1 : piece.size());
            total += code_points.back();
            at += point.size;
        }
    }

    [[nodiscard]] std::string head(std::size_t limit) const {
        std::string kept;
        for (std::size_t at = 0; at < text.size() && code_points[at] <= limit; ++at) {
            limit -= code_points[at];
            kept += text[at];
        }
        return kept;
    }

    [[nodiscard]] std::string tail(std::size_t limit) const {
        std::size_t from = text.size();
        while (from > 0 && code_points[from - 1] <= limit) {
            limit -= code_points[--from];
        }
        std::string kept;
        for (std::size_t at = from; at < text.size(); ++at) {
            kept += text[at];
        }
        return kept;
    }
};

}  // namespace

std::string escape_for_terminal(std::string_view untrusted) {
    std::string shown;
    shown.reserve(untrusted.size());
    for (std::size_t at = 0; at < untrusted.size();) {
        const std::size_t end = plain_run(untrusted, at);
        shown.append(untrusted, at, end - at);
        at = end;
        if (at < untrusted.size()) {
            const code_point point = decode(untrusted, at);
            append_escaped(shown, point, untrusted.substr(at, point.size));
            at += point.size;
        }
    }
    return shown;
}

std::string escape_and_cut(std::string_view untrusted, std::size_t limit) {
    // A code point takes at most four bytes, so a short enough text fits unless it needs escapes.
    constexpr std::size_t longest = 4;
    if (limit == 0) {
        return {};
    }
    if (untrusted.size() <= limit && plain_run(untrusted, 0) == untrusted.size()) {
        return std::string(untrusted);
    }
    const std::size_t tail_room = (limit - 1) / 2;
    const std::size_t head_room = limit - 1 - tail_room;
    if (untrusted.size() / longest > 2 * limit + 2) {
        // Far too long: only its ends are looked at. The tail begins at a whole code point.
        const pieces head(untrusted.substr(0, longest * limit));
        std::size_t from = untrusted.size() - longest * limit;
        for (std::size_t skipped = 0; skipped < 3 && from < untrusted.size(); ++skipped) {
            if ((static_cast<unsigned char>(untrusted[from]) & 0xC0U) != 0x80U) {
                break;
            }
            ++from;
        }
        const pieces tail(untrusted.substr(from));
        return head.head(head_room).append(ellipsis).append(tail.tail(tail_room));
    }
    const pieces all(untrusted);
    if (all.total <= limit) {
        return all.head(limit);
    }
    return all.head(head_room).append(ellipsis).append(all.tail(tail_room));
}

}  // namespace censusctl::text
