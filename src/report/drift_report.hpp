#pragma once
#include <string>

#include "diagnostics/source_map.hpp"
#include "plan/drift.hpp"
#include "report/render.hpp"

/// A drift for people and programs.
namespace censusctl::report {

/// Problems first, then what differs, then how the managed syncs run, then the counts and the coverage.
[[nodiscard]] std::string drift_text(const plan::drift& shown, const diagnostics::source_map& sources,
                                     const text_style& style);

/// The document of schemas/drift.schema.json, with a newline at its end.
[[nodiscard]] std::string drift_json(const plan::drift& shown, const diagnostics::source_map& sources);

/// One HTML file that asks for nothing else: counts, problems, a picture of the lineage, and a table of the
/// syncs that can be filtered, with their differences and small charts of their runs.
[[nodiscard]] std::string drift_html(const plan::drift& shown, const diagnostics::source_map& sources);

/// "3 of 4 succeeded (75%); records: 1200 processed, 0 failed, 2 invalid"; "none yet".
[[nodiscard]] std::string runs_in_words(const plan::run_health& runs);

}  // namespace censusctl::report
