#include "census/api.hpp"
#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/metadata_lock.hpp"
#include "cli/workspace_reading.hpp"
#include "text/counted.hpp"
#include "validation/validate.hpp"

namespace censusctl::cli {

exit_status run_validate(const context& invocation) {
    const cli_options& options = invocation.options;
    loaded_project project = load(invocation, options.words);
    if (options.locked && options.online) {
        throw command_failure(exit_usage, "--locked and --online exclude each other");
    }
    if (options.locked) {
        const report::metadata_lock lock = read_lock(invocation, project.base);
        const auto resolved = validation::resolve(
            project.declared.syncs, lock.metadata, project.problems, validation::metadata_origin::lock,
            census::capabilities_of(lock.workspace.api), selected_syncs(project));
        validation::check_metadata(resolved, project.problems);
    } else if (options.online || options.sandbox) {
        const auto connection = connect(invocation, project);
        const auto workspace = read_workspace(*connection, wanted_metadata(project));
        const auto resolved = validation::resolve(project.declared.syncs, workspace.metadata,
                                                  project.problems, validation::metadata_origin::workspace,
                                                  connection->capabilities(), selected_syncs(project));
        validation::check_metadata(resolved, project.problems);
    }
    if (project.selected) {
        manifest::keep_selected(*project.selected, manifest::elsewhere::nothing, project.problems);
    }
    const bool against_metadata = options.locked || options.online || options.sandbox;
    apply_levels(invocation, project.declared.config.policy, against_metadata, project.problems);
    const auto problems = diagnostics::sorted(project.problems.all());
    print_problems(invocation, problems, project.sources);
    const std::string counts = count_line(problems);
    const std::size_t all = project.declared.syncs.size();
    const std::string syncs = project.selected ? std::to_string(project.selected->note.selected) + " of " +
                                                     text::counted(all, "sync") + "."
                                               : text::counted(all, "sync") + ".";
    const std::string told = (counts.empty() ? "No problems" : counts) + " in " + syncs;
    if (diagnostics::has_errors(problems)) {
        invocation.screen.complain(told);
        return exit_manifest;
    }
    invocation.screen.note(told);
    return exit_ok;
}

}  // namespace censusctl::cli
