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

template <class Write>
bool run_state::write_intent(std::size_t at, Write write) {
    if (options.record == nullptr) {
        return true;
    }
    try {
        write(*options.record);
    } catch (const text::file_error& problem) {
        results[at].outcome = outcome::failed;
        results[at].message = std::string("it was not sent, since the journal ") + problem.what();
        stopped = true;
        return false;
    }
    return true;
}

bool run_state::intend(std::size_t at, std::int64_t last_run) {
    return write_intent(at, [&](journal& record) {
        record.intend(todo.changes[at], last_run, std::chrono::system_clock::now());
    });
}

bool run_state::intend_second_half(std::size_t at) {
    return write_intent(at, [&](journal& record) {
        record.intend_second_half(results[at], std::chrono::system_clock::now());
    });
}

void run_state::made(std::size_t at) {
    write_down([&](journal& record) { record.made(results[at]); });
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

void run_state::end(std::size_t at) {
    write_down([&](journal& record) { record.ended(results[at]); });
    tell(event::ended, at);
}

void run_state::finish(step done) {
    const std::size_t at = done.action;
    const bool well = results[at].outcome == outcome::done;
    const bool goes_on = well && !done.second_half && todo.changes[at].what == plan::action::replace;
    if (!goes_on) {
        end(at);
    }
    const auto dropped = order.ended(done, well);
    skip(dropped, "it waits for " + todo.changes[at].id() + ", which did not end well");
    notify();
}

void run_state::skip(const std::vector<step>& steps, const std::string& why) {
    for (const step& left : steps) {
        action_result& result = results[left.action];
        if (!left.second_half) {
            result.outcome = outcome::skipped;
            result.message = why;
            end(left.action);
        } else if (result.outcome == outcome::done) {
            result.outcome = outcome::failed;
            result.message = kept_old(result, why);
            end(left.action);
        }
    }
}

std::string kept_old(const action_result& result, const std::string& why) {
    return "sync " + std::to_string(result.sync_id.value_or(0)) + " was made, and the old one, sync " +
           std::to_string(result.change->sync_id.value_or(0)) + ", is still there: " + why;
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
