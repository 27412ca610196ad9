#include "apply/executor.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <unordered_map>
#include <utility>

#include "apply/ambiguous_write.hpp"
#include "apply/run_follower.hpp"
#include "apply/schedule.hpp"

namespace censusctl::apply {
namespace {

using boost::asio::awaitable;

/// What the workers of one apply share. One thread, so no locks; `wake` is a timer used as a condition
/// variable.
struct run_state {
    run_state(census::api& api, const plan::plan& plan, apply_options settings,
              const boost::asio::any_io_executor& executor)
        : service(api), todo(plan), options(std::move(settings)), order(plan.changes), wake(executor) {
        wake.expires_at(boost::asio::steady_timer::time_point::max());
        results.resize(todo.changes.size());
        for (std::size_t at = 0; at < results.size(); ++at) {
            results[at].change = &todo.changes[at];
        }
    }

    census::api& service;
    const plan::plan& todo;
    apply_options options;
    schedule order;
    boost::asio::steady_timer wake;
    std::vector<action_result> results;
    std::unordered_map<std::string, std::int64_t> created;  ///< key -> id
    std::size_t workers{0};
    std::exception_ptr failure;

    void notify() { wake.cancel(); }

    void tell(event what, std::size_t at) {
        if (options.observe) {
            options.observe(what, results[at]);
        }
    }
};

void skip(run_state& state, const std::vector<std::size_t>& actions, const std::string& why) {
    for (const std::size_t at : actions) {
        state.results[at].outcome = outcome::skipped;
        state.results[at].message = why;
        state.tell(event::ended, at);
    }
}

void finish(run_state& state, std::size_t at) {
    const bool well = state.results[at].outcome == outcome::done;
    state.tell(event::ended, at);
    const auto dropped = state.order.ended(at, well);
    skip(state, dropped, "it waits for " + state.todo.changes[at].id() + ", which did not end well");
    state.notify();
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

/// Reads a created sync and compares it with what was sent.
awaitable<void> read_back(run_state& state, action_result& result) {
    const auto live = co_await state.service.get_sync(*result.sync_id);
    if (!live) {
        result.outcome = outcome::unknown;
        result.message = "it was created, but could not be read back: " + describe(live.error());
        co_return;
    }
    result.not_applied = diff::compare(result.change->desired, live->spec, result.change->context);
    if (!result.not_applied.empty()) {
        result.outcome = outcome::failed;
        result.message = "accepted but not applied: the server stored something else";
    }
}

awaitable<void> create(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    model::sync_spec spec = result.change->desired;
    const auto created = co_await state.service.create_sync(std::move(spec));
    if (created) {
        result.sync_id = *created;
    } else if (is_ambiguous(created.error())) {
        const settlement found = co_await settle_create(state.service, *result.change, state.options.look);
        result.message = found.message;
        result.sync_id = found.id;
        if (!found.id) {
            result.outcome = outcome::unknown;
            result.message += ": " + describe(created.error());
            co_return;
        }
    } else {
        fail(result, created.error());
        co_return;
    }
    result.outcome = outcome::done;
    state.created.emplace(result.change->sync, *result.sync_id);
    co_await read_back(state, result);
}

/// The id of the sync's newest run, 0 if it has none; what settles a lost reply to a trigger.
awaitable<census::result<std::int64_t>> newest_run(census::api& service, std::int64_t sync_id) {
    census::page_request newest;
    newest.per_page = 1;
    newest.ascending = false;
    const auto runs = co_await service.list_sync_runs(sync_id, newest);
    if (!runs) {
        co_return runs.error();
    }
    std::int64_t id = 0;
    if (!runs->empty()) {
        id = runs->front().id;
    }
    co_return id;
}

awaitable<void> follow(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    follow_options options;
    options.poll = state.options.poll;
    options.timeout = state.options.run_timeout;
    options.stop_requested = state.options.stop_requested;
    options.observe = [&state, at](const model::sync_run& run) {
        state.results[at].run = run;
        state.tell(event::run_polled, at);
    };
    const auto run = co_await follow_run(state.service, *result.sync_run_id, options);
    if (!run) {
        result.outcome = outcome::unknown;
        result.message = "the run was started, but could not be followed: " + describe(run.error());
    } else if (!run->ended()) {
        result.outcome = outcome::unknown;
        result.message = "the run was started, and had not ended when it was last looked at";
    } else if (!run->succeeded()) {
        result.outcome = outcome::failed;
        result.message = run->canceled ? "the run was canceled" : "the run " + run->status;
        if (!run->error_message.empty()) {
            result.message += ": " + run->error_message;
        }
    }
}

awaitable<void> trigger(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    result.sync_id = result.change->sync_id;
    if (const auto made = state.created.find(result.change->sync); made != state.created.end()) {
        result.sync_id = made->second;
    }
    if (!result.sync_id) {
        result.outcome = outcome::failed;
        result.message = "the sync has no id: it was neither found nor created";
        co_return;
    }
    const auto last_run = co_await newest_run(state.service, *result.sync_id);
    if (!last_run) {
        fail(result, last_run.error());
        co_return;
    }
    const auto started = co_await state.service.trigger_sync(*result.sync_id);
    if (started) {
        result.sync_run_id = *started;
    } else if (is_ambiguous(started.error())) {
        const settlement found =
            co_await settle_trigger(state.service, *result.sync_id, *last_run, state.options.look);
        result.message = found.message;
        result.sync_run_id = found.id;
        if (!found.id) {
            result.outcome = outcome::unknown;
            result.message += ": " + describe(started.error());
            co_return;
        }
    } else {
        fail(result, started.error());
        co_return;
    }
    result.outcome = outcome::done;
    if (state.options.wait || state.order.has_dependents(at)) {
        co_await follow(state, at);
    }
}

/// Takes actions until none is left. A worker that follows a run is not free for others: so are theirs
/// bounded.
awaitable<void> work(run_state& state) {
    while (!state.order.finished()) {
        if (state.options.stop_requested && state.options.stop_requested()) {
            skip(state, state.order.abandon(), "interrupted before it began");
            state.notify();
        }
        const auto at = state.order.next();
        if (at) {
            state.tell(event::started, *at);
            if (state.todo.changes[*at].what == plan::action::create) {
                co_await create(state, *at);
            } else {
                co_await trigger(state, *at);
            }
            finish(state, *at);
        } else if (!state.order.finished()) {
            boost::system::error_code woken;
            auto token = boost::asio::redirect_error(boost::asio::use_awaitable, woken);
            co_await state.wake.async_wait(token);
        }
    }
}

awaitable<void> worker(run_state& state) {
    try {
        co_await work(state);
    } catch (...) {
        state.failure = std::current_exception();
        static_cast<void>(state.order.abandon());
    }
    --state.workers;
    state.notify();
}

}  // namespace

std::string_view to_string(outcome what) noexcept {
    switch (what) {
        case outcome::done:
            return "done";
        case outcome::failed:
            return "failed";
        case outcome::unknown:
            return "unknown";
        case outcome::skipped:
            return "skipped";
    }
    return "unknown";
}

awaitable<std::vector<action_result>> execute(census::api& service, const plan::plan& todo,
                                              apply_options options) {
    const auto executor = co_await boost::asio::this_coro::executor;
    run_state state(service, todo, std::move(options), executor);
    const std::size_t width = std::clamp<std::size_t>(state.options.concurrency, 1, 64);
    state.workers = width;
    for (std::size_t at = 0; at < width; ++at) {
        boost::asio::co_spawn(executor, worker(state), boost::asio::detached);
    }
    while (state.workers > 0) {
        boost::system::error_code woken;
        auto token = boost::asio::redirect_error(boost::asio::use_awaitable, woken);
        co_await state.wake.async_wait(token);
    }
    if (state.failure) {
        std::rethrow_exception(state.failure);
    }
    std::vector<action_result> made;
    for (action_result& result : state.results) {
        if (result.change->what == plan::action::create || result.change->what == plan::action::trigger) {
            made.push_back(std::move(result));
        }
    }
    co_return made;
}

bool complete(const std::vector<action_result>& results) noexcept {
    return std::all_of(results.begin(), results.end(),
                       [](const action_result& result) { return result.outcome == outcome::done; });
}

}  // namespace censusctl::apply
