#include "apply/verification.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "apply/actions.hpp"
#include "census/workspace.hpp"

namespace censusctl::apply {
namespace {

using boost::asio::awaitable;

constexpr std::size_t page_size = 100;

/// The syncs from the last page of the known ones on. One page more is read than need be, since syncs that
/// were deleted meanwhile move the later ones forward.
awaitable<census::result<std::vector<model::live_sync>>> newest_syncs(census::api& service, std::size_t known,
                                                                      std::size_t created) {
    const std::size_t first = std::max<std::size_t>(known / page_size, 1);
    const std::size_t last = (known + created) / page_size + 1;
    return census::list_syncs_from(service, static_cast<int>(first), static_cast<int>(last - first + 1));
}

/// Says that other live syncs have the label of one that was created.
void report_twins(action_result& result,
                  const std::unordered_multimap<std::string_view, std::int64_t>& by_label) {
    std::vector<std::int64_t> others;
    const auto [first, last] = by_label.equal_range(result.change->desired.label);
    for (auto at = first; at != last; ++at) {
        if (at->second != *result.sync_id) {
            others.push_back(at->second);
        }
    }
    if (others.empty()) {
        return;
    }
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    std::string ids;
    for (const std::int64_t id : others) {
        ids += (ids.empty() ? "" : ", ") + std::to_string(id);
    }
    result.outcome = outcome::failed;
    result.message = "it was created, but sync " + ids +
                     " has the same label: somebody else created it at the same time; delete one of them";
}

}  // namespace

awaitable<void> verify_created(run_state& state) {
    std::vector<std::size_t> created;
    for (std::size_t at = 0; at < state.results.size(); ++at) {
        const action_result& result = state.results[at];
        if (result.change->what == plan::action::create && result.outcome == outcome::done) {
            created.push_back(at);
        }
    }
    if (created.empty()) {
        co_return;
    }
    const auto listed = co_await newest_syncs(state.service, state.options.known_syncs, created.size());
    if (!listed) {
        for (const std::size_t at : created) {
            action_result& result = state.results[at];
            result.outcome = outcome::unknown;
            result.message = "it was created, but could not be read back: " + describe(listed.error());
            state.tell(event::corrected, at);
        }
        co_return;
    }
    std::unordered_map<std::int64_t, const model::live_sync*> by_id;
    std::unordered_multimap<std::string_view, std::int64_t> by_label;
    for (const model::live_sync& live : *listed) {
        by_id.emplace(live.id, &live);
        by_label.emplace(live.spec.label, live.id);
    }
    for (const std::size_t at : created) {
        action_result& result = state.results[at];
        const auto found = by_id.find(*result.sync_id);
        if (found != by_id.end()) {
            compare_stored(result, *found->second);
        } else {
            co_await read_back(state, at);
        }
        if (result.outcome == outcome::done) {
            report_twins(result, by_label);
        }
        if (result.outcome != outcome::done) {
            state.tell(event::corrected, at);
        }
    }
}

}  // namespace censusctl::apply
