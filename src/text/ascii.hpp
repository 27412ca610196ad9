#pragma once
#include <algorithm>
#include <string>
#include <string_view>

/// Letters and their case, and spaces, for ASCII alone: whatever the locale is, and without a look at all
/// other characters.
namespace censusctl::text {

/// A capital letter as a small one; all else as it is. Takes bytes and code points.
template <class Character>
[[nodiscard]] constexpr Character lower(Character character) noexcept {
    constexpr Character first = 'A';
    constexpr Character last = 'Z';
    return character >= first && character <= last ? static_cast<Character>(character - first + 'a')
                                                   : character;
}

/// Whether it parts words: a space, a tab, or the end of a line.
[[nodiscard]] constexpr bool is_space(char character) noexcept {
    return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

/// ASCII letters in lower case; all else as it is.
[[nodiscard]] inline std::string lower_case(std::string_view text) {
    std::string lowered(text);
    std::transform(lowered.begin(), lowered.end(), lowered.begin(), lower<char>);
    return lowered;
}

/// Whether two texts are the same but for the case of ASCII letters.
[[nodiscard]] inline bool same_but_for_case(std::string_view left, std::string_view right) noexcept {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](char first, char second) { return lower(first) == lower(second); });
}

}  // namespace censusctl::text
