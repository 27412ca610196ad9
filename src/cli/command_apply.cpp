#include "apply/executor.hpp"
#include "cli/action_report.hpp"
#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "report/render.hpp"

namespace censusctl::cli {
namespace {

apply::apply_options options_of(const context& given, const session& connection, bool lines_on_stdout) {
    apply::apply_options how;
    how.concurrency = given.options.concurrency;
    how.wait = given.options.wait;
    how.run_timeout = std::chrono::seconds(given.options.wait_timeout_seconds);
    if (connection.simulated()) {
        // Simulated time goes by the request, so there is nothing to wait for.
        how.poll = std::chrono::milliseconds(5);
        how.look = std::chrono::milliseconds(5);
    }
    how.stop_requested = [&connection] {
        return connection.interrupted();
    };
    how.observe = observe_on(given.screen, lines_on_stdout);
    return how;
}

/// Asks where somebody can answer; refuses where nobody can.
void agree(const context& given) {
    if (given.options.auto_approve) {
        return;
    }
    if (!given.screen.interactive()) {
        throw command_failure(exit_refused, "apply needs somebody to say yes, and this is no terminal",
                              "give --auto-approve");
    }
    if (!given.screen.confirm("Do this? Only `yes` is taken as yes: ")) {
        throw command_failure(exit_refused, "nothing was done");
    }
}

void expect_plan(const plan::plan& made, const std::string& expected) {
    if (!expected.empty() && made.id != expected) {
        throw command_failure(exit_refused,
                              "the plan is " + made.id + ", not the one that was expected; nothing was done",
                              "review the plan above, and expect its id");
    }
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

}  // namespace

exit_status run_apply(const context& given) {
    const bool json = given.options.format == "json";
    const loaded_project project = load(given, given.options.words);
    const auto connection = connect(given, project);
    const planned_project planned = make_plan(given, project, *connection);
    const std::string text = report::plan_text(planned.made, project.sources, given.screen.style());
    if (json) {
        given.screen.note(text);
    } else {
        given.screen.data(text);
    }
    if (diagnostics::has_errors(planned.made.diagnostics)) {
        given.screen.note(count_line(planned.made.diagnostics) + ": nothing was done.");
        return exit_manifest;
    }
    expect_plan(planned.made, given.options.expect);
    const bool blocked = planned.made.counts().blocked > 0;
    if (!planned.made.can_apply()) {
        if (json) {
            given.screen.data(results_json(planned.made.id, {}));
        }
        return blocked ? exit_incomplete : exit_ok;
    }
    agree(given);
    still_current(given, project, *connection, planned.made);
    auto work = apply::execute(connection->service(), planned.made, options_of(given, *connection, !json));
    const auto results = connection->run(std::move(work), true);
    if (json) {
        given.screen.data(results_json(planned.made.id, results));
    }
    given.screen.note(summary_line(results));
    given.screen.note("Done with " + connection->cost() + ".");
    if (connection->interrupted()) {
        return exit_interrupted;
    }
    return apply::complete(results) && !blocked ? exit_ok : exit_incomplete;
}

exit_status run_trigger(const context& given) {
    const loaded_project project = load(given, {});
    const auto connection = connect(given, project);
    const planned_project planned = make_plan(given, project, *connection);
    if (diagnostics::has_errors(planned.made.diagnostics)) {
        print_problems(given, planned.made.diagnostics, project.sources);
        return exit_manifest;
    }
    plan::plan todo;
    for (const std::string& key : given.options.words) {
        const live_pair found = find_live(planned, key);
        plan::change change;
        change.what = plan::action::trigger;
        change.sync = key;
        change.sync_id = found.live->id;
        change.why = plan::reason::run_always;
        todo.changes.push_back(std::move(change));
    }
    auto work = apply::execute(connection->service(), todo, options_of(given, *connection, true));
    const auto results = connection->run(std::move(work), true);
    given.screen.note(summary_line(results));
    if (connection->interrupted()) {
        return exit_interrupted;
    }
    return apply::complete(results) ? exit_ok : exit_incomplete;
}

}  // namespace censusctl::cli
