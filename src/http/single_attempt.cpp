#include "http/single_attempt.hpp"

#include <algorithm>
#include <utility>

#include "http/exchange.hpp"
#include "http/interruption_text.hpp"

namespace censusctl::http {

namespace asio = boost::asio;
using std::chrono::steady_clock;

namespace {

/// A server that has just answered is not about to close an idle connection.
constexpr std::chrono::seconds longest_idle_for_once{1};

/// Shorter tokens might stand in a reply by chance.
constexpr std::size_t shortest_removed_token = 16;
constexpr std::string_view token_mark = "[token]";

void remove_all(std::string& text, std::string_view token) {
    for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, at)) {
        text.replace(at, token.size(), token_mark);
        at += token_mark.size();
    }
}

/// A server or gateway that repeats what it was sent must not carry the token into output or logs.
void remove_token(response& reply, const std::string& token) {
    if (token.size() < shortest_removed_token) {
        return;
    }
    remove_all(reply.body, token);
    for (auto& [name, value] : reply.headers) {
        remove_all(value, token);
    }
}

}  // namespace

asio::awaitable<attempt_report> attempt_once(client_state& state, const request& message, std::string wire,
                                             bool fresh, interruption& interrupt) {
    attempt_report report;
    const client_options& options = state.settings.options;
    const auto started = steady_clock::now();
    const auto until = started + options.attempt_timeout;
    const deadline limit{state.executor, until, [&interrupt] {
                             interrupt.raise(interrupt_cause::attempt_deadline);
                         }};
    kept_connection connection;
    bool reused = false;
    if (!fresh) {
        const steady_clock::duration at_most = message.replay == replay::once
                                                   ? steady_clock::duration{longest_idle_for_once}
                                                   : steady_clock::duration{idle_connections::longest_idle};
        if (auto kept = state.idle.take(started, at_most)) {
            connection = std::move(*kept);
            reused = true;
        }
    }
    if (!reused) {
        // This attempt's own place counts as a connection already.
        const std::size_t most = options.most_concurrency;
        state.idle.shrink_to(most - std::min(most, state.places.running()));
        auto opened = co_await state.connections.open(until, interrupt);
        if (!opened || interrupt.raised()) {
            if (!opened) {
                report.problem = opened.error();
            }
            explain_interruption(report.problem.what, interrupt.cause(), options);
            co_return report;
        }
        connection.stream = std::move(*opened);
        connection.opened = steady_clock::now();
        ++state.counted.connections;
    }
    exchange_limits limits;
    limits.body = options.body_limit;
    exchange_outcome outcome = co_await exchange(*connection.stream, std::move(wire), limits, interrupt);
    state.counted.bytes_received += outcome.bytes_received;
    if (!outcome.reply) {
        report.problem = std::move(outcome.problem);
        report.problem.stale = report.problem.stale && reused && !interrupt.raised();
        // What is left of an earlier reply may look like nonsense; a new connection clears that up.
        report.problem.permanent =
            report.problem.permanent && !(reused && report.problem.what.stage == stage::decode);
        explain_interruption(report.problem.what, interrupt.cause(), options);
        co_return report;
    }
    state.counted.bytes_unpacked += outcome.reply->body.size();
    if (state.counted.bytes_unpacked > options.run_limit) {
        // A server that always has more to say must not be listened to for ever.
        constexpr unsigned mebibyte = 20;
        report.problem.what.stage = stage::body;
        report.problem.what.status = 0;
        report.problem.what.message = "the replies of this run hold more than " +
                                      std::to_string(options.run_limit >> mebibyte) +
                                      " MiB, which is the most that is read";
        report.problem.what.hint = "no workspace is that large: look at what the base URL leads to";
        report.problem.permanent = true;
        co_return report;
    }
    if (outcome.reusable && !state.stopped && !interrupt.raised()) {
        state.idle.put(std::move(connection), steady_clock::now());
    }
    remove_token(*outcome.reply, options.token);
    report.reply = std::move(outcome.reply);
    co_return report;
}

}  // namespace censusctl::http
