#include "manifest/yaml_scan.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "text/ascii.hpp"

namespace censusctl::manifest {
namespace {

std::size_t end_of_line(std::string_view text, std::size_t at) noexcept {
    return std::min(text.find('\n', at), text.size());
}

/// Over white space and comments.
std::size_t skip_spaces(std::string_view text, std::size_t at) noexcept {
    while (at < text.size()) {
        if (text::is_space(text[at])) {
            ++at;
        } else if (text[at] == '#' && at > 0 && text::is_space(text[at - 1])) {
            at = end_of_line(text, at);
        } else {
            break;
        }
    }
    return at;
}

std::size_t end_of_word(std::string_view text, std::size_t at) noexcept {
    while (at < text.size() && !text::is_space(text[at])) {
        ++at;
    }
    return at;
}

/// Over the lines of a block scalar whose | or > stands at `at`: those indented deeper than its own line.
std::size_t after_block_scalar(std::string_view text, std::size_t at) noexcept {
    const std::size_t before = at == 0 ? npos : text.rfind('\n', at - 1);
    const std::size_t start = before == npos ? 0 : before + 1;
    const std::size_t indent = std::min(text.find_first_not_of(' ', start), text.size()) - start;
    at = end_of_line(text, at);
    while (at < text.size()) {
        const std::size_t line = at + 1;
        const std::size_t content = std::min(text.find_first_not_of(' ', line), text.size());
        const bool empty = content == text.size() || text[content] == '\n' || text[content] == '\r';
        if (!empty && content - line <= indent) {
            return line;
        }
        at = end_of_line(text, line);
    }
    return text.size();
}

}  // namespace

node_properties skip_properties(std::string_view text, std::size_t at) noexcept {
    node_properties found;
    found.content = at;
    while (found.content < text.size()) {
        const char character = text[found.content];
        if (character != '&' && character != '!') {
            break;
        }
        const std::size_t end = end_of_word(text, found.content);
        if (character == '!') {
            found.tag = found.content;
            found.tag_end = end;
        }
        found.content = skip_spaces(text, end);
    }
    return found;
}

std::size_t after_closing_quote(std::string_view text, std::size_t at) noexcept {
    const char quote = text[at];
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\' && quote == '"') {
            ++at;
        } else if (text[at] == quote) {
            if (quote == '\'' && at + 1 < text.size() && text[at + 1] == quote) {
                ++at;
            } else {
                return at + 1;
            }
        }
    }
    return npos;
}

std::size_t null_word_at(std::string_view text, std::size_t at) noexcept {
    constexpr std::array<std::string_view, 4> words{"~", "null", "Null", "NULL"};
    for (const std::string_view word : words) {
        if (text.substr(std::min(at, text.size()), word.size()) == word) {
            const std::size_t end = at + word.size();
            const bool ends = end == text.size() || text::is_space(text[end]) || text[end] == ',' ||
                              text[end] == ']' || text[end] == '}' || text[end] == ':';
            return ends ? word.size() : 0;
        }
    }
    return 0;
}

std::optional<std::size_t> open_at(std::string_view text, std::size_t from, std::size_t end, bool flow) {
    std::vector<std::size_t> open;
    bool at_token = true;  // whether an indicator may stand here
    std::size_t at = from;
    end = std::min(end, text.size());
    while (at < end) {
        const char character = text[at];
        const bool in_flow = flow || !open.empty();
        if (text::is_space(character)) {
            at_token = at_token || character == '\n' || in_flow;
            ++at;
        } else if (character == '#' && (at == 0 || text::is_space(text[at - 1]))) {
            at = end_of_line(text, at);
        } else if (at_token && (character == '"' || character == '\'')) {
            const std::size_t after = after_closing_quote(text, at);
            if (after == npos || after > end) {
                return at;
            }
            at = after;
            at_token = false;
        } else if (at_token && !in_flow && (character == '|' || character == '>')) {
            at = after_block_scalar(text, at);
        } else if ((character == '[' || character == '{') && (at_token || in_flow)) {
            open.push_back(at++);
            at_token = true;
        } else if ((character == ']' || character == '}') && !open.empty()) {
            open.pop_back();
            ++at;
            at_token = false;
        } else {
            const bool separates = character == ':' || (at_token && (character == '-' || character == '?'));
            const bool before_space = at + 1 >= text.size() || text::is_space(text[at + 1]);
            at_token = (separates && (before_space || in_flow)) || (in_flow && character == ',');
            ++at;
        }
    }
    if (open.empty()) {
        return std::nullopt;
    }
    return open.back();
}

std::optional<tight_entry> entry_without_space(std::string_view text, std::size_t line) noexcept {
    if (line == 0 || line > text.size()) {
        return std::nullopt;
    }
    const std::size_t break_before = line < 2 ? npos : text.rfind('\n', line - 2);
    tight_entry entry;
    const std::size_t from = break_before == npos ? 0 : break_before + 1;
    entry.start = text.find_first_not_of(" \t", from);
    entry.end = std::min(text.find_first_of(" \t\r\n", entry.start), line);
    entry.colon = text.find(':', entry.start);
    const auto is_of_name = [](char letter) {
        return letter == '_' || letter == '-' || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    };
    // `https://…` is no key with a value.
    if (entry.colon >= entry.end || entry.colon + 1 >= entry.end || text[entry.colon + 1] == '/' ||
        entry.colon == entry.start ||
        !std::all_of(text.begin() + static_cast<std::ptrdiff_t>(entry.start),
                     text.begin() + static_cast<std::ptrdiff_t>(entry.colon), is_of_name)) {
        return std::nullopt;
    }
    return entry;
}

std::optional<std::size_t> entry_without_colon(std::string_view text, std::size_t line) noexcept {
    if (line == 0 || line > text.size()) {
        return std::nullopt;
    }
    const std::size_t break_before = line < 2 ? npos : text.rfind('\n', line - 2);
    const std::size_t start = break_before == npos ? 0 : break_before + 1;
    const std::string_view before = text.substr(start, line - start);
    const std::size_t content = before.find_first_not_of(" \t\r\n");
    if (content == npos || before.find(':') != npos || before[content] == '#' || before[content] == '-') {
        return std::nullopt;
    }
    return start + content;
}

std::optional<std::size_t> first_directive(std::string_view text) noexcept {
    for (std::size_t line = 0; line < text.size(); line = end_of_line(text, line) + 1) {
        if (text[line] == '%') {
            return line;
        }
        const std::size_t content = text.find_first_not_of(" \t\r", line);
        if (content == npos || (text[content] != '\n' && text[content] != '#')) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

}  // namespace censusctl::manifest
