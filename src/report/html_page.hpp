#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/source_map.hpp"
#include "report/html_writer.hpp"
#include "report/page_origin.hpp"

/// What the HTML reports have in common. A report is one file that asks for nothing else: its content
/// security policy allows the style sheet and the script that it carries, by their hashes, and nothing more.
namespace censusctl::report {

/// Begins the document: head, and the opened body and main. `title` is raw.
void begin_page(html_writer& out, std::string_view title);
void end_page(html_writer& out);

/// "Made 2026-11-27 21:30 UTC of commit 0123456789ab, with changes that are not committed".
void write_origin(html_writer& out, const page_origin& origin);

/// A number with what it counts, for the head of a report.
struct html_card {
    std::string_view name;
    std::string value;
};
void write_cards(html_writer& out, const std::vector<html_card>& cards);

/// A kind of row that the table can be filtered by.
struct html_kind {
    std::string_view word;   ///< of the row's data-kind and class
    std::string_view title;  ///< for people
    std::size_t count{0};
};

/// The controls of the table: search, kinds (those with no row are left out), and for a drift only failing
/// syncs. They are hidden until the script runs.
void write_controls(html_writer& out, const std::vector<html_kind>& kinds, bool with_failing);

/// The problems of the files, where there are any.
void write_problems(html_writer& out, const std::vector<diagnostics::diagnostic>& problems,
                    const diagnostics::source_map& sources);

/// The hash of an inline style sheet or script, as a content security policy names it: 'sha256-…'.
[[nodiscard]] std::string policy_hash(std::string_view content);

}  // namespace censusctl::report
