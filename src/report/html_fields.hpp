#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"
#include "plan/lineage.hpp"
#include "report/html_writer.hpp"

/// The parts of a report's rows that drifts and plans share.
namespace censusctl::report {

/// A value in a cell, quoted where it could be taken for something else, cut where it is very long.
void write_value(html_writer& out, const diff::attribute_value& value);

/// The cells of what a value was and what it is to be, each under its heading; where one of them has several
/// lines or items, one cell for both with their difference line by line. `before` absent: nothing was there,
/// and it has no cell.
void write_values(html_writer& out, const diff::attribute_path& path, const diff::attribute_value* before,
                  const diff::attribute_value& after);

/// Key and label of a sync, its id, and where the file declares it.
struct html_sync_name {
    std::string key;  ///< empty: not declared
    std::string label;
    std::optional<std::int64_t> sync_id;
    std::string place;  ///< "syncs/a.yaml:3:3"; empty: none
};
void write_name(html_writer& out, const html_sync_name& sync);

/// "Warehouse · people → Mail · person".
void write_ends(html_writer& out, const plan::lineage& ends);

/// Begins the table that the controls filter, up to its rows.
void begin_table(html_writer& out, std::string_view caption, const std::vector<std::string_view>& columns);
void end_table(html_writer& out);

/// Opens what is folded until its title is chosen; to be closed with `out.close()`.
void begin_folded(html_writer& out, std::string_view title);

}  // namespace censusctl::report
