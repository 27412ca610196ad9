#include "report/markdown.hpp"

#include <algorithm>

#include "report/html_writer.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

/// The longest run of backticks in a text.
std::size_t backticks_in(std::string_view text) {
    std::size_t longest = 0;
    std::size_t run = 0;
    for (const char character : text) {
        run = character == '`' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest;
}

}  // namespace

std::string markdown_code(std::string_view raw, bool in_table, std::size_t longest) {
    std::string text = text::escape_and_cut(raw, longest);
    if (in_table) {
        std::string cell;
        for (const char character : text) {
            cell += character == '|' ? std::string("\\|") : std::string(1, character);
        }
        text = cell;
    }
    const std::string fence(backticks_in(text) + 1, '`');
    return text.empty() ? "``(none)``" : fence + " " + text + " " + fence;
}

std::string markdown_block(std::string_view language, const std::string& text) {
    const std::string fence(std::max<std::size_t>(backticks_in(text) + 1, 3), '`');
    return fence + std::string(language) + "\n" + text + fence + "\n";
}

std::string markdown_html(std::string_view raw) {
    return html_text(text::escape_and_cut(raw, longest_markdown_name));
}

std::string markdown_link(const std::string& shown, const std::string& url) {
    return url.empty() ? shown : "[" + shown + "](" + url + ")";
}

bool is_plain_path(std::string_view path) noexcept {
    return std::ranges::all_of(path, [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9') || character == '/' || character == '.' ||
               character == '_' || character == '-';
    });
}

}  // namespace censusctl::report
