#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "diagnostics/source_map.hpp"
#include "diagnostics/span.hpp"

/// What comments of pull requests are made of (GitHub and GitLab Markdown). All that comes from files or the
/// server stands in code, where nothing is a link, a mention or HTML.
namespace censusctl::report {

/// What a pull-request comment may hold, in characters; bytes are counted, which are never fewer.
inline constexpr std::size_t comment_limit = 65'536;

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

/// "<!-- censusctl-plan:staging -->" and a newline: a line that nobody sees, by which a CI job finds the
/// comment of this environment again. What no name of an environment has is left out of it.
[[nodiscard]] std::string markdown_marker(std::string_view kind, std::string_view environment);

/// "syncs/a.yaml:5" as code for a table, linked behind `link_base` where links can be made of it; empty where
/// the place is not known.
[[nodiscard]] std::string markdown_place(const diagnostics::span& where,
                                         const diagnostics::source_map& sources,
                                         const std::string& link_base);

}  // namespace censusctl::report
