#include "manifest/surrogate_pairs.hpp"

#include <charconv>

#include "text/code_points.hpp"

namespace censusctl::manifest {
namespace {

/// Two code points that stand for nothing in any text: 8 bytes, which with the 4 of the character make 12.
constexpr std::string_view filler = "\U0010FFFF\U0010FFFF";
constexpr std::size_t pair_bytes = 12;

/// The code unit of `\uXXXX` at `at`.
std::optional<char32_t> escape_at(std::string_view text, std::size_t at) {
    if (text.substr(at, 2) != "\\u" || text.size() - at < 6) {
        return std::nullopt;
    }
    unsigned unit = 0;
    const char* const first = text.data() + at + 2;
    const auto [stopped, failure] = std::from_chars(first, first + 4, unit, 16);
    if (failure != std::errc{} || stopped != first + 4) {
        return std::nullopt;
    }
    return unit;
}

/// The character of the pair of escapes at `at`.
std::optional<char32_t> pair_at(std::string_view text, std::size_t at) {
    const auto high = escape_at(text, at);
    if (!high || *high < 0xD800 || *high > 0xDBFF) {
        return std::nullopt;
    }
    const auto low = escape_at(text, at + 6);
    if (!low || *low < 0xDC00 || *low > 0xDFFF) {
        return std::nullopt;
    }
    return 0x10000 + ((*high - 0xD800) << 10U) + (*low - 0xDC00);
}

std::string character_at(std::string_view text, std::size_t pair) {
    std::string character;
    text::append_utf8(character, *pair_at(text, pair));
    return character;
}

/// The next pair from `at` on whose first backslash is not itself escaped.
std::size_t next_pair(std::string_view text, std::size_t at) {
    for (at = text.find("\\u", at); at != std::string_view::npos; at = text.find("\\u", at + 1)) {
        std::size_t backslashes = 0;
        while (backslashes < at && text[at - 1 - backslashes] == '\\') {
            ++backslashes;
        }
        if (backslashes % 2 == 0 && pair_at(text, at)) {
            return at;
        }
    }
    return std::string_view::npos;
}

}  // namespace

std::optional<std::string> without_surrogate_pairs(std::string_view text) {
    std::size_t pair = next_pair(text, 0);
    if (pair == std::string_view::npos || text.find(filler) != std::string_view::npos) {
        return std::nullopt;
    }
    std::string replaced(text);
    while (pair != std::string_view::npos) {
        replaced.replace(pair, pair_bytes, character_at(text, pair).append(filler));
        pair = next_pair(text, pair + pair_bytes);
    }
    return replaced;
}

std::string restored_value(std::string_view value, std::string_view text, std::size_t content,
                           bool double_quoted) {
    std::string restored;
    std::size_t done = 0;
    std::size_t pair = content;
    for (std::size_t at = value.find(filler); at != std::string_view::npos; at = value.find(filler, done)) {
        const std::size_t found = next_pair(text, pair);
        const std::string character = found == std::string_view::npos ? "" : character_at(text, found);
        if (character.empty() || !value.substr(done, at - done).ends_with(character)) {
            // Two code points of the user's own, written as escapes.
            restored += value.substr(done, at + filler.size() - done);
        } else {
            restored += value.substr(done, at - character.size() - done);
            restored += double_quoted ? std::string_view(character) : text.substr(found, pair_bytes);
            pair = found + pair_bytes;
        }
        done = at + filler.size();
    }
    return restored.append(value.substr(done));
}

}  // namespace censusctl::manifest
