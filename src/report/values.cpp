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

const std::string* text_of(const diff::document_value& value) {
    return std::get_if<std::string>(&value);
}

std::string shown(const diff::document_value& value, std::size_t limit) {
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
    return shown(diff::in_document(value), limit);
}

shown_pair shown_values(const diff::attribute_value& before, const diff::attribute_value& after,
                        std::size_t limit) {
    const diff::document_value left = diff::in_document(before);
    const diff::document_value right = diff::in_document(after);
    shown_pair pair{shown(left, limit), shown(right, limit)};
    const std::string* left_text = text_of(left);
    const std::string* right_text = text_of(right);
    if (pair.before != pair.after || left_text == nullptr || right_text == nullptr || limit < 2) {
        return pair;
    }
    const std::size_t from = some_before(*left_text, first_difference(*left_text, *right_text), limit / 6);
    return {"…" + fitted(std::string_view(*left_text).substr(from), limit - 1),
            "…" + fitted(std::string_view(*right_text).substr(from), limit - 1)};
}

bool in_lines(const diff::attribute_value& before, const diff::attribute_value& after) {
    const auto several = [](const std::string* text) {
        return text != nullptr && text->find('\n') != std::string::npos;
    };
    const diff::document_value left = diff::in_document(before);
    const diff::document_value right = diff::in_document(after);
    return several(text_of(left)) || several(text_of(right));
}

std::vector<shown_line> value_lines(const diff::attribute_value* before, const diff::attribute_value& after,
                                    std::size_t limit) {
    std::vector<diff_line> lines;
    // What is no text has no lines to share: `null` is not the line "null".
    const auto text_form = [limit](const diff::document_value& value) {
        const std::string* text = text_of(value);
        return text == nullptr ? shown(value, limit) : *text;
    };
    const diff::document_value new_value = diff::in_document(after);
    const diff::document_value old_value = before == nullptr ? nullptr : diff::in_document(*before);
    const std::string new_text = text_form(new_value);
    const std::string old_text = text_form(old_value);
    if (before != nullptr && text_of(old_value) != nullptr && text_of(new_value) != nullptr) {
        lines = line_diff(old_text, new_text);
    } else {
        if (before != nullptr) {
            add_whole(lines, line_mark::removed, old_text);
        }
        add_whole(lines, line_mark::added, new_text);
    }
    std::vector<shown_line> abridged_lines = abridged(lines);
    for (shown_line& line : abridged_lines) {
        line.text = std::string(sign_of(line.mark)) + fitted(line.text, limit);
    }
    return abridged_lines;
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

void write_member(json::writer& out, std::string_view key, const diff::attribute_value& value) {
    out.member(key, diff::in_document(value));
}

}  // namespace censusctl::report
