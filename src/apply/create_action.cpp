#include <utility>

#include "apply/actions.hpp"
#include "apply/ambiguous_write.hpp"
#include "apply/twins.hpp"
#include "census/group_choice.hpp"
#include "plan/not_understood.hpp"

namespace censusctl::apply {

using boost::asio::awaitable;

void compare_stored(action_result& result, const model::live_sync& live) {
    if (!plan::is_understood(live)) {
        result.outcome = outcome::unknown;
        result.message = "it was written, but what was read back is not understood: " + live.not_understood;
        return;
    }
    result.not_applied = diff::compare(result.change->desired, live.spec, result.change->context);
    if (!result.not_applied.empty()) {
        result.outcome = outcome::failed;
        result.message = "accepted but not applied: the server stored something else";
    }
}

awaitable<void> read_back(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    const auto live = co_await state.service.get_sync(*result.sync_id);
    if (!live) {
        result.outcome = outcome::unknown;
        result.message = "it was written, but could not be read back: " + describe(live.error());
        co_return;
    }
    compare_stored(result, *live);
}

awaitable<void> prove_created(run_state& state, std::size_t at) {
    co_await read_back(state, at);
    action_result& result = state.results[at];
    if (result.outcome != outcome::done) {
        co_return;
    }
    census::page_request newest;
    newest.ascending = false;
    auto listed = co_await state.service.list_syncs(newest);
    if (listed) {
        census::keep_groups(listed->rows, state.service.groups());
        const twins labels(listed->rows);
        labels.report(result);
        co_return;
    }
    result.outcome = outcome::unknown;
    result.message = "it was created, but whether it is the only one of its label could not be read: " +
                     describe(listed.error());
}

awaitable<void> send_create(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    model::sync_spec spec = result.change->desired;
    const auto created = co_await state.service.create_sync(std::move(spec));
    if (created) {
        result.sync_id = *created;
        if (state.service.created_unchecked(*created)) {
            result.message = "the server did not check '" + result.change->sync +
                             "' first but created it at once; it is that sync";
        }
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
}

awaitable<void> do_create(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    if (!state.intend(at, 0)) {
        co_return;
    }
    co_await send_create(state, at);
    if (result.outcome != outcome::done) {
        co_return;
    }
    state.created.emplace(result.change->sync, *result.sync_id);
    if (state.order.has_dependents(at)) {
        co_await prove_created(state, at);
    }
}

}  // namespace censusctl::apply
