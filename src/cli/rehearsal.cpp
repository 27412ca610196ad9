#include "cli/rehearsal.hpp"

#include <algorithm>
#include <map>

#include "apply/executor.hpp"
#include "cli/action_report.hpp"
#include "cli/apply_settings.hpp"
#include "cli/command_failure.hpp"
#include "cli/signal_loop.hpp"
#include "cli/workspace_reading.hpp"
#include "http/recorder.hpp"
#include "plan/plan_difference.hpp"
#include "report/values.hpp"
#include "sandbox/workspace_record.hpp"

namespace censusctl::cli {
namespace {

constexpr int status_ok = 200;
constexpr std::size_t longest_value = 200;

sandbox::workspace_record record_of(session& connection, const census::workspace_snapshot& workspace) {
    sandbox::workspace_record copy;
    copy.spoken =
        sandbox::find_generation(connection.api_generation()).value_or(sandbox::generation::of_2021);
    for (http::recorded_exchange& exchange : connection.take_recorded()) {
        if (exchange.sent.method == "GET" && exchange.status == status_ok) {
            copy.replies.push_back({std::move(exchange.sent.target), std::move(exchange.body)});
        }
    }
    for (const model::live_sync& sync : workspace.syncs) {
        copy.sync_ids.push_back(sync.id);
    }
    return copy;
}

/// Plans in the copy, by the stations that the plan itself passed. What is wrong with the files was found
/// before; here only the syncs count.
plan::plan plan_in(const context& invocation, session& copy, const loaded_project& project,
                   const planned_project& planned, const std::set<std::string>& owed) {
    planned_project there;
    there.workspace = read_workspace(copy, wanted_metadata(project));
    there.identity = identity_of(copy, there.workspace);
    resolve(project, validation::metadata_origin::workspace, copy.capabilities(), there);
    there.problems = planned.problems;
    there.past = planned.past;
    there.owed = owed;
    there.left_open.left.replacing = planned.left_open.left.replacing;
    plan_actions(invocation, project, copy, there);
    return std::move(there.todo);
}

/// The ids that the copy gave, by the words that stand for them: the workspace will give others.
class given_ids {
public:
    explicit given_ids(const std::vector<apply::action_result>& results) {
        for (const apply::action_result& result : results) {
            const bool is_new =
                result.change->what == plan::action::create ||
                (result.change->what == plan::action::replace && result.sync_id != result.change->sync_id);
            if (is_new && result.sync_id) {
                words_.emplace("/syncs/" + std::to_string(*result.sync_id),
                               "/syncs/{id of " + result.change->sync + "}");
            }
            if (result.sync_run_id) {
                words_.emplace("/sync_runs/" + std::to_string(*result.sync_run_id),
                               "/sync_runs/{run of " + result.change->sync + "}");
            }
        }
    }

