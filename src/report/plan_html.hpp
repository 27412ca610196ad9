#pragma once
#include <map>
#include <string>
#include <string_view>

#include "diagnostics/source_map.hpp"
#include "model/catalogue.hpp"
#include "plan/lineage.hpp"
#include "plan/plan.hpp"
#include "report/page_origin.hpp"
#include "report/rehearsal.hpp"

namespace censusctl::report {

/// What each sync reads and writes, by its key in the files.
using lineages = std::map<std::string, plan::lineage, std::less<>>;

/// What a plan's page tells besides the plan.
struct plan_page {
    std::string apply_command{};                ///< applies just this plan; empty: none is named
    const rehearsal* rehearsed{nullptr};        ///< what came of it, if it was rehearsed
    const model::catalogue* metadata{nullptr};  ///< the names of connections; absent: their ids
    page_origin origin{};
};

/// A plan as one HTML file for a reviewer: counts, risks, problems, the lineage of what changes, and a table
/// of the actions that can be filtered, with `old` and `new` of each field and what to edit by hand. What
/// came of a rehearsal is told, without the requests.
[[nodiscard]] std::string plan_html(const plan::plan& shown, const diagnostics::source_map& sources,
                                    const lineages& ends, const plan_page& with = {});

}  // namespace censusctl::report
