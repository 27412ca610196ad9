#pragma once
#include <cstddef>
#include <optional>
#include <string_view>

/// Looks at the text of a YAML file beside the parser, for what the parser accepts silently or places badly.
/// Offsets are bytes; `npos` means none.
namespace censusctl::manifest {

inline constexpr std::size_t npos = std::string_view::npos;

/// What stands before a node's own text: `&anchor` and `!tag`.
struct node_properties {
    std::size_t content{0};  ///< where the node's own text starts
    std::size_t tag{npos};   ///< where the tag starts
    std::size_t tag_end{npos};
};

/// Reads over anchor, tag, comments and line ends from `at`, which is where the parser says the node is.
[[nodiscard]] node_properties skip_properties(std::string_view text, std::size_t at) noexcept;

/// The offset after the quote that closes the one at `at`; npos if the text ends first.
[[nodiscard]] std::size_t after_closing_quote(std::string_view text, std::size_t at) noexcept;

/// Whether an unquoted `~` or `null` stands at `at`, and how many bytes it has: 0 if not.
[[nodiscard]] std::size_t null_word_at(std::string_view text, std::size_t at) noexcept;

/// The bracket or quote that is still open at `end`, innermost, when read from the start of a token at
/// `from`. `in_flow`: whether `from` stands inside brackets.
[[nodiscard]] std::optional<std::size_t> open_at(std::string_view text, std::size_t from, std::size_t end,
                                                 bool in_flow);

/// Where the entry on the line before `line` starts, if it has no colon and is no list item: what the parser
/// takes for the first line of a key.
[[nodiscard]] std::optional<std::size_t> entry_without_colon(std::string_view text,
                                                             std::size_t line) noexcept;

/// An entry in which the space after its colon is missing: `operation:upsert`.
struct tight_entry {
    std::size_t start{0};  ///< of the key
    std::size_t colon{0};
    std::size_t end{0};  ///< of the value
};

/// The entry of this kind on the line before `line`.
[[nodiscard]] std::optional<tight_entry> entry_without_space(std::string_view text,
                                                             std::size_t line) noexcept;

/// The first line that is a directive (`%YAML`, `%TAG`): one before any content.
[[nodiscard]] std::optional<std::size_t> first_directive(std::string_view text) noexcept;

}  // namespace censusctl::manifest
