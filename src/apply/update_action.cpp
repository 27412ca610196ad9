#include <algorithm>
#include <utility>
#include <vector>

#include "apply/actions.hpp"
#include "apply/ambiguous_write.hpp"
#include "plan/fingerprint.hpp"
#include "plan/not_understood.hpp"
#include "plan/update_keys.hpp"

namespace censusctl::apply {

using boost::asio::awaitable;

namespace {

/// What an update sends. The order of fields belongs to the object: where a sync is given another object, the
/// server may drop it, so that it goes along if the files state it.
std::vector<model::attribute> sent_keys(const std::vector<diff::field_change>& differs,
                                        const model::sync_spec& desired) {
    std::vector<model::attribute> keys = plan::update_keys(differs);
    const bool moves = std::ranges::any_of(differs, [](const diff::field_change& field) {
        return field.path.id == model::attribute::destination_object ||
               field.path.id == model::attribute::destination_connection;
    });
    if (moves && !desired.field_order.empty() &&
        !std::ranges::binary_search(keys, model::attribute::field_order)) {
        keys.push_back(model::attribute::field_order);
        std::ranges::sort(keys);
    }
    return keys;
}

}  // namespace

bool names_sync(action_result& result) {
    const bool named = result.change->sync_id.has_value();
    if (!named) {
        result.outcome = outcome::failed;
        result.message = "the plan does not say which sync it is; nothing was sent";
    }
    return named;
}

bool is_as_planned(action_result& result, const model::live_sync& live) {
    const plan::change& change = *result.change;
    if (plan::live_fingerprint(live, change.context) == change.live_fingerprint) {
        return true;
    }
    result.outcome = outcome::failed;
    result.message = "sync " + std::to_string(live.id) +
                     " has changed since the plan was made, so that nothing was sent; plan again";
    if (plan::is_understood(live)) {
        result.moved = diff::compare(change.desired, live.spec, change.context);
    } else {
        result.message += "; it is not understood: " + live.not_understood;
    }
    return false;
}

awaitable<void> do_update(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    const plan::change& change = *result.change;
    if (!names_sync(result)) {
        co_return;
    }
    result.sync_id = change.sync_id;
    const auto live = co_await state.service.get_sync(*change.sync_id);
    if (!live) {
        fail(result, live.error());
        co_return;
    }
    const auto differs = diff::compare(change.desired, live->spec, change.context);
    if (differs.empty() && plan::is_understood(*live)) {
        result.outcome = outcome::done;
        result.message = "it was as declared by then; nothing was sent";
        co_return;
    }
    if (!is_as_planned(result, *live) || !state.intend(at, 0)) {
        co_return;
    }
    census::sync_patch patch{*change.sync_id, change.desired, *live, sent_keys(differs, change.desired),
                             change.context.case_sensitive_fields};
    const auto stored = co_await state.service.update_sync(std::move(patch));
    if (stored) {
        result.outcome = outcome::done;
        compare_stored(result, *stored);
        co_return;
    }
    if (!is_ambiguous(stored.error())) {
        fail(result, stored.error());
        co_return;
    }
    const settlement found = co_await settle_update(state.service, change, state.options.look);
    result.message = found.message;
    result.outcome = outcome::done;
    if (!found.id) {
        result.outcome = outcome::unknown;
        result.message += ": " + describe(stored.error());
    }
}

awaitable<void> send_delete(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    const plan::change& change = *result.change;
    const auto deleted = co_await state.service.delete_sync(*change.sync_id);
    if (!deleted && is_ambiguous(deleted.error())) {
        const settlement found = co_await settle_remove(state.service, change, state.options.look);
        result.message = found.message;
        result.outcome = outcome::done;
        if (!found.id) {
            result.outcome = outcome::unknown;
            result.message += ": " + describe(deleted.error());
        }
        co_return;
    }
    if (!deleted && !is_gone(deleted.error())) {
        fail(result, deleted.error());
        co_return;
    }
    const auto after = co_await state.service.get_sync(*change.sync_id);
    if (after) {
        result.outcome = outcome::failed;
        result.message = "accepted but not applied: the sync is still there";
    } else if (is_gone(after.error())) {
        result.outcome = outcome::done;
    } else {
        result.outcome = outcome::unknown;
        result.message = "it was deleted, which could not be read back: " + describe(after.error());
    }
}

awaitable<void> do_remove(run_state& state, std::size_t at) {
    action_result& result = state.results[at];
    const plan::change& change = *result.change;
    if (!names_sync(result)) {
        co_return;
    }
    result.sync_id = change.sync_id;
    const auto live = co_await state.service.get_sync(*change.sync_id);
    if (!live && is_gone(live.error())) {
        result.outcome = outcome::done;
        result.message = "it was gone by then; nothing was sent";
        co_return;
    }
    if (!live) {
        fail(result, live.error());
        co_return;
    }
    if (!is_as_planned(result, *live) || !state.intend(at, 0)) {
        co_return;
    }
    co_await send_delete(state, at);
}

}  // namespace censusctl::apply
