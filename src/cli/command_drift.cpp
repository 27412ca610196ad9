#include <algorithm>
#include <iterator>
#include <optional>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/commit_link.hpp"
#include "cli/known_base.hpp"
#include "cli/outputs.hpp"
#include "cli/page_origin.hpp"
#include "cli/stopwatch.hpp"
#include "cli/workspace_reading.hpp"
#include "plan/drift.hpp"
#include "report/drift_report.hpp"

namespace censusctl::cli {
namespace {

/// What the status is judged by: what --fail-on names, else what is shown.
plan::drift_alarm alarm_of(const cli_options& options) {
    plan::drift_alarm when;
    const std::vector<std::string>& kinds = options.fail_on.empty() ? options.only_kinds : options.fail_on;
    if (kinds.empty()) {
        return when;
    }
    const auto named = [&kinds](const char* word) {
        return std::ranges::find(kinds, word) != kinds.end();
    };
    when.changed = named("changed");
    when.missing = named("missing");
    when.unmanaged = named("unmanaged");
    when.failing = named("failing");
    if (when.failing && options.runs == 0) {
        throw command_failure(exit_usage,
                              (options.fail_on.empty() ? "--only" : "--fail-on") +
                                  std::string(" failing needs runs to judge by, and --runs is 0"));
    }
    return when;
}

void print_drift(const context& invocation, const plan::drift& shown, const loaded_project& project) {
    const diagnostics::source_map& sources = project.sources;
    emit(invocation, [&](std::string_view format, const report::text_style& style) {
        if (format == "html") {
            return report::drift_html(shown, project.sources, origin_of_page(invocation, project));
        }
        if (format == "markdown") {
            return report::drift_markdown(shown, sources, commit_link_base());
        }
        return format == "json" ? report::drift_json(shown, sources)
                                : report::drift_text(shown, sources, style, invocation.options.full);
    });
}

}  // namespace

exit_status run_drift(const context& invocation) {
    plan::drift_alarm when = alarm_of(invocation.options);
    loaded_project project = load(invocation, invocation.options.words);
    if (project.selected && invocation.options.fail_on.empty() && invocation.options.only_kinds.empty()) {
        when.unmanaged = false;  // of no sync that was asked about
    }
    read_base(invocation, project);
    const auto connection = connect(invocation, project);
    const planned_project planned = make_plan(invocation, project, *connection);
    stopwatch watch(invocation.log);
    plan::drift_input input{planned.todo, planned.resolved, planned.workspace.syncs, planned.found,
                            planned.workspace.metadata};
    input.runs_read = invocation.options.runs;
    input.selected = project.selected ? &*project.selected : nullptr;
    std::map<std::int64_t, std::vector<model::sync_run>> runs;
    if (invocation.options.runs > 0) {
        runs =
            read_runs(*connection, plan::managed_ids(planned.found, planned.workspace.syncs, input.selected),
                      static_cast<int>(invocation.options.runs));
        watch.lap("read runs");
    }
    if (invocation.options.base) {
        input.base = planned.past.attributed_by();
        input.base_name = project.applied ? project.applied->name : input.base->name;
    }
    plan::drift found = plan::make_drift(input, std::move(runs));
    if (!invocation.options.only_kinds.empty()) {
        plan::narrow(found, invocation.options.only_kinds);
    }
    watch.lap("judge drift");
    print_drift(invocation, found, project);
    if (diagnostics::has_errors(found.diagnostics)) {
        invocation.screen.complain(count_line(found.diagnostics) + ".");
        return exit_manifest;
    }
    if (found.counts.changed > 0) {
        invocation.screen.note(
            "`censusctl adopt --all` takes what was changed there into the files, in place.");
    }
    if (found.counts.unmanaged > 0) {
        invocation.screen.note("`censusctl import --all` writes manifests for what is unmanaged.");
    }
    const bool moved = found.counts.changed + found.counts.missing + found.counts.unmanaged > 0;
    const char* const told = moved                             ? "The workspace has left the files."
                             : found.counts.not_understood > 0 ? "What was compared is as the files say."
                                                               : "The workspace is as the files say.";
    if (!found.alarms(when)) {
        invocation.screen.note(told);
        return exit_ok;
    }
    const bool odd = found.counts.not_understood > 0 && when.changed && found.counts.changed == 0;
    const bool left = moved && (!odd || (when.missing && found.counts.missing > 0) ||
                                (when.unmanaged && found.counts.unmanaged > 0));
    invocation.screen.complain(left  ? told
                               : odd ? "Syncs of the workspace are not understood: they were not compared."
                                     : "Runs of syncs fail.");
    return exit_differences;
}

}  // namespace censusctl::cli
