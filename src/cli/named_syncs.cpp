#include "cli/named_syncs.hpp"

#include <algorithm>
#include <string_view>

#include "cli/command_failure.hpp"
#include "cli/workspace_reading.hpp"
#include "plan/matching.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"

namespace censusctl::cli {

std::vector<named_sync> find_named(const loaded_project& project, session& connection,
                                   const std::vector<std::string>& keys) {
    census::reading_extent extent;
    for (const auto& use : wanted_metadata(project).sources) {
        extent.in_groups_of.push_back(use.connection);
    }
    const census::workspace_snapshot workspace = read_workspace(connection, {}, extent);
    std::vector<validation::resolved_sync> declared(project.declared.syncs.size());
    std::vector<std::string_view> known;
    known.reserve(declared.size());
    for (std::size_t at = 0; at < declared.size(); ++at) {
        declared[at].declared = &project.declared.syncs[at];
        known.emplace_back(project.declared.syncs[at].key.value);
    }
    diagnostics::collector of_the_plan;
    const plan::matches found = plan::match_syncs(declared, workspace.syncs, of_the_plan);
    std::vector<named_sync> named;
    for (const std::string& key : keys) {
        const auto at = static_cast<std::size_t>(std::ranges::find(known, key) - known.begin());
        const std::string shown = "'" + text::escape_for_terminal(key) + "'";
        if (at == known.size()) {
            throw command_failure(exit_failed, "no manifest declares a sync " + shown,
                                  text::escape_for_terminal(text::did_you_mean(key, known)));
        }
        const plan::match& here = found.declared[at];
        if (here.problem) {
            throw command_failure(exit_manifest, "the sync " + shown + " has errors",
                                  "`censusctl plan` shows them");
        }
        if (here.live == plan::no_match) {
            throw command_failure(exit_failed, "the sync " + shown + " is not in the workspace yet",
                                  "`censusctl plan` shows what an apply would create");
        }
        const model::live_sync& live = workspace.syncs[here.live];
        if (std::ranges::find(named, key, &named_sync::key) == named.end()) {
            named.push_back({key, live.spec.label, live.id, live.spec.operation});
        }
    }
    return named;
}

}  // namespace censusctl::cli
