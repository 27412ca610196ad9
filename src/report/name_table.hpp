#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "report/document_origin.hpp"
#include "report/render.hpp"

/// A table of what there is in a workspace to be named: what `list` shows.
namespace censusctl::report {

/// A value of a table: none, a text of the workspace, a number, yes or no, or several words.
using name_cell = std::variant<std::monostate, std::string, std::int64_t, bool, std::vector<std::string>>;

/// A column of a table.
struct name_column {
    /// Where it is shown: tables for people are narrow.
    enum class shown_in { everywhere, documents };

    std::string_view key;    ///< in JSON and CSV: "full_name"
    std::string_view title;  ///< for people: "FIELD"
    bool is_name{false};     ///< a filter looks at it
    shown_in where{shown_in::everywhere};
};

/// What was asked for, and the rows.
struct name_table {
    std::string_view kind;  ///< "fields"
    /// What they are of: {"destination", "Braze"}, {"object", "user"}.
    std::vector<std::pair<std::string_view, std::string>> of;
    std::vector<name_column> columns;
    std::vector<std::vector<name_cell>> rows;
    document_origin origin{};
};

/// The rows of which a name contains this text, in any case; one with `*`, `?` or `[` is a pattern that a
/// whole name matches.
void keep_matching(name_table& table, std::string_view filter);

/// The names of all rows: what a filter could have meant.
[[nodiscard]] std::vector<std::string> names_in(const name_table& table);

/// Lines for people, with a title line; at most `width` columns wide where every column can be shown in that
/// at all, 0: as wide as the longest value. Empty where there are no rows.
[[nodiscard]] std::string name_table_text(const name_table& table, const text_style& style,
                                          std::size_t width);

/// The document of schemas/list.schema.json.
[[nodiscard]] std::string name_table_json(const name_table& table);

/// As RFC 4180 has it, with a title line; control characters are escaped as for a terminal.
[[nodiscard]] std::string name_table_csv(const name_table& table);

}  // namespace censusctl::report
