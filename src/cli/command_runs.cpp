#include "cli/commands.hpp"
#include "cli/named_syncs.hpp"
#include "cli/workspace_reading.hpp"
#include "report/runs.hpp"

namespace censusctl::cli {

exit_status run_runs(const context& invocation) {
    const loaded_project project = load(invocation, {});
    const auto connection = connect(invocation, project);
    const std::vector<named_sync> named = find_named(project, *connection, invocation.options.words);
    std::vector<std::int64_t> ids;
    ids.reserve(named.size());
    for (const named_sync& sync : named) {
        ids.push_back(sync.id);
    }
    auto runs = read_runs(*connection, ids, static_cast<int>(invocation.options.runs));
    std::vector<report::sync_runs> shown;
    shown.reserve(named.size());
    for (const named_sync& sync : named) {
        shown.push_back({sync.key, sync.label, sync.id, std::move(runs[sync.id])});
    }
    const bool json = invocation.options.format == "json";
    invocation.screen.data(
        json ? report::runs_json(shown, {project.declared.config.environment, connection->api_generation()})
             : report::runs_text(shown, invocation.screen.style()),
        invocation.options.format);
    return exit_ok;
}

}  // namespace censusctl::cli
