#include <optional>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/commit_link.hpp"
#include "cli/drift_decision.hpp"
#include "cli/next_command.hpp"
#include "cli/outputs.hpp"
#include "cli/page_origin.hpp"
#include "cli/plan_file.hpp"
#include "cli/rehearsal.hpp"
#include "cli/stopwatch.hpp"
#include "plan/saved_plan.hpp"
#include "report/plan_html.hpp"
#include "report/plan_markdown.hpp"
#include "report/render.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

report::lineages lineages_of(const planned_project& planned) {
    report::lineages lineages;
    for (const validation::resolved_sync& sync : planned.resolved) {
        lineages.emplace(sync.declared->key.value,
                         sync.spec ? plan::lineage_of(*sync.spec, planned.workspace.metadata)
                                   : plan::lineage_of(*sync.declared));
    }
    return lineages;
}

/// Whether what the files changed is judged, and shown first.
bool only_mine(const context& invocation) {
    return invocation.options.only == "mine";
}

void print_plan(const context& invocation, const planned_project& planned, const loaded_project& project,
                const std::optional<report::rehearsal>& rehearsed) {
    const diagnostics::source_map& sources = project.sources;
    stopwatch watch(invocation.log);
    // A plan that failed in a copy of the workspace is not to be applied: no report says how to.
    const bool failed = rehearsed && !rehearsed->problems.empty();
    const bool waits = waits_for_decision(planned.todo);
    const std::string in_ci =
        failed || waits ? std::string() : command_to_apply(invocation.options, planned.todo, true);
    emit(invocation, [&](std::string_view format, const report::text_style& style) {
        if (format == "html") {
            return report::plan_html(planned.todo, project.sources, lineages_of(planned),
                                     {in_ci, rehearsed ? &*rehearsed : nullptr, &planned.workspace.metadata,
                                      origin_of_page(invocation, project)});
        }
        if (format == "json") {
            return report::plan_json(planned.todo, sources, rehearsed ? &*rehearsed : nullptr);
        }
        if (format == "markdown") {
            return report::plan_markdown(planned.todo, sources,
                                         {commit_link_base(), report::comment_limit, in_ci,
                                          rehearsed ? &*rehearsed : nullptr, &planned.workspace.metadata});
        }
        if (format == "text") {
            const std::string next = invocation.options.out.empty()
                                         ? command_to_apply(invocation.options, planned.todo, false)
                                         : command_to_apply_file(invocation.options, planned.todo);
            std::string text =
                report::plan_text(planned.todo, sources, style,
                                  {failed || waits ? std::string() : next,
                                   only_mine(invocation) ? report::whose::files_first : report::whose::all,
                                   invocation.options.full, &planned.workspace.metadata});
            if (rehearsed) {
                text += "\n" + report::rehearsal_text(*rehearsed, planned.todo.workspace.base_url, style);
            }
            return text;
        }
        return problems_for_tools(format, planned.todo.diagnostics, sources);
    });
    watch.lap("print");
}

}  // namespace

exit_status run_plan(const context& invocation) {
    if (invocation.options.rehearse && invocation.options.locked) {
        throw command_failure(exit_usage, "--rehearse copies what the workspace says: it takes no --locked");
    }
    if (only_mine(invocation) && !invocation.options.base) {
        throw command_failure(exit_usage, "--only mine needs --base, by which a change is told to be yours",
                              "give what the files were before: --base origin/main, or --base last-applied");
    }
    loaded_project project = load(invocation, invocation.options.words);
    read_base(invocation, project);
    const auto connection = connect(invocation, project);
    const planned_project planned = make_plan(invocation, project, *connection);
    const bool faulty = diagnostics::has_errors(planned.todo.diagnostics);
    const bool undecided = waits_for_decision(planned.todo);
    std::optional<report::rehearsal> rehearsed;
    if (invocation.options.rehearse && planned.todo.has_blocking_errors()) {
        invocation.screen.note("Not rehearsed: there are errors.");
    } else if (invocation.options.rehearse && undecided) {
        invocation.screen.note("Not rehearsed: somebody has to decide first.");
    } else if (invocation.options.rehearse) {
        rehearsed = rehearse(invocation, project, *connection, planned);
    }
    print_plan(invocation, planned, project, rehearsed);
    const std::string counts = count_line(planned.todo.diagnostics);
    if (!counts.empty() && !faulty) {
        invocation.screen.note(counts + ".");
    }
    invocation.screen.note("Read with " + connection->cost() + ".");
    if (rehearsed && invocation.options.format != "text" && invocation.options.format != "json") {
        // The other formats have no place for all of it.
        std::string told = report::rehearsal_text(*rehearsed, planned.todo.workspace.base_url, {});
        told.pop_back();
        invocation.screen.note(told);
    }
    if (rehearsed && !rehearsed->problems.empty()) {
        throw command_failure(exit_incomplete, "the rehearsal failed; nothing real was touched",
                              invocation.options.out.empty() ? "" : "the plan was not saved");
    }
    tell_undecided(invocation, planned.todo);
    if (undecided && !planned.todo.has_blocking_errors()) {
        refuse_drift(planned.todo);
    }
    if (!invocation.options.out.empty()) {
        refuse_secret(invocation, plan::encode_plan(planned.todo, project.sources), "the saved plan");
        write_plan_file(invocation, planned.todo, project.sources);
        const std::string next = command_to_apply_file(invocation.options, planned.todo);
        invocation.screen.note((invocation.options.out == standard_stream
                                    ? "Saved to what reads standard output"
                                    : "Saved to " + text::escape_for_terminal(invocation.options.out)) +
                               (next.empty() ? "." : "; `" + next + "` does exactly this."));
        if (faulty) {
            invocation.screen.note(left_out_line(planned.todo));
        }
    }
    if (faulty) {
        invocation.screen.complain(counts + ".");
        return exit_manifest;
    }
    const bool differs =
        only_mine(invocation) ? planned.todo.has_differences_of_files() : planned.todo.has_differences();
    if (!invocation.options.detailed_exitcode || !differs) {
        return exit_ok;
    }
    invocation.screen.complain(only_mine(invocation) ? "These files change something."
                                                     : "There are differences.");
    return exit_differences;
}

}  // namespace censusctl::cli
