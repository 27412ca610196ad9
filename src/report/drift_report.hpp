#pragma once
#include <cstddef>
#include <string>

#include "diagnostics/source_map.hpp"
#include "plan/drift.hpp"
#include "report/markdown.hpp"
#include "report/page_origin.hpp"
#include "report/render.hpp"

/// A drift for people and programs.
namespace censusctl::report {

/// Problems, a head (workspace, counts, coverage), then the syncs, those that need a person first: failing,
/// missing, changed. Those that are as declared and run well are one line, unless it is to be full.
[[nodiscard]] std::string drift_text(const plan::drift& shown, const diagnostics::source_map& sources,
                                     const text_style& style, bool full = false);

/// The same as a comment or a job's summary (GitHub and GitLab Markdown), at most `limit` characters: what
/// needs a person in a table, the differences folded below it. It begins with a hidden marker.
[[nodiscard]] std::string drift_markdown(const plan::drift& shown, const diagnostics::source_map& sources,
                                         const std::string& link_base, std::size_t limit = comment_limit);

/// "1 changed, 0 missing, 2 unmanaged, 7 as declared; 1 failing".
[[nodiscard]] std::string drift_counts(const plan::drift& shown);

/// The document of schemas/drift.schema.json, with a newline at its end.
[[nodiscard]] std::string drift_json(const plan::drift& shown, const diagnostics::source_map& sources);

/// One HTML file that asks for nothing else: counts, problems, a picture of what needs a person, and a table
/// of the syncs, those first, that can be filtered, with their differences and small charts of their runs.
[[nodiscard]] std::string drift_html(const plan::drift& shown, const diagnostics::source_map& sources,
                                     const page_origin& origin = {});

/// "3 of 4 succeeded (75%); records: 1200 processed, 0 failed, 2 invalid"; "none yet".
[[nodiscard]] std::string runs_in_words(const plan::run_health& runs);

}  // namespace censusctl::report
