#include "apply/run_state.hpp"

#include <utility>

#include "text/durable_file.hpp"

namespace censusctl::apply {

run_state::run_state(census::api& api, const plan::plan& plan, apply_options settings,
                     const boost::asio::any_io_executor& executor)
    : service(api), todo(plan), options(std::move(settings)), order(plan.changes), wake(executor) {
    wake.expires_at(boost::asio::steady_timer::time_point::max());
    results.resize(todo.changes.size());
    unlink();
}

void run_state::tell(event what, std::size_t at) {
    if (options.observe) {
        options.observe(what, results[at]);
    }
}

bool run_state::intend(std::size_t at, std::int64_t last_run) {
    if (options.record == nullptr) {
        return true;
    }
    try {
        options.record->intend(todo.changes[at], last_run, std::chrono::system_clock::now());
    } catch (const text::file_error& problem) {
        results[at].outcome = outcome::failed;
        results[at].message = std::string("it was not sent, since the journal ") + problem.what();
        stopped = true;
        return false;
    }
    return true;
}

template <class Write>
void run_state::write_down(Write write) {
    if (options.record == nullptr) {
        return;
    }
    try {
        write(*options.record);
    } catch (const text::file_error&) {
        // Without the line a later apply looks for the action. The next intent fails too, and says why.
        stopped = true;
    }
}

void run_state::run_started(std::size_t at) {
    write_down([&](journal& record) { record.started(results[at]); });
}

void run_state::link_parent(std::size_t at) {
    const model::parent_sync& parent = todo.changes[at].desired.triggers.sync_sequence;
    if (parent.id) {
        return;
    }
    if (const auto found = created.find(parent.key); found != created.end()) {
        plan::change& linked = linked_.emplace_back(todo.changes[at]);
        linked.desired.triggers.sync_sequence.id = found->second;
        results[at].change = &linked;
    }
}

void run_state::unlink() {
    for (std::size_t at = 0; at < results.size(); ++at) {
        results[at].change = &todo.changes[at];
    }
}

void run_state::finish(std::size_t at) {
    write_down([&](journal& record) { record.ended(results[at]); });
    tell(event::ended, at);
    const bool well = results[at].outcome == outcome::done;
    const auto dropped = order.ended(at, well);
    skip(dropped, "it waits for " + todo.changes[at].id() + ", which did not end well");
    notify();
}

void run_state::skip(const std::vector<std::size_t>& actions, const std::string& why) {
    for (const std::size_t at : actions) {
        results[at].outcome = outcome::skipped;
        results[at].message = why;
        write_down([&](journal& record) { record.ended(results[at]); });
        tell(event::ended, at);
    }
}

std::string describe(const http::failure& problem) {
    std::string text = problem.method + " " + problem.target + ": ";
    if (problem.status != 0) {
        text += std::to_string(problem.status) + ": ";
    }
    text += problem.server_text.empty() ? problem.message : problem.server_text;
    if (!problem.hint.empty()) {
        text += " (" + problem.hint + ")";
    }
    return text;
}

void fail(action_result& result, const http::failure& problem) {
    result.outcome = outcome::failed;
    result.message = describe(problem);
}

}  // namespace censusctl::apply
