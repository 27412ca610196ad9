#include "cli/commands.hpp"
#include "validation/validate.hpp"

namespace censusctl::cli {

exit_status run_validate(const context& given) {
    const cli_options& options = given.options;
    loaded_project project = load(given, options.words);
    if (options.online || options.sandbox) {
        const auto connection = connect(given, project);
        const auto workspace = connection->fetch(manifest::references_of(project.declared.syncs));
        const auto resolved =
            validation::resolve(project.declared.syncs, workspace.metadata, project.problems);
        validation::check_metadata(resolved, project.problems);
    }
    const auto problems = diagnostics::sorted(project.problems.all());
    print_problems(given, problems, project.sources);
    const std::string counts = count_line(problems);
    const std::string syncs = std::to_string(project.declared.syncs.size());
    given.screen.note(
        counts.empty()
            ? "No problems in " + syncs + (project.declared.syncs.size() == 1 ? " sync." : " syncs.")
            : counts + " in " + syncs + (project.declared.syncs.size() == 1 ? " sync." : " syncs."));
    return diagnostics::has_errors(problems) ? exit_manifest : exit_ok;
}

}  // namespace censusctl::cli
