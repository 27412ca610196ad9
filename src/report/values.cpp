#include "report/values.hpp"

#include <algorithm>

#include "report/fit.hpp"
#include "report/paint.hpp"
#include "text/canonical.hpp"

namespace censusctl::report {
namespace {

bool needs_quotes(const std::string& raw) {
    return raw.empty() || raw.front() == ' ' || raw.back() == ' ' || raw.front() == '\'' || raw == "null" ||
           raw == "true" || raw == "false" || raw.find(" -> ") != std::string::npos ||
           text::canonical_number(raw).has_value();
}

const std::string* text_of(const diff::attribute_value& value) {
    return std::get_if<std::string>(&value);
}

/// Where two texts part, at the beginning of a character of either.
std::size_t first_difference(const std::string& text, const std::string& other) {
    const auto [at, unused] = std::mismatch(text.begin(), text.end(), other.begin(), other.end());
    auto from = static_cast<std::size_t>(at - text.begin());
    while (from > 0 && from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) {
        --from;
    }
    return from;
}

/// What stands before the first difference, so that a reader finds the place again.
std::size_t some_before(const std::string& text, std::size_t at, std::size_t count) {
    for (; at > 0 && count > 0; --count) {
        do {
            --at;
        } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
    }
    return at;
}

/// All lines of a value, as they are shown where nothing can be compared.
void add_whole(std::vector<diff_line>& to, line_mark mark, std::string_view text) {
    for (;;) {
        const std::size_t end = text.find('\n');
        to.push_back({mark, text.substr(0, end)});
        if (end == std::string_view::npos) {
            return;
        }
        text.remove_prefix(end + 1);
    }
}

std::string_view sign_of(line_mark mark) {
    switch (mark) {
        case line_mark::removed:
            return "- ";
        case line_mark::added:
            return "+ ";
        case line_mark::kept:
        case line_mark::left_out:
            break;
    }
    return "  ";
}

}  // namespace

std::string shown_value(const diff::attribute_value& value, std::size_t limit) {
    if (const bool* flag = std::get_if<bool>(&value)) {
        return *flag ? "true" : "false";
    }
    if (const std::int64_t* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const std::string* raw = text_of(value)) {
        return needs_quotes(*raw) ? "'" + fitted(*raw, limit) + "'" : fitted(*raw, limit);
    }
    return "null";
}

shown_pair shown_values(const diff::attribute_value& before, const diff::attribute_value& after,
                        std::size_t limit) {
    shown_pair shown{shown_value(before, limit), shown_value(after, limit)};
    const std::string* text = text_of(before);
    const std::string* other = text_of(after);
    if (shown.before != shown.after || text == nullptr || other == nullptr || limit < 2) {
        return shown;
    }
    const std::size_t from = some_before(*text, first_difference(*text, *other), limit / 6);
    return {"…" + fitted(std::string_view(*text).substr(from), limit - 1),
            "…" + fitted(std::string_view(*other).substr(from), limit - 1)};
}

bool in_lines(const diff::attribute_value& before, const diff::attribute_value& after) {
    const auto several = [](const std::string* text) {
        return text != nullptr && text->find('\n') != std::string::npos;
    };
    return several(text_of(before)) || several(text_of(after));
}

std::vector<shown_line> value_lines(const diff::attribute_value* before, const diff::attribute_value& after,
                                    std::size_t limit) {
    std::vector<diff_line> lines;
    // What is no text has no lines to share: `null` is not the line "null".
    std::string item;
    std::string other;
    const auto whole = [&lines, limit](const diff::attribute_value& value, line_mark mark,
                                       std::string& kept) {
        const std::string* text = text_of(value);
        kept = text == nullptr ? shown_value(value, limit) : *text;
        add_whole(lines, mark, kept);
    };
    if (before != nullptr && text_of(*before) != nullptr && text_of(after) != nullptr) {
        lines = line_diff(*text_of(*before), *text_of(after));
    } else {
        if (before != nullptr) {
            whole(*before, line_mark::removed, item);
        }
        whole(after, line_mark::added, other);
    }
    std::vector<shown_line> shown = abridged(lines);
    for (shown_line& line : shown) {
        line.text = std::string(sign_of(line.mark)) + fitted(line.text, limit);
    }
    return shown;
}

void paint_lines(std::string& to, const std::vector<shown_line>& lines, std::size_t indent,
                 const text_style& style) {
    for (const shown_line& line : lines) {
        to.append(indent, ' ');
        if (line.mark == line_mark::removed) {
            paint(to, line.text, colour::red, style);
        } else if (line.mark == line_mark::added) {
            paint(to, line.text, colour::green, style);
        } else {
            paint(to, line.text, colour::dim, style);
        }
        to += '\n';
    }
}

}  // namespace censusctl::report
