#include "text/code_points.hpp"

#include <algorithm>
#include <array>

namespace censusctl::text {
namespace {

struct range {
    char32_t first;
    char32_t last;
};

// By ascending code point: what cannot be seen, what looks like a plain space, and what every font may show
// as it likes.
constexpr std::array<range, 26> unsafe_ranges{{
    {0x0000, 0x001F},     // C0 controls
    {0x007F, 0x009F},     // DEL and the C1 controls
    {0x00A0, 0x00A0},     // no-break space
    {0x00AD, 0x00AD},     // soft hyphen
    {0x034F, 0x034F},     // combining grapheme joiner
    {0x061C, 0x061C},     // Arabic letter mark
    {0x115F, 0x1160},     // Hangul fillers: blank
    {0x1680, 0x1680},     // Ogham space: blank in most fonts
    {0x17B4, 0x17B5},     // Khmer inherent vowels: blank
    {0x180B, 0x180F},     // Mongolian selectors and vowel separator
    {0x2000, 0x200F},     // spaces, zero-width characters, direction marks
    {0x2028, 0x202F},     // separators, embeddings, overrides, narrow no-break space
    {0x205F, 0x206F},     // mathematical space, word joiner, invisible operators, isolates
    {0x2800, 0x2800},     // blank Braille pattern
    {0x3000, 0x3000},     // ideographic space
    {0x3164, 0x3164},     // Hangul filler
    {0xE000, 0xF8FF},     // private use
    {0xFE00, 0xFE0F},     // variation selectors
    {0xFEFF, 0xFEFF},     // byte order mark
    {0xFFA0, 0xFFA0},     // half-width Hangul filler
    {0xFFF0, 0xFFFB},     // interlinear annotation
    {0xFFFE, 0xFFFF},     // no characters: no XML may hold them
    {0x1BCA0, 0x1BCA3},   // shorthand format controls
    {0x1D173, 0x1D17A},   // musical format controls
    {0xE0000, 0xE0FFF},   // tags: text that cannot be seen
    {0xF0000, 0x10FFFF},  // private use
}};

constexpr bool continues(unsigned char byte) noexcept {
    return (byte & 0xC0U) == 0x80U;
}

}  // namespace

code_point decode(std::string_view bytes, std::size_t at) noexcept {
    if (at >= bytes.size()) {
        return {};
    }
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80U) {
        return {lead, 1, true};
    }
    const code_point lone{lead, 1, false};
    std::size_t size = 0;
    char32_t smallest = 0;
    char32_t value = 0;
    if ((lead & 0xE0U) == 0xC0U) {
        size = 2;
        smallest = 0x80;
        value = lead & 0x1FU;
    } else if ((lead & 0xF0U) == 0xE0U) {
        size = 3;
        smallest = 0x800;
        value = lead & 0x0FU;
    } else if ((lead & 0xF8U) == 0xF0U) {
        size = 4;
        smallest = 0x10000;
        value = lead & 0x07U;
    } else {
        return lone;
    }
    if (bytes.size() - at < size) {
        return lone;
    }
    for (std::size_t next = 1; next < size; ++next) {
        const auto byte = static_cast<unsigned char>(bytes[at + next]);
        if (!continues(byte)) {
            return lone;
        }
        value = (value << 6U) | (byte & 0x3FU);
    }
    if (value < smallest || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return lone;
    }
    return {value, static_cast<std::uint8_t>(size), true};
}

void append_utf8(std::string& to, char32_t value) {
    const auto put = [&](char32_t byte) {
        to += static_cast<char>(static_cast<unsigned char>(byte));
    };
    if (value < 0x80) {
        put(value);
    } else if (value < 0x800) {
        put(0xC0 | (value >> 6));
        put(0x80 | (value & 0x3F));
    } else if (value < 0x10000) {
        put(0xE0 | (value >> 12));
        put(0x80 | ((value >> 6) & 0x3F));
        put(0x80 | (value & 0x3F));
    } else {
        put(0xF0 | (value >> 18));
        put(0x80 | ((value >> 12) & 0x3F));
        put(0x80 | ((value >> 6) & 0x3F));
        put(0x80 | (value & 0x3F));
    }
}

bool is_unsafe(char32_t value) noexcept {
    if (value >= 0x20 && value < 0x7F) {
        return false;
    }
    const auto* found =
        std::lower_bound(unsafe_ranges.begin(), unsafe_ranges.end(), value,
                         [](const range& range, char32_t wanted) { return range.last < wanted; });
    return found != unsafe_ranges.end() && value >= found->first;
}

}  // namespace censusctl::text
