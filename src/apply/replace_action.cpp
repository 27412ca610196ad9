#include <string>

#include "apply/actions.hpp"
#include "apply/ambiguous_write.hpp"
#include "plan/not_understood.hpp"

namespace censusctl::apply {

using boost::asio::awaitable;

awaitable<void> make_replacement(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    const plan::change& change = *result.change;
    if (!names_sync(result)) {
        co_return;
    }
    const auto live = co_await state.service.get_sync(*change.sync_id);
    if (!live) {
        fail(result, live.error());
        co_return;
    }
    if (plan::is_as_desired(change, *live)) {
        result.outcome = outcome::done;
        result.sync_id = change.sync_id;
        result.message = "it was as declared by then; nothing was sent";
        state.created.emplace(change.sync, *change.sync_id);
        co_return;
    }
    if (!is_as_planned(result, *live) || !state.intend(at, 0)) {
        co_return;
    }
    co_await send_create(state, at);
    if (result.outcome != outcome::done) {
        co_return;
    }
    state.made(at);
    co_await prove_created(state, at);
    if (result.outcome == outcome::done) {
        state.created.emplace(change.sync, *result.sync_id);
    } else {
        result.message = kept_old(result, result.message);
    }
}

awaitable<void> drop_replaced(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    const plan::change& change = *result.change;
    if (result.sync_id == change.sync_id) {
        co_return;  // nothing was made, since the old one is as declared
    }
    const auto live = co_await state.service.get_sync(*change.sync_id);
    if (!live && is_gone(live.error())) {
        result.message = "the old one was gone by then";
        co_return;
    }
    if (!live) {
        result.outcome = outcome::failed;
        result.message = kept_old(result, describe(live.error()));
        co_return;
    }
    if (is_as_planned(result, *live) && state.intend_second_half(at)) {
        co_await send_delete(state, at);
    }
    result.moved.clear();  // how the two differ is what the plan has shown
    if (result.outcome == outcome::unknown) {
        result.message = "sync " + std::to_string(*result.sync_id) + " was made; of the old one, sync " +
                         std::to_string(*change.sync_id) + ": " + result.message;
    } else if (result.outcome != outcome::done) {
        result.message = kept_old(result, result.message);
    }
}

}  // namespace censusctl::apply
