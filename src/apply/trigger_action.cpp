#include <utility>

#include "apply/actions.hpp"
#include "apply/ambiguous_write.hpp"
#include "apply/newest_run.hpp"
#include "apply/run_follower.hpp"
#include "apply/run_verdict.hpp"

namespace censusctl::apply {
namespace {

using boost::asio::awaitable;

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
        co_return;
    }
    const run_verdict verdict = judge_run(*run, state.options.max_invalid_percent);
    result.outcome = verdict.ended;
    if (!verdict.message.empty()) {
        result.message = verdict.message;
    }
}

}  // namespace

awaitable<void> do_trigger(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    result.sync_id = result.change->sync_id;
    if (const auto created = state.created.find(result.change->sync); created != state.created.end()) {
        result.sync_id = created->second;
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
    if (!state.intend(at, *last_run)) {
        co_return;
    }
    const auto started = co_await state.service.trigger_sync(*result.sync_id, result.change->full_sync);
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
    state.run_started(at);
    if (state.options.wait || state.order.has_dependents(at)) {
        co_await follow(state, at);
    }
}

}  // namespace censusctl::apply
