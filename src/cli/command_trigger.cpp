#include "cli/carry_out.hpp"
#include "plan/fingerprint.hpp"
#include "plan/limits.hpp"
#include "report/render.hpp"

namespace censusctl::cli {

exit_status run_trigger(const context& invocation) {
    const folder_lock alone(invocation);
    const loaded_project project = load(invocation, {});
    const auto connection = connect(invocation, project);
    const planned_project planned = make_plan(invocation, project, *connection);
    if (diagnostics::has_errors(planned.todo.diagnostics)) {
        print_problems(invocation, planned.todo.diagnostics, project.sources);
        return exit_manifest;
    }
    plan::plan todo;
    todo.workspace = planned.todo.workspace;
    for (const std::string& key : invocation.options.words) {
        const live_pair found = find_live(planned, key);
        plan::change change;
        change.what = plan::action::trigger;
        change.sync = key;
        change.sync_id = found.live->id;
        change.why = plan::reason::run_always;
        change.desired = *found.declared->spec;
        todo.changes.push_back(std::move(change));
    }
    todo.id = plan::content_id(todo);
    diagnostics::collector exceeded;
    plan::check_limits(todo, project.declared.config.policy.limits, planned.workspace.syncs.size(), exceeded);
    if (!exceeded.all().empty()) {
        add_diagnostics(todo, std::move(exceeded).take());
        invocation.screen.note(
            report::diagnostics_text(todo.diagnostics, project.sources, invocation.screen.style()));
    }
    within_limits(invocation, todo);
    // What an interrupted apply owes stays owed: its journals are left to the next apply.
    const open_work none;
    const work_order order{"trigger", todo, project.sources, planned.workspace.syncs.size(), none};
    return carry_out(invocation, *connection, order);
}

}  // namespace censusctl::cli
