#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

namespace censusctl::text {

/// Something in a text file that no clean UTF-8 text holds.
struct text_flaw {
    enum class flaw_kind {
        utf16,            ///< the file is UTF-16 or UTF-32
        not_utf8,         ///< a byte that is part of no code point
        control,          ///< a control character other than tab, line feed, carriage return and U+0085
        byte_order_mark,  ///< U+FEFF inside the text, as files that were joined have it
    };
    flaw_kind kind{flaw_kind::not_utf8};
    std::size_t offset{0};  ///< in bytes
    char32_t value{0};      ///< the byte or the code point
};

/// The first flaw of a text, which has no byte order mark before it (see `without_byte_order_mark`).
[[nodiscard]] std::optional<text_flaw> first_flaw(std::string_view bytes) noexcept;

/// The text after a UTF-8 byte order mark, if it starts with one.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view bytes) noexcept;

/// How many code points there are; a byte that is part of none counts one.
[[nodiscard]] std::size_t code_points_in(std::string_view bytes) noexcept;

}  // namespace censusctl::text
