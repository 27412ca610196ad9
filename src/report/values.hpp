#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"
#include "json/writer.hpp"
#include "report/line_diff.hpp"
#include "report/render.hpp"

namespace censusctl::report {

/// A value as it stands in text output, escaped and cut to `limit` columns. A text is bare unless it could be
/// taken for something else (empty, `null`, a number, spaces at its ends, ` -> `): then it is quoted.
[[nodiscard]] std::string shown_value(const diff::attribute_value& value, std::size_t limit);

/// The same of the value at a path: of a list nothing is cut.
[[nodiscard]] std::string shown_value(const diff::attribute_path& path, const diff::attribute_value& value,
                                      std::size_t limit);

/// Two values that differ.
struct shown_pair {
    std::string before;
    std::string after;
};

/// Both values, each cut to `limit` columns. Where the cut would hide the first difference between two texts,
/// they are shown from just before it on, after "…".
[[nodiscard]] shown_pair shown_values(const diff::attribute_value& before, const diff::attribute_value& after,
                                      std::size_t limit);

/// The same of the value at a path: of a list nothing is cut.
[[nodiscard]] shown_pair shown_values(const diff::attribute_path& path, const diff::attribute_value& before,
                                      const diff::attribute_value& after, std::size_t limit);

/// Whether one of two values has several lines, or is a list with an item, so that their lines are shown in
/// place of them.
[[nodiscard]] bool in_lines(const diff::attribute_path& path, const diff::attribute_value& before,
                            const diff::attribute_value& after);

/// The difference of such values line by line: "- removed", "+ added", "  kept", "  … 12 unchanged lines",
/// each escaped and cut to `limit` columns; the items of a list whole, whatever the limit. `before` absent:
/// nothing was there.
[[nodiscard]] std::vector<shown_line> value_lines(const diff::attribute_path& path,
                                                  const diff::attribute_value* before,
                                                  const diff::attribute_value& after, std::size_t limit);

/// A value whole, each of its lines or items by itself, escaped.
[[nodiscard]] std::vector<std::string> whole_lines(const diff::attribute_path& path,
                                                   const diff::attribute_value& value);

/// Appends such lines, coloured by what became of each if the style wants colours.
void paint_lines(std::string& to, const std::vector<shown_line>& lines, std::size_t indent,
                 const text_style& style);

/// Writes a value under a key, in the form that documents have.
void write_member(json::writer& out, std::string_view key, const diff::attribute_value& value);

}  // namespace censusctl::report
