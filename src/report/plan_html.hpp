#pragma once
#include <map>
#include <string>
#include <string_view>

#include "diagnostics/source_map.hpp"
#include "plan/lineage.hpp"
#include "plan/plan.hpp"
#include "report/rehearsal.hpp"

namespace censusctl::report {

/// What each sync reads and writes, by its key in the files.
using lineages = std::map<std::string, plan::lineage, std::less<>>;

/// A plan as one HTML file for a reviewer: counts, problems, lineage, and a table of the actions that can be
/// filtered, with `old` and `new` of each field and what to edit by hand. `apply_command` applies just this
/// plan; empty: none is named. What came of a rehearsal is told, without the requests.
[[nodiscard]] std::string plan_html(const plan::plan& shown, const diagnostics::source_map& sources,
                                    const lineages& ends, const std::string& apply_command,
                                    const rehearsal* rehearsed = nullptr);

}  // namespace censusctl::report
