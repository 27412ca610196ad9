#include <algorithm>

#include "cli/commands.hpp"
#include "plan/lineage.hpp"
#include "report/graph.hpp"

namespace censusctl::cli {

exit_status run_graph(const context& invocation) {
    const loaded_project project = load(invocation, invocation.options.words);
    if (project.problems.has_errors()) {
        const std::vector<diagnostics::diagnostic> problems = diagnostics::sorted(project.problems.all());
        invocation.screen.complain(
            report::diagnostics_text(problems, project.sources, invocation.screen.style()));
        invocation.screen.error("the manifests have " + count_line(problems) + ": nothing was drawn");
        return exit_manifest;
    }
    std::vector<report::graph_sync> syncs;
    syncs.reserve(project.declared.syncs.size());
    for (std::size_t at = 0; at < project.declared.syncs.size(); ++at) {
        if (project.selected && project.selected->syncs[at] == 0) {
            continue;
        }
        const manifest::declared_sync& declared = project.declared.syncs[at];
        report::graph_sync& sync = syncs.emplace_back();
        sync.key = declared.key.value;
        sync.label = declared.spec.label;
        sync.ends = plan::lineage_of(declared);
        for (const auto& first : declared.after) {
            sync.after.push_back(first.value);
        }
        const std::string& parent = declared.spec.triggers.sync_sequence.key;
        if (!parent.empty() && std::ranges::find(sync.after, parent) == sync.after.end()) {
            sync.after.push_back(parent);  // the workspace starts it then; `apply` need not
        }
    }
    invocation.screen.data(invocation.options.graph_format == "dot" ? report::graph_dot(syncs)
                                                                    : report::graph_mermaid(syncs));
    return exit_ok;
}

}  // namespace censusctl::cli
