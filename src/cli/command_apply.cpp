#include <algorithm>

#include "cli/action_report.hpp"
#include "cli/carry_out.hpp"
#include "cli/command_failure.hpp"
#include "cli/plan_file.hpp"
#include "cli/rehearsal.hpp"
#include "plan/limits.hpp"
#include "plan/plan_difference.hpp"
#include "report/render.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

/// `--expect`: the id of a plan, or a file that `plan --out` saved, with which the difference can be shown.
void expect_plan(const context& given, const plan::plan& made) {
    const std::string& expected = given.options.expect;
    if (expected.empty() || made.id == expected) {
        return;
    }
    const bool is_id = expected.rfind("sha256:", 0) == 0;
    if (!is_id) {
        diagnostics::source_map unused;
        const plan::plan reviewed = read_plan_file(expected, unused);
        if (reviewed.id == made.id) {
            return;
        }
        for (const std::string& line : plan::plan_difference(reviewed, made)) {
            given.screen.note("  " + text::escape_for_terminal(line));
        }
    }
    throw command_failure(exit_refused,
                          "the plan is " + made.id + ", not the one that was expected; nothing was done",
                          "review the plan above, and expect its id");
}

/// A plan that somebody took time to read may have gone stale meanwhile: it is made again and compared.
void still_current(const context& given, const loaded_project& project, session& connection,
                   const plan::plan& shown) {
    if (given.options.auto_approve) {
        return;
    }
    const planned_project again = make_plan(given, project, connection);
    if (again.made.id != shown.id) {
        given.screen.data(report::plan_text(again.made, project.sources, given.screen.style()));
        throw command_failure(exit_refused,
                              "the workspace has moved since the plan was shown; nothing was done",
                              "the plan above is what an apply would do now");
    }
}

void show(const context& given, const plan::plan& todo, const diagnostics::source_map& sources) {
    const std::string text = report::plan_text(todo, sources, given.screen.style());
    if (given.options.format == "json") {
        given.screen.note(text);
    } else {
        given.screen.data(text);
    }
}

/// What an apply that has nothing to write ends with.
exit_status nothing_to_do(const context& given, const session& connection, const plan::plan& made) {
    if (given.options.format == "json") {
        given.screen.data(results_json(made.id, {}, connection.spent()));
    }
    return made.counts().blocked > 0 ? exit_incomplete : exit_ok;
}

/// Refuses a plan that does more than `policy: limits` allows, unless the user says otherwise.
void within_limits(const context& given, const plan::plan& made) {
    const auto exceeded = [](const diagnostics::diagnostic& one) {
        return one.id == diagnostics::code::limit_exceeded;
    };
    if (given.options.override_limits ||
        std::none_of(made.diagnostics.begin(), made.diagnostics.end(), exceeded)) {
        return;
    }
    throw command_failure(exit_refused, "the plan passes a limit of `policy`; nothing was done",
                          "give --override-limits if this much is meant");
}

/// `--rehearse`: what fails in a copy of the workspace is not begun in the workspace.
void pass_rehearsal(const context& given, const loaded_project& project, session& connection,
                    const planned_project& planned) {
    const report::rehearsal rehearsed = rehearse(given, project, connection, planned);
    std::string text = report::rehearsal_text(rehearsed, planned.made.base_url, {});
    text.pop_back();
    given.screen.note(text);
    if (!rehearsed.problems.empty()) {
        throw command_failure(exit_refused, "the rehearsal failed; nothing was done");
    }
}

/// A changed sync that must be edited by hand leaves the apply incomplete, however well the rest went.
exit_status with_blocked(exit_status ended, const plan::plan& made) {
    return ended == exit_ok && made.counts().blocked > 0 ? exit_incomplete : ended;
}

exit_status apply_plan_file(const context& given) {
    if (!given.options.words.empty() || !given.options.expect.empty() || given.options.rehearse) {
        throw command_failure(
            exit_usage, "--plan does exactly a saved plan: it takes no PATH, no --expect and no --rehearse");
    }
    // The limits have places in the project file, the actions in the files of the plan: one map holds both.
    loaded_project project = load_config(given);
    diagnostics::source_map& sources = project.sources;
    plan::plan saved = read_plan_file(given.options.plan_file, sources);
    const auto connection = connect(given, project);
    check_workspace(saved, *connection);
    census::workspace_snapshot now;
    open_work left_open = refuse_if_moved(given, *connection, saved, now);
    diagnostics::collector exceeded;
    plan::check_limits(saved, project.declared.config.policy.limits, now.syncs.size(), exceeded);
    add_diagnostics(saved, std::move(exceeded).take());
    show(given, saved, sources);
    within_limits(given, saved);
    if (!saved.can_apply()) {
        close_open_work(left_open);
        return nothing_to_do(given, *connection, saved);
    }
    agree(given);
    if (!given.options.auto_approve) {
        left_open = refuse_if_moved(given, *connection, saved, now);
    }
    const work_order order{"apply", saved, sources, now.syncs.size(), left_open};
    return with_blocked(carry_out(given, *connection, order), saved);
}

}  // namespace

exit_status run_apply(const context& given) {
    const folder_lock alone(given);
    if (!given.options.plan_file.empty()) {
        return apply_plan_file(given);
    }
    const loaded_project project = load(given, given.options.words);
    const auto connection = connect(given, project);
    const planned_project planned = make_plan(given, project, *connection);
    show(given, planned.made, project.sources);
    if (diagnostics::has_errors(planned.made.diagnostics)) {
        given.screen.note(count_line(planned.made.diagnostics) + ": nothing was done.");
        return exit_manifest;
    }
    expect_plan(given, planned.made);
    within_limits(given, planned.made);
    if (!planned.made.can_apply()) {
        close_open_work(planned.left_open);
        return nothing_to_do(given, *connection, planned.made);
    }
    if (given.options.rehearse) {
        pass_rehearsal(given, project, *connection, planned);
    }
    agree(given);
    still_current(given, project, *connection, planned.made);
    const work_order order{"apply", planned.made, project.sources, planned.workspace.syncs.size(),
                           planned.left_open};
    return with_blocked(carry_out(given, *connection, order), planned.made);
}

}  // namespace censusctl::cli
