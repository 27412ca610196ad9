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

/// Whether a path can stand in a link as it is.
bool is_plain_path(std::string_view path) {
    return std::ranges::all_of(path, [](char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
               (character >= '0' && character <= '9') || character == '/' || character == '.' ||
               character == '_' || character == '-';
    });
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

std::string markdown_marker(std::string_view kind, std::string_view environment) {
    std::string text = "<!-- censusctl-" + std::string(kind);
    text += environment.empty() ? "" : ":";
    for (const char character : environment) {
        if (is_plain_path(std::string_view(&character, 1))) {
            text += character;
        }
    }
    return text + " -->\n";
}

std::string markdown_place(const diagnostics::span& where, const diagnostics::source_map& sources,
                           const std::string& link_base) {
    if (!where.known() || where.file >= sources.size()) {
        return "";
    }
    const std::string path = sources.path_in_repository(where.file);
    const std::string line = std::to_string(where.line);
    const bool is_linked = !link_base.empty() && is_plain_path(path);
    return markdown_link(markdown_code(path + ":" + line, true),
                         is_linked ? link_base + path + "#L" + line : std::string());
}

}  // namespace censusctl::report
