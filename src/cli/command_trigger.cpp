#include "cli/carry_out.hpp"
#include "cli/command_failure.hpp"
#include "cli/workspace_reading.hpp"
#include "plan/fingerprint.hpp"
#include "plan/limits.hpp"
#include "report/render.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

void require_full_syncs(const session& connection) {
    const model::capabilities can = connection.capabilities();
    if (!can.can_full_sync) {
        throw command_failure(exit_failed,
                              "the API of generation " + std::string(can.generation) +
                                  " cannot ask for a full run; nothing was started",
                              "start it in the web page");
    }
}

}  // namespace

exit_status run_trigger(const context& invocation) {
    const folder_lock alone(invocation);
    const loaded_project project = load(invocation, {});
    const auto connection = connect(invocation, project);
    const planned_project planned = make_plan(invocation, project, *connection);
    if (diagnostics::has_errors(planned.todo.diagnostics)) {
        print_problems(invocation, planned.todo.diagnostics, project.sources,
                       project.declared.config.environment);
        invocation.screen.error("the manifests have " + count_line(planned.todo.diagnostics) +
                                ": nothing was started");
        return exit_manifest;
    }
    if (invocation.options.full_sync) {
        require_full_syncs(*connection);
    }
    plan::plan todo;
    todo.workspace = planned.todo.workspace;
    for (const std::string& key : invocation.options.words) {
        const live_pair found = find_live(planned, key);
        if (invocation.options.full_sync && found.live->spec.operation == "append") {
            throw command_failure(
                exit_failed, "the sync '" + text::escape_for_terminal(key) +
                                 "' appends: the API gives it no full run, which would send records twice");
        }
        plan::change change;
        change.what = plan::action::trigger;
        change.sync = key;
        change.sync_id = found.live->id;
        change.why = plan::reason::run_always;
        change.desired = *found.declared->spec;
        change.full_sync = invocation.options.full_sync;
        todo.changes.push_back(std::move(change));
    }
    todo.id = plan::content_id(todo);
    if (project.declared.config.policy.limits.records.max) {
        read_counts(*connection, true, todo);
    }
    diagnostics::collector exceeded;
    plan::check_limits(todo, project.declared.config.policy.limits, planned.workspace.syncs.size(), exceeded);
    if (!exceeded.all().empty()) {
        add_diagnostics(todo, std::move(exceeded).take());
        invocation.screen.complain(
            report::diagnostics_text(todo.diagnostics, project.sources, invocation.screen.style()));
    }
    within_limits(invocation, todo);
    check_may_write(*connection, todo);
    // What an interrupted apply owes stays owed: its journals are left to the next apply.
    const open_work none;
    const work_order order{"trigger", todo, project.sources, planned.workspace.syncs.size(), none};
    return carry_out(invocation, *connection, order);
}

}  // namespace censusctl::cli
