#include <algorithm>

#include "cli/action_report.hpp"
#include "cli/carry_out.hpp"
#include "cli/command_failure.hpp"
#include "cli/drift_decision.hpp"
#include "cli/plan_file.hpp"
#include "cli/rehearsal.hpp"
#include "plan/limits.hpp"
#include "plan/plan_difference.hpp"
#include "report/render.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

/// `--expect`: the id of a plan, or a file that `plan --out` saved, with which the difference can be shown.
void expect_plan(const context& invocation, const plan::plan& todo) {
    const std::string& expected = invocation.options.expect;
    if (expected.empty() || todo.id == expected) {
        return;
    }
    const bool is_id = expected.rfind("sha256:", 0) == 0;
    if (!is_id) {
        diagnostics::source_map unused;
        const plan::plan reviewed = read_plan_file(expected, unused);
        if (reviewed.id == todo.id) {
            return;
        }
        if (plan::likeness_of(reviewed.workspace, todo.workspace) != plan::likeness::same) {
            for (const std::string& line :
                 plan::differences(reviewed.workspace, todo.workspace, "the plan")) {
                invocation.screen.complain("  " + text::escape_for_terminal(line));
            }
        }
        for (const std::string& line : plan::plan_difference(reviewed, todo)) {
            invocation.screen.complain("  " + text::escape_for_terminal(line));
        }
    }
    throw command_failure(exit_refused,
                          "the plan is " + todo.id + ", not the one that was expected; nothing was done",
                          "review the plan above, and expect its id");
}

/// A plan that somebody took time to read may have gone stale meanwhile: it is made again and compared.
void still_current(const context& invocation, const loaded_project& project, session& connection,
                   const plan::plan& shown) {
    if (invocation.options.auto_approve) {
        return;
    }
    const planned_project again = make_plan(invocation, project, connection);
    if (again.todo.id != shown.id) {
        invocation.screen.data(report::plan_text(again.todo, project.sources, invocation.screen.style(),
                                                 {.metadata = &again.workspace.metadata}));
        throw command_failure(exit_refused,
                              "the workspace has moved since the plan was shown; nothing was done",
                              "the plan above is what an apply would do now");
    }
}

/// What is about to be written is shown whole: nobody says yes to what is folded (law 1).
void show(const context& invocation, const plan::plan& todo, const diagnostics::source_map& sources,
          const model::catalogue* metadata = nullptr) {
    const std::string text =
        report::plan_text(todo, sources, invocation.screen.style(), {.metadata = metadata});
    if (invocation.options.format != "json") {
        invocation.screen.data(text);
    } else if (invocation.options.auto_approve) {
        invocation.screen.note(text);
    } else {
        invocation.screen.complain(text);  // nobody says yes to what was not shown
    }
}

/// The blocked syncs of a plan, in so many words, that the files have a part in, or have none.
std::string blocked_names(const plan::plan& todo, bool before, std::size_t& count) {
    constexpr std::size_t most_named = 5;
    std::string names;
    for (const plan::change& planned : todo.changes) {
        if (planned.what == plan::action::blocked && plan::was_so_before(planned.moved) == before &&
            ++count <= most_named) {
            names += (names.empty() ? "'" : ", '") + text::escape_and_cut(planned.sync, 100) + "'";
        }
    }
    return count > most_named ? names + " and " + std::to_string(count - most_named) + " more" : names;
}

/// A sync that the files changed and that must be edited by hand leaves the apply incomplete, however well
/// the rest went; which ones is said last. One that only the workspace has changed was never for this apply
/// to do: it is told of, and that is all.
exit_status with_blocked(const context& invocation, exit_status ended, const plan::plan& todo) {
    std::size_t drifted = 0;
    if (const std::string names = blocked_names(todo, true, drifted); drifted > 0) {
        invocation.screen.warning(text::counted(drifted, "sync was", "syncs were") +
                                  " edited in the workspace, which no update can undo (" + names +
                                  "): `censusctl adopt` takes that into the files");
    }
    std::size_t count = 0;
    const std::string names = blocked_names(todo, false, count);
    if (ended != exit_ok || count == 0) {
        return ended;
    }
    invocation.screen.complain("Not all is as the files say: " + text::counted(count, "sync") +
                               " must be edited by hand (" + names + ").");
    return exit_incomplete;
}

/// Writes down that the files and the workspace agree, where the newest apply had other files: an apply that
/// has nothing to write settles what a later difference is judged by.
void note_agreement(const context& invocation, const plan::plan& todo, const diagnostics::source_map& sources,
                    const known_past& past) {
    const auto same = [](const plan::declared_identity& left, const plan::declared_identity& right) {
        return left.key == right.key && left.label == right.label && left.id == right.id &&
               left.spec == right.spec;
    };
    const bool known = past.base && past.base->applied && !past.newest &&
                       std::ranges::equal(todo.declared, past.base->syncs, same);
    if (todo.declared.empty() || known || invocation.options.read_only) {
        return;
    }
    write_agreement(invocation, todo, sources);
}