    [[nodiscard]] std::string named(const std::string& path) const {
        const std::size_t second = path.find('/', 1);
        if (second == std::string::npos) {
            return path;
        }
        const std::size_t end = std::min(path.find_first_of("/?", second + 1), path.size());
        const auto found = words_.find(path.substr(0, end));
        return found == words_.end() ? path : found->second + path.substr(end);
    }

private:
    std::map<std::string, std::string> words_;
};

void count_requests(report::rehearsal& outcome, const std::vector<http::recorded_exchange>& sent,
                    const given_ids& ids) {
    std::vector<report::rehearsed_request> list;
    for (const http::recorded_exchange& exchange : sent) {
        ++(exchange.sent.method == "GET" ? outcome.reads : outcome.writes);
        report::rehearsed_request request{exchange.sent.method, ids.named(exchange.sent.target),
                                          exchange.sent.body};
        if (!list.empty() && request.method == "GET" && list.back().method == "GET" &&
            list.back().path == request.path) {
            ++list.back().times;
        } else {
            list.push_back(std::move(request));
        }
    }
    outcome.requests = std::move(list);
}

void count_done(report::rehearsal& outcome, plan::action what) {
    switch (what) {
        case plan::action::create:
            ++outcome.created;
            break;
        case plan::action::update:
            ++outcome.updated;
            break;
        case plan::action::replace:
            ++outcome.replaced;
            break;
        case plan::action::remove:
            ++outcome.deleted;
            break;
        case plan::action::trigger:
            ++outcome.triggered;
            break;
        case plan::action::blocked:
            break;
    }
}

void count_results(report::rehearsal& outcome, const std::vector<apply::action_result>& results) {
    for (const apply::action_result& result : results) {
        if (result.outcome == apply::outcome::done) {
            count_done(outcome, result.change->what);
            continue;
        }
        std::string line = action_line(result);
        line.pop_back();
        outcome.problems.push_back(std::move(line));
    }
}

/// What the second plan has left: it must be nothing but what this API cannot write. Where an action has
/// failed, that it is left goes without saying.
void count_rest(report::rehearsal& outcome, const plan::plan& first, const plan::plan& second) {
    const bool complete = outcome.problems.empty();
    for (const plan::change& change : second.changes) {
        const bool was_blocked =
            change.what == plan::action::blocked &&
            std::any_of(first.changes.begin(), first.changes.end(), [&](const plan::change& before) {
                return before.what == plan::action::blocked && before.sync == change.sync;
            });
        if (was_blocked) {
            ++outcome.blocked;
        } else if (change.why != plan::reason::run_always && complete) {
            std::string problem = "planned again, the copy is still not as the files say: " + change.id();
            for (const diff::field_change& field : change.fields) {
                problem += "\n    " + to_string(field.path) + ": " +
                           report::shown_value(field.path, field.before, longest_value) + " -> " +
                           report::shown_value(field.path, field.after, longest_value);
            }
            outcome.problems.push_back(std::move(problem));
        }
    }
}

/// A log in which nobody takes what the copy is sent for something real.
diagnostics::log_sink marked(const diagnostics::log_sink& log) {
    if (!log) {
        return {};
    }
    return [log](diagnostics::log_level level, std::string_view message, diagnostics::log_fields fields) {
        fields.emplace_back("workspace", "copy");
        log(level, message, fields);
    };
}

}  // namespace

report::rehearsal rehearse(const context& invocation, const loaded_project& project, session& connection,
                           const planned_project& planned) {
    invocation.screen.progress("rehearsing in a copy of the workspace");
    session copy(invocation.options, project.declared.config, invocation.screen, marked(invocation.log),
                 record_of(connection, planned.workspace), connection.workspace_name());
    report::rehearsal outcome;
    const plan::plan first = plan_in(invocation, copy, project, planned, planned.owed);
    if (first.id != planned.todo.id) {
        std::string problem = "the copy does not plan as the workspace does:";
        for (const std::string& line : plan::plan_difference(planned.todo, first)) {
            problem += "\n    " + line;
        }
        for (const diagnostics::diagnostic& found : first.diagnostics) {
            const bool is_known = std::ranges::any_of(
                planned.todo.diagnostics,
                [&](const diagnostics::diagnostic& known) { return known.message == found.message; });
            if (!is_known) {
                problem += "\n    only the copy says: " + found.message;
            }
        }
        outcome.problems.push_back(std::move(problem));
        return outcome;
    }
    static_cast<void>(copy.take_recorded());
    apply::apply_options paced = paces(invocation, copy);
    paced.concurrency = 1;
    paced.wait = false;
    paced.known_syncs = planned.workspace.syncs.size();
    auto work = apply::execute(copy.service(), planned.todo, std::move(paced));
    const auto results = copy.loop().run_until_signal(std::move(work), signal_loop::on_signal::let_them_end);
    if (copy.interrupted()) {
        throw command_failure(exit_interrupted, "interrupted while rehearsing; nothing real was touched");
    }
    count_requests(outcome, copy.take_recorded(), given_ids(results));
    count_results(outcome, results);
    const plan::plan second = plan_in(invocation, copy, project, planned, {});
    count_rest(outcome, planned.todo, second);
    if (!invocation.options.show_requests) {
        outcome.requests.reset();
    }
    invocation.screen.clear_progress();
    return outcome;
}

}  // namespace censusctl::cli
