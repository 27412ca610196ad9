#include "report/values.hpp"

#include <algorithm>

#include "diff/list_items.hpp"
#include "report/fit.hpp"
#include "report/paint.hpp"
#include "text/canonical.hpp"

namespace censusctl::report {
namespace {

/// No server has items so long; one that makes them up shall not fill a log.
constexpr std::size_t longest_item = 4000;

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

/// Whether the first difference of two shown values is out of sight, behind the cut of either.
bool is_cut_out(const shown_pair& pair) {
    const auto [left, right] = std::ranges::mismatch(pair.before, pair.after);
    const auto apart = static_cast<std::size_t>(left - pair.before.begin());
    return apart >= std::min(pair.before.find("…"), pair.after.find("…"));
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

/// The text of a list, an item a line.
std::string one_a_line(const std::vector<std::string>& items, const diff::attribute_value& whole) {
    if (items.empty()) {
        return shown(diff::in_document(whole), longest_item);
    }
    std::string text;
    for (const std::string& item : items) {
        text.append(text.empty() ? "" : "\n").append(item);
    }
    return text;
}

/// What is no text has no lines to share: `null` is not the line "null".
std::string text_form(const diff::document_value& value, std::size_t limit) {
    const std::string* text = text_of(value);
    return text == nullptr ? shown(value, limit) : *text;
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

std::string shown_value(const diff::attribute_path& path, const diff::attribute_value& value,
                        std::size_t limit) {
    return shown_value(value, diff::is_list(path) ? longest_item : limit);
}

shown_pair shown_values(const diff::attribute_path& path, const diff::attribute_value& before,
                        const diff::attribute_value& after, std::size_t limit) {
    return shown_values(before, after, diff::is_list(path) ? longest_item : limit);
}

shown_pair shown_values(const diff::attribute_value& before, const diff::attribute_value& after,
                        std::size_t limit) {
    const diff::document_value left = diff::in_document(before);
    const diff::document_value right = diff::in_document(after);
    shown_pair pair{shown(left, limit), shown(right, limit)};
    const std::string* left_text = text_of(left);
    const std::string* right_text = text_of(right);
    if (left_text == nullptr || right_text == nullptr || limit < 2 || *left_text == *right_text) {
        return pair;
    }
    if (!is_cut_out(pair)) {
        return pair;
    }
    const std::size_t from = some_before(*left_text, first_difference(*left_text, *right_text), limit / 6);
    return {"…" + fitted(std::string_view(*left_text).substr(from), limit - 1),
            "…" + fitted(std::string_view(*right_text).substr(from), limit - 1)};
}

bool in_lines(const diff::attribute_path& path, const diff::attribute_value& before,
              const diff::attribute_value& after) {
    if (diff::is_list(path)) {
        return !diff::items_of(path, before).empty() || !diff::items_of(path, after).empty();
    }
    const auto several = [](const std::string* text) {
        return text != nullptr && text->find('\n') != std::string::npos;
    };
    const diff::document_value left = diff::in_document(before);
    const diff::document_value right = diff::in_document(after);
    return several(text_of(left)) || several(text_of(right));
}

std::vector<shown_line> value_lines(const diff::attribute_path& path, const diff::attribute_value* before,
                                    const diff::attribute_value& after, std::size_t limit) {
    const bool is_list = diff::is_list(path);
    const std::size_t longest = is_list ? std::max(limit, longest_item) : limit;
    std::string old_text;
    std::string new_text;
    bool can_share = before != nullptr;
    if (is_list && before != nullptr) {
        const diff::item_lists lists = diff::compared_items(path, *before, after);
        old_text = one_a_line(lists.before, *before);
        new_text = one_a_line(lists.after, after);
    } else if (is_list) {
        new_text = one_a_line(diff::items_of(path, after), after);
    } else {
        const diff::document_value new_value = diff::in_document(after);
        const diff::document_value old_value = before == nullptr ? nullptr : diff::in_document(*before);
        new_text = text_form(new_value, limit);
        old_text = text_form(old_value, limit);
        can_share = can_share && text_of(old_value) != nullptr && text_of(new_value) != nullptr;
    }
    std::vector<diff_line> lines;
    if (can_share) {
        lines = line_diff(old_text, new_text);
    } else {
        if (before != nullptr) {
            add_whole(lines, line_mark::removed, old_text);
        }
        add_whole(lines, line_mark::added, new_text);
    }
    std::vector<shown_line> abridged_lines = abridged(lines, is_list ? long_runs::whole : long_runs::ends);
    for (shown_line& line : abridged_lines) {
        line.text = std::string(sign_of(line.mark)) + fitted(line.text, longest);
    }
    return abridged_lines;
}

std::vector<std::string> whole_lines(const diff::attribute_path& path, const diff::attribute_value& value) {
    std::vector<std::string> lines =
        diff::is_list(path) ? diff::items_of(path, value) : std::vector<std::string>();
    const diff::document_value told = diff::in_document(value);
    const std::string* text = text_of(told);
    if (lines.empty() && (text == nullptr || text->find('\n') == std::string::npos)) {
        return {shown(told, longest_item)};
    }
    if (lines.empty()) {
        std::vector<diff_line> parts;
        add_whole(parts, line_mark::kept, *text);
        for (const diff_line& part : parts) {
            lines.emplace_back(part.text);
        }
    }
    for (std::string& line : lines) {
        line = fitted(line, longest_item);
    }
    return lines;
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
