#include <algorithm>

#include "census/api.hpp"
#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/environment.hpp"
#include "cli/metadata_lock.hpp"
#include "cli/workspace_reading.hpp"
#include "manifest/trace.hpp"
#include "report/sync_trace.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"
#include "validation/validate.hpp"

namespace censusctl::cli {
namespace {

using diagnostics::diagnostic;

bool same(const diagnostic& left, const diagnostic& right) {
    return left.id == right.id && left.where == right.where && left.message == right.message;
}

/// A problem of the files, and the environments in which they have it.
struct found_problem {
    diagnostic problem;
    std::vector<std::string> environments;
};

/// The files as they are for each environment, in one report that says each problem once.
exit_status validate_every_environment(const context& invocation, const std::vector<std::string>& names) {
    std::vector<found_problem> found;
    loaded_project last;
    for (const std::string& name : names) {
        cli_options options = invocation.options;
        options.environment = name;
        const context one{options, invocation.screen, invocation.log};
        last = load(one, options.words);
        apply_levels(one, last.declared.config.policy, false, last.problems);
        for (const diagnostic& problem : last.problems.all()) {
            const auto known =
                std::ranges::find_if(found, [&](const auto& other) { return same(other.problem, problem); });
            auto& here = known == found.end() ? found.emplace_back(found_problem{problem, {}}) : *known;
            if (here.environments.empty() || here.environments.back() != name) {
                here.environments.push_back(name);
            }
        }
    }
    std::vector<diagnostic> problems;
    for (found_problem& one : found) {
        const bool everywhere = one.environments.size() == names.size();
        if (one.problem.id == diagnostics::code::manifest_empty && !everywhere) {
            continue;  // what is selected is in others
        }
        if (!everywhere) {
            std::string where;
            for (const std::string& name : one.environments) {
                where += (where.empty() ? "" : ", ") + name;
            }
            one.problem.hints.push_back("so it is in the environment " + where);
        }
        problems.push_back(std::move(one.problem));
    }
    problems = diagnostics::sorted(std::move(problems));
    print_problems(invocation, problems, last.sources, {});
    const std::string counts = count_line(problems);
    const std::string told =
        (counts.empty() ? "No problems" : counts) + " in " + text::counted(names.size(), "environment") + ".";
    if (diagnostics::has_errors(problems)) {
        invocation.screen.complain(told);
        return exit_manifest;
    }
    invocation.screen.note(told);
    return exit_ok;
}

/// `--show` asks about one sync, of one environment.
void check_show(const cli_options& options) {
    if (options.selects() || !options.outputs.empty()) {
        throw command_failure(exit_usage,
                              "--show names the one sync that it is about: give nothing beside it");
    }
    if (options.format != "text" && options.format != "json") {
        throw command_failure(exit_usage, "--show prints text or json, not " + options.format);
    }
}

/// Prints the sync that `--show` names. The files have no errors in it.
void show_sync(const context& invocation, const loaded_project& project,
               const manifest::sync_tracer& tracer) {
    const cli_options& options = invocation.options;
    const std::string& environment = project.declared.config.environment;
    const manifest::traced_sync shown = tracer.of(options.show);
    if (shown.parts.empty()) {
        throw command_failure(
            exit_failed, "no manifest declares a sync '" + text::escape_for_terminal(options.show) + "'");
    }
    invocation.screen.data(options.format == "json"
                               ? report::sync_trace_json(shown, environment, project.sources)
                               : report::sync_trace_text(shown, environment, project.sources),
                           options.format);
}

}  // namespace

exit_status run_validate(const context& invocation) {
    const cli_options& options = invocation.options;
    const bool shows = !options.show.empty();
    if (!options.locked && !options.online && !options.sandbox && !shows) {
        if (const auto names = unpicked_environments(invocation); !names.empty()) {
            return validate_every_environment(invocation, names);
        }
    }
    if (shows) {
        check_show(options);
    }
    manifest::sync_tracer tracer([&](std::string_view key) { return key == options.show; });
    loaded_project project =
        load(invocation, shows ? std::vector{options.show} : options.words, {}, shows ? &tracer : nullptr);
    if (options.locked && options.online) {
        throw command_failure(exit_usage, "--locked and --online exclude each other");
    }
    std::string api;
    if (options.locked) {
        const report::metadata_lock lock =
            read_lock(invocation, project.declared.config.environment, project.base);
        api = lock.workspace.api;
        const auto resolved = validation::resolve(
            project.declared.syncs, lock.metadata, project.problems, validation::metadata_origin::lock,
            census::capabilities_of(lock.workspace.api), selected_syncs(project));
        validation::check_metadata(resolved, project.problems);
    } else if (options.online || options.sandbox) {
        const auto connection = connect(invocation, project);
        const auto workspace = read_workspace(*connection, wanted_metadata(project));
        api = connection->api_generation();
        const auto resolved = validation::resolve(project.declared.syncs, workspace.metadata,
                                                  project.problems, validation::metadata_origin::workspace,
                                                  connection->capabilities(), selected_syncs(project));
        validation::check_metadata(resolved, project.problems);
    }
    if (project.selected) {
        manifest::keep_selected(*project.selected, manifest::elsewhere::nothing, project.problems);
    }
    // Of one environment it cannot be said that a rule is for nothing.
    const bool against_metadata =
        (options.locked || options.online || options.sandbox) && project.declared.config.environments.empty();
    apply_levels(invocation, project.declared.config.policy, against_metadata, project.problems);
    const auto problems = diagnostics::sorted(project.problems.all());
    if (shows && !diagnostics::has_errors(problems)) {
        show_sync(invocation, project, tracer);
    } else {
        print_problems(invocation, problems, project.sources, project.declared.config.environment, api);
    }
    const std::string counts = count_line(problems);
    const std::size_t all = project.declared.syncs.size();
    const std::size_t seen = project.selected ? project.selected->note.selected : all;
    const std::string syncs = project.selected ? std::to_string(project.selected->note.selected) + " of " +
                                                     text::counted(all, "sync") + "."
                                               : text::counted(all, "sync") + ".";
    // A problem of files without a sync is in none of them.
    const std::string told = seen == 0 && !counts.empty()
                                 ? counts + "."
                                 : (counts.empty() ? "No problems" : counts) + " in " + syncs;
    if (diagnostics::has_errors(problems)) {
        invocation.screen.complain(told);
        return exit_manifest;
    }
    invocation.screen.note(told);
    return exit_ok;
}

}  // namespace censusctl::cli
