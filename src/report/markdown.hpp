#pragma once
#include <cstddef>
#include <string>
#include <string_view>

/// What comments of pull requests are made of (GitHub and GitLab Markdown). All that comes from files or the
/// server stands in code, where nothing is a link, a mention or HTML.
namespace censusctl::report {

inline constexpr std::size_t longest_markdown_name = 120;
inline constexpr std::size_t longest_markdown_value = 300;

/// An untrusted text as code in a line, escaped and cut. In a table a bar would end the cell, even in code.
[[nodiscard]] std::string markdown_code(std::string_view raw, bool in_table = false,
                                        std::size_t longest = longest_markdown_name);

/// A block of code. Its lines are escaped already, and end with a newline.
[[nodiscard]] std::string markdown_block(std::string_view language, const std::string& text);

/// An untrusted text between HTML tags, as in a <summary>.
[[nodiscard]] std::string markdown_html(std::string_view raw);

/// "[SHOWN](URL)"; SHOWN alone where there is no URL. Both are ours.
[[nodiscard]] std::string markdown_link(const std::string& shown, const std::string& url);

/// Whether a path can stand in a link as it is.
[[nodiscard]] bool is_plain_path(std::string_view path) noexcept;

}  // namespace censusctl::report
