#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace censusctl::text {

/// One step through UTF-8: a code point, or one byte that is not part of any.
struct code_point {
    char32_t value{0};
    std::uint8_t size{0};  ///< bytes taken, 1–4; 0 only at the end of the text
    bool valid{false};     ///< false: `value` is the lone byte
};

/// The code point that starts at byte `at`. Overlong forms, surrogates and values beyond U+10FFFF are not
/// valid UTF-8 and come out byte by byte.
[[nodiscard]] code_point decode(std::string_view bytes, std::size_t at) noexcept;

/// Appends a code point as UTF-8.
void append_utf8(std::string& to, char32_t value);

/// Whether a code point is unsafe to show as it is: it moves the cursor, reorders text, or cannot be seen
/// (C0, C1, DEL, line and paragraph separators, bidirectional controls, zero-width and other
/// default-ignorable formatting characters).
[[nodiscard]] bool is_unsafe(char32_t value) noexcept;

}  // namespace censusctl::text
