#include "report/name_table.hpp"

#include <algorithm>
#include <numeric>

#include "json/writer.hpp"
#include "manifest/glob.hpp"
#include "report/diagnostics_json.hpp"
#include "report/display_width.hpp"
#include "report/fit.hpp"
#include "report/paint.hpp"
#include "text/ascii.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t gap = 2;
/// No column is made narrower than this to let others be seen.
constexpr std::size_t least_width = 8;

bool is_shown(const name_column& column) {
    return column.where == name_column::shown_in::everywhere;
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

/// A value in words, not yet escaped.
std::string plain(const name_cell& cell, std::string_view none, std::string_view no) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*number);
    }
    if (const auto* flag = std::get_if<bool>(&cell)) {
        return *flag ? "yes" : std::string(no);
    }
    if (const auto* words = std::get_if<std::vector<std::string>>(&cell)) {
        return joined(*words);
    }
    return std::string(none);
}

std::size_t width_of(std::string_view shown) {
    return static_cast<std::size_t>(display_width(shown));
}

/// Takes from the widest column until the whole fits.
void narrow(std::vector<std::size_t>& widths, std::size_t most) {
    const auto total = [&widths] {
        return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
    };
    while (total() > most) {
        const auto widest = std::ranges::max_element(widths);
        if (*widest <= least_width) {
            return;
        }
        --*widest;
    }
}

std::string csv_cell(std::string_view text) {
    std::string shown = text::escape_for_terminal(text);
    if (shown.find_first_of(",\"") == std::string::npos) {
        return shown;
    }
    std::string quoted = "\"";
    for (const char each : shown) {
        quoted += each == '"' ? "\"\"" : std::string(1, each);
    }
    return quoted + '"';
}

void write_cell(json::writer& out, std::string_view key, const name_cell& cell) {
    out.key(key);
    if (const auto* words = std::get_if<std::vector<std::string>>(&cell)) {
        out.begin_array();
        for (const std::string& word : *words) {
            out.value(word);
        }
        out.end_array();
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        out.value(*text);
    } else if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        out.value(*number);
    } else if (const auto* flag = std::get_if<bool>(&cell)) {
        out.value(*flag);
    } else {
        out.value(nullptr);
    }
}

}  // namespace

void keep_matching(name_table& table, std::string_view filter) {
    const bool is_pattern = manifest::is_pattern(filter);
    const std::string wanted = text::lower_case(filter);
    const auto matches = [&](const std::vector<name_cell>& row) {
        for (std::size_t at = 0; at < row.size(); ++at) {
            if (!table.columns[at].is_name) {
                continue;
            }
            const std::string name = text::lower_case(plain(row[at], "", ""));
            if (is_pattern ? manifest::matches_name(wanted, name) : name.find(wanted) != std::string::npos) {
                return true;
            }
        }
        return false;
    };
    std::erase_if(table.rows, [&](const std::vector<name_cell>& row) { return !matches(row); });
}

std::vector<std::string> names_in(const name_table& table) {
    std::vector<std::string> names;
    for (const std::vector<name_cell>& row : table.rows) {
        for (std::size_t at = 0; at < row.size(); ++at) {
            const auto* name = std::get_if<std::string>(&row[at]);
            if (table.columns[at].is_name && name != nullptr && !name->empty()) {
                names.push_back(*name);
            }
        }
    }
    return names;
}

std::string name_table_text(const name_table& table, const text_style& style, std::size_t width) {
    if (table.rows.empty()) {
        return {};
    }
    std::vector<std::size_t> columns;
    std::vector<std::size_t> widths;
    for (std::size_t at = 0; at < table.columns.size(); ++at) {
        const auto is_told = [&](const std::vector<name_cell>& row) {
            return !plain(row[at], "", "").empty();
        };
        // What no row has would only take the room of what there is.
        if (!is_shown(table.columns[at]) || std::ranges::none_of(table.rows, is_told)) {
            continue;
        }
        std::size_t widest = width_of(table.columns[at].title);
        for (const std::vector<name_cell>& row : table.rows) {
            widest = std::max(widest, width_of(text::escape_for_terminal(plain(row[at], "-", "no"))));
        }
        columns.push_back(at);
        widths.push_back(widest);
    }
    if (width > 0) {
        narrow(widths, width);
    }
    const auto line = [&](const auto& cell_of) {
        std::string shown;
        for (std::size_t place = 0; place < columns.size(); ++place) {
            std::string cell = fitted(cell_of(columns[place]), widths[place]);
            if (place + 1 < columns.size()) {
                cell.append(widths[place] + gap - std::min(widths[place] + gap, width_of(cell)), ' ');
            }
            shown += cell;
        }
        shown.erase(shown.find_last_not_of(' ') + 1);
        return shown;
    };
    std::string text;
    paint(text, line([&](std::size_t at) { return std::string(table.columns[at].title); }), colour::bold,
          style);
    text += '\n';
    for (const std::vector<name_cell>& row : table.rows) {
        text += line([&](std::size_t at) { return plain(row[at], "-", "no"); }) + '\n';
    }
    return text;
}

std::string name_table_json(const name_table& table) {
    json::writer out(json::layout::lines);
    begin_document(out);
    write_origin_members(out, table.origin);
    out.member("kind", table.kind);
    out.key("of").begin_object(json::layout::one_line);
    for (const auto& [what, name] : table.of) {
        out.member(what, name);
    }
    out.end_object();
    out.key("items").begin_array();
    for (const std::vector<name_cell>& row : table.rows) {
        out.begin_object(json::layout::one_line);
        for (std::size_t at = 0; at < row.size(); ++at) {
            write_cell(out, table.columns[at].key, row[at]);
        }
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

std::string name_table_csv(const name_table& table) {
    std::string text;
    const auto line = [&](const auto& cell_of) {
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            text += (at == 0 ? "" : ",") + csv_cell(cell_of(at));
        }
        text += "\r\n";
    };
    line([&](std::size_t at) { return std::string(table.columns[at].key); });
    for (const std::vector<name_cell>& row : table.rows) {
        line([&](std::size_t at) {
            const auto* flag = std::get_if<bool>(&row[at]);
            return flag == nullptr ? plain(row[at], "", "") : std::string(*flag ? "true" : "false");
        });
    }
    return text;
}

}  // namespace censusctl::report
