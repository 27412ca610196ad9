#include "http/sender.hpp"

#include <algorithm>
#include <utility>

#include "http/interruption_text.hpp"
#include "http/request_text.hpp"
#include "http/retry_after.hpp"
#include "http/single_attempt.hpp"

namespace censusctl::http {

namespace asio = boost::asio;
using diagnostics::log_level;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using step = retry_decision::step;

namespace {

/// Longer pauses are worth a line even to those who asked for few.
constexpr milliseconds noticeable_wait{5'000};

milliseconds since(steady_clock::time_point start) {
    return std::chrono::duration_cast<milliseconds>(steady_clock::now() - start);
}

std::string_view path_of(const request& message) noexcept {
    return std::string_view{message.target}.substr(0, message.target.find('?'));
}

/// One request on its way: what it is, and what has become of it so far.
struct course {
    request message;
    std::string wire;
    attempt_report last;
    int attempts{0};
    steady_clock::time_point started;
};

void log_attempt(const client_state& state, const course& sent) {
    const auto& log = state.settings.options.log;
    if (!log) {
        return;
    }
    diagnostics::log_fields fields{{"method", sent.message.method},
                                   {"path", std::string{path_of(sent.message)}},
                                   {"attempt", std::to_string(sent.attempts)},
                                   {"ms", std::to_string(since(sent.started).count())}};
    if (sent.last.reply) {
        fields.emplace_back("status", std::to_string(sent.last.reply->status));
        log(log_level::debug, "request answered", fields);
    } else {
        fields.emplace_back("stage", to_string(sent.last.problem.what.stage));
        fields.emplace_back("problem", sent.last.problem.what.message);
        log(log_level::debug, "request failed", fields);
    }
}

void log_decision(const client_state& state, const course& sent, const retry_decision& decision) {
    const auto& log = state.settings.options.log;
    const bool ended_well = sent.last.reply && sent.last.reply->status < 400;
    if (!log || (decision.next == step::finish && (ended_well || sent.attempts < 2))) {
        return;
    }
    diagnostics::log_fields fields{{"method", sent.message.method},
                                   {"path", std::string{path_of(sent.message)}},
                                   {"attempt", std::to_string(sent.attempts)},
                                   {"reason", std::string{decision.reason}}};
    if (sent.last.reply) {
        fields.emplace_back("status", std::to_string(sent.last.reply->status));
    } else {
        fields.emplace_back("problem", sent.last.problem.what.message);
    }
    if (decision.next == step::finish) {
        log(log_level::warn, "request given up", fields);
        return;
    }
    fields.emplace_back("wait_ms", std::to_string(decision.wait.count()));
    log(decision.wait >= noticeable_wait ? log_level::warn : log_level::info, "request is repeated", fields);
}

bool is_broken(const request& message, const response& reply) {
    const bool success = reply.status >= 200 && reply.status < 300;
    return success && message.is_broken != nullptr && message.is_broken(reply.body);
}

attempt_outcome outcome_of(const request& message, const attempt_report& report) {
    attempt_outcome outcome;
    if (!report.reply) {
        outcome.sent = report.problem.what.sent;
        outcome.permanent = report.problem.permanent;
        outcome.stale = report.problem.stale;
        return outcome;
    }
    outcome.status = report.reply->status;
    outcome.sent = sent_state::answered;
    outcome.broken = is_broken(message, *report.reply);
    outcome.retry_after = parse_retry_after(report.reply->header("retry-after"), report.reply->header("date"),
                                            std::chrono::system_clock::now());
    return outcome;
}

/// Tells the other requests what the server said of its limits.
void pass_on(client_state& state, const course& sent, const retry_decision& decision) {
    const auto now = steady_clock::now();
    if (decision.hold_all > milliseconds{0}) {
        state.gate.hold(now, decision.hold_all);
    }
    if (!sent.last.reply) {
        return;
    }
    if (sent.last.reply->status == 429) {
        state.gate.refused(sent.started, now);
    } else if (sent.last.reply->status < 500) {
        state.gate.accepted();
    }
    state.places.set_width(state.gate.width());
}

failure named(failure problem, const course& sent) {
    problem.method = sent.message.method;
    problem.target = sent.message.target;
    problem.attempts = std::max(sent.attempts, 1);
    return problem;
}

/// The result of a request that was interrupted while it waited for its next attempt.
result<response> interrupted(course& sent, interrupt_cause cause, const client_options& options) {
    if (sent.last.reply && cause == interrupt_cause::run_deadline) {
        return std::move(*sent.last.reply);
    }
    failure problem;
    problem.stage = stage::connect;
    if (sent.last.reply) {
        problem.status = sent.last.reply->status;
        // A 429 was refused before work: for the server it is as if it had not been sent.
        problem.sent = problem.status == 429 ? sent_state::not_sent : sent_state::answered;
    } else if (sent.attempts > 0) {
        problem = sent.last.problem.what;
    }
    if (sent.attempts == 0) {
        problem.stage = stage::cancelled;
        explain_interruption(problem, cause, options);
        problem.stage = cause == interrupt_cause::stopped ? stage::cancelled : stage::connect;
    } else if (cause == interrupt_cause::stopped) {
        problem.stage = stage::cancelled;
        problem.message = "stopped while waiting for another attempt";
        problem.hint.clear();
    } else {
        problem.message +=
            "; then the time limit of " + spell_out(options.total_timeout) + " for all requests was reached";
        problem.hint = "--timeout sets the limit";
    }
    return named(std::move(problem), sent);
}

/// The result of a request that is not attempted again.
result<response> finished(course& sent, std::string_view reason) {
    if (sent.last.reply) {
        return std::move(*sent.last.reply);
    }
    failure problem = named(std::move(sent.last.problem.what), sent);
    if (sent.message.replay == replay::once && problem.sent == sent_state::maybe_sent) {
        problem.hint = "it is not known whether the server acted on it, so it is not sent again";
    } else if (reason == no_time_left) {
        problem.message.append("; ").append(reason);
        problem.hint = "--timeout sets the limit for all requests";
    }
    return problem;
}

failure unfit(const course& sent, std::string_view why) {
    failure problem;
    problem.stage = stage::write;
    problem.message = "the request was not sent: " + std::string{why};
    return named(std::move(problem), sent);
}

}  // namespace

asio::awaitable<result<response>> send_repeatedly(std::shared_ptr<client_state> state, request message) {
    course sent;
    sent.message = std::move(message);
    if (const std::string_view wrong = what_is_wrong_with(sent.message); !wrong.empty()) {
        failure problem = unfit(sent, wrong);
        co_return problem;
    }
    const client_options& options = state->settings.options;
    sent.wire = request_text(sent.message, state->settings.host, options.token);
    sending current{*state};
    interruption& interrupt = current.interrupt();
    client_state& shared = *state;
    retry_policy policy{sent.message.replay, state->settings.retries, [&shared] {
                            return std::uniform_real_distribution<double>{0.0, 1.0}(shared.random);
                        }};
    bool fresh = false;
    for (;;) {
        const bool admitted = co_await shared.places.enter(interrupt);
        if (!admitted) {
            co_return interrupted(sent, interrupt.cause(), options);
        }
        admission::place place{shared.places};
        while (!interrupt.raised() && steady_clock::now() < shared.gate.opens_at()) {
            const auto opens_at = shared.gate.opens_at();
            co_await sleep_until(opens_at, interrupt);
        }
        if (interrupt.raised()) {
            co_return interrupted(sent, interrupt.cause(), options);
        }
        ++sent.attempts;
        ++shared.counted.requests;
        shared.counted.writes += sent.message.replay == replay::safe ? 0 : 1;
        shared.counted.retries += sent.attempts > 1 ? 1 : 0;
        sent.started = steady_clock::now();
        std::string wire = sent.wire;
        sent.last = co_await attempt_once(shared, sent.message, std::move(wire), fresh, interrupt);
        place.give_back();
        log_attempt(shared, sent);
        if (!sent.last.reply && interrupt.cause() > interrupt_cause::attempt_deadline) {
            co_return finished(sent, {});
        }
        interrupt.forget_attempt_deadline();
        const attempt_outcome outcome = outcome_of(sent.message, sent.last);
        const milliseconds time_left = shared.budget.remaining(steady_clock::now());
        const retry_decision decision = policy.after(outcome, time_left);
        pass_on(shared, sent, decision);
        log_decision(shared, sent, decision);
        if (decision.next == step::finish) {
            co_return finished(sent, decision.reason);
        }
        fresh = decision.next == step::fresh_at_once;
        if (decision.next == step::wait) {
            const auto again_at = steady_clock::now() + decision.wait;
            co_await sleep_until(again_at, interrupt);
        }
    }
}

}  // namespace censusctl::http
