#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// JSON writes a character beyond U+FFFF as two escapes, `\ud83d\ude00`, which YAML parsers refuse. Before
/// parsing, each such pair is replaced by the character and a filler of the same length in bytes, so that all
/// offsets stay; afterwards the filler is taken out of the scalars, or, in those in which a backslash is an
/// ordinary character, the escapes are put back.
namespace censusctl::manifest {

/// The text for the parser; absent if there is no such pair (or if the text holds the filler itself).
[[nodiscard]] std::optional<std::string> without_surrogate_pairs(std::string_view text);

/// What a scalar holds whose parsed value is `value` and whose text starts at `content` of the file.
/// `double_quoted`: whether escapes mean something in it.
[[nodiscard]] std::string restored_value(std::string_view value, std::string_view text, std::size_t content,
                                         bool double_quoted);

}  // namespace censusctl::manifest
