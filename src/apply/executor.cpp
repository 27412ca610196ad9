#include "apply/executor.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "apply/actions.hpp"
#include "apply/run_state.hpp"
#include "apply/verification.hpp"

namespace censusctl::apply {
namespace {

using boost::asio::awaitable;

awaitable<void> wait_for_others(run_state& state) {
    boost::system::error_code woken;
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, woken);
    co_await state.wake.async_wait(token);
}

}  // namespace

bool is_supported(plan::action what) noexcept {
    switch (what) {
        case plan::action::create:
        case plan::action::update:
        case plan::action::replace:
        case plan::action::remove:
        case plan::action::trigger:
            return true;
        case plan::action::blocked:
            break;
    }
    return false;
}

namespace {

/// An action that there is no way to do fails: what waits for it is not begun, and the apply is not complete.
void cannot(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    result.outcome = outcome::failed;
    result.message = "this version of censusctl cannot do the action '" +
                     std::string(plan::to_string(result.change->what)) + "'; nothing was sent";
}

awaitable<void> do_step(run_state& state, step what) {
    const std::size_t at = what.action;
    switch (state.todo.changes[at].what) {
        case plan::action::create:
            co_await do_create(state, at);
            break;
        case plan::action::update:
            co_await do_update(state, at);
            break;
        case plan::action::remove:
            co_await do_remove(state, at);
            break;
        case plan::action::trigger:
            co_await do_trigger(state, at);
            break;
        case plan::action::replace:
            if (what.second_half) {
                co_await drop_replaced(state, at);
            } else {
                co_await make_replacement(state, at);
            }
            break;
        case plan::action::blocked:
            cannot(state, at);
            break;
    }
}

/// Takes actions until none is left. A worker that follows a run is not free for others: so are theirs
/// bounded.
awaitable<void> work(run_state& state) {
    while (!state.order.finished()) {
        const bool interrupted = state.options.stop_requested && state.options.stop_requested();
        if (interrupted || state.stopped) {
            const char* why = interrupted ? "interrupted before it began" : "the journal cannot be written";
            state.skip(state.order.abandon(), why);
            state.notify();
        }
        const auto next = state.order.next();
        if (next) {
            const step what = *next;
            if (!what.second_half) {
                state.link_parent(what.action);
                state.tell(event::started, what.action);
            }
            co_await do_step(state, what);
            state.finish(what);
        } else if (!state.order.finished()) {
            co_await wait_for_others(state);
        }
    }
}

/// Detached from whoever spawned it, so it owns a share of what it works on.
awaitable<void> worker(std::shared_ptr<run_state> state) {
    try {
        co_await work(*state);
    } catch (...) {
        state->failure = std::current_exception();
        static_cast<void>(state->order.abandon());
    }
    --state->workers;
    state->notify();
}

}  // namespace

awaitable<std::vector<action_result>> execute(census::api& service, const plan::plan& todo,
                                              apply_options options) {
    const auto executor = co_await boost::asio::this_coro::executor;
    const auto state = std::make_shared<run_state>(service, todo, std::move(options), executor);
    const std::size_t width = std::clamp<std::size_t>(state->options.concurrency, 1, 64);
    state->workers = width;
    for (std::size_t at = 0; at < width; ++at) {
        boost::asio::co_spawn(executor, worker(state), boost::asio::detached);
    }
    while (state->workers > 0) {
        co_await wait_for_others(*state);
    }
    if (state->failure) {
        std::rethrow_exception(state->failure);
    }
    co_await verify_written(*state);
    state->unlink();
    std::vector<action_result> results;
    for (action_result& result : state->results) {
        if (plan::is_write(result.change->what)) {
            results.push_back(std::move(result));
        }
    }
    co_return results;
}

}  // namespace censusctl::apply