/// What an apply that has nothing to write ends with.
exit_status nothing_to_do(const context& invocation, const session& connection, const plan::plan& todo) {
    if (invocation.options.format == "json") {
        invocation.screen.data(results_json(todo, {}, connection.spent()), "json");
    }
    return with_blocked(invocation, exit_ok, todo);
}

/// `--rehearse`: what fails in a copy of the workspace is not begun in the workspace.
void pass_rehearsal(const context& invocation, const loaded_project& project, session& connection,
                    const planned_project& planned) {
    const report::rehearsal rehearsed = rehearse(invocation, project, connection, planned);
    std::string text = report::rehearsal_text(rehearsed, planned.todo.workspace.base_url, {});
    text.pop_back();
    invocation.screen.note(text);
    if (!rehearsed.problems.empty()) {
        throw command_failure(exit_refused, "the rehearsal failed; nothing was done");
    }
}

/// A sync of the files that has an error of its own leaves the rest to be done, and is told of last.
exit_status without_left_out(exit_status ended, const plan::plan& todo) {
    if (ended == exit_ok && !todo.left_out.empty()) {
        throw command_failure(exit_manifest, "done but for syncs whose `id` the workspace does not have",
                              "`censusctl plan` names them; `censusctl explain id-unknown` says more");
    }
    return ended;
}

exit_status apply_plan_file(const context& invocation) {
    if (!invocation.options.drift.empty() || invocation.options.base) {
        throw command_failure(exit_usage,
                              "--plan does exactly a saved plan: it takes no --drift and no --base",
                              "give them to the `plan --out` that saves it");
    }
    if (invocation.options.prune) {
        throw command_failure(exit_usage, "--plan does exactly a saved plan: it takes no --prune",
                              "give --prune to the `plan --out` that saves it");
    }
    if (invocation.options.selects() || invocation.options.rehearse) {
        throw command_failure(exit_usage,
                              "--plan does exactly a saved plan: it takes no PATH and no --rehearse");
    }
    // The limits have places in the project file, the actions in the files of the plan: one map holds both.
    loaded_project project = load_config(invocation);
    diagnostics::source_map& sources = project.sources;
    plan::plan saved = read_plan_file(invocation.options.plan_file, sources);
    const auto connection = connect(invocation, project);
    connection->speak(saved.workspace.api);
    connection->work_in(saved.workspace.groups);
    check_place(saved, *connection);
    expect_plan(invocation, saved);
    check_actions(saved, *connection);
    census::workspace_snapshot now;
    open_work left_open = refuse_if_moved(invocation, *connection, saved, now);
    diagnostics::collector exceeded;
    plan::check_limits(saved, project.declared.config.policy.limits, now.syncs.size(), exceeded);
    if (!exceeded.has_errors() && exceeded.all().empty()) {
        plan::check_limits(saved, saved.limits, now.syncs.size(), exceeded);
    }
    add_diagnostics(saved, std::move(exceeded).take());
    show(invocation, saved, sources);
    within_limits(invocation, saved);
    if (!saved.can_apply()) {
        close_idle_work(invocation, left_open, saved);
        return without_left_out(nothing_to_do(invocation, *connection, saved), saved);
    }
    check_may_write(*connection, saved);
    agree(invocation);
    if (!invocation.options.auto_approve) {
        left_open = refuse_if_moved(invocation, *connection, saved, now);
    }
    const work_order order{"apply", saved, sources, now.syncs.size(), left_open};
    const exit_status ended = with_blocked(invocation, carry_out(invocation, *connection, order), saved);
    return without_left_out(ended, saved);
}

}  // namespace

exit_status run_apply(const context& invocation) {
    const folder_lock alone(invocation);
    if (!invocation.options.plan_file.empty()) {
        return apply_plan_file(invocation);
    }
    loaded_project project = load(invocation, invocation.options.words);
    read_base(invocation, project);
    const auto connection = connect(invocation, project);
    const planned_project planned = make_plan(invocation, project, *connection);
    show(invocation, planned.todo, project.sources, &planned.workspace.metadata);
    tell_undecided(invocation, planned.todo);
    const bool faulty = diagnostics::has_errors(planned.todo.diagnostics);
    if (planned.todo.has_blocking_errors() || (faulty && !planned.todo.can_apply())) {
        invocation.screen.complain(count_line(planned.todo.diagnostics) + ": nothing was done.");
        return exit_manifest;
    }
    refuse_drift(planned.todo);
    expect_plan(invocation, planned.todo);
    within_limits(invocation, planned.todo);
    if (!planned.todo.can_apply()) {
        close_idle_work(invocation, planned.left_open, planned.todo);
        note_agreement(invocation, planned.todo, project.sources, planned.past);
        return nothing_to_do(invocation, *connection, planned.todo);
    }
    check_may_write(*connection, planned.todo);
    if (invocation.options.rehearse) {
        pass_rehearsal(invocation, project, *connection, planned);
    }
    agree(invocation);
    still_current(invocation, project, *connection, planned.todo);
    const work_order order{"apply", planned.todo, project.sources, planned.workspace.syncs.size(),
                           planned.left_open};
    const exit_status ended =
        with_blocked(invocation, carry_out(invocation, *connection, order), planned.todo);
    return without_left_out(ended, planned.todo);
}

}  // namespace censusctl::cli
