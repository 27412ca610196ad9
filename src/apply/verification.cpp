#include "apply/verification.hpp"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "apply/actions.hpp"
#include "apply/twins.hpp"
#include "census/fan_out.hpp"
#include "census/workspace.hpp"

namespace censusctl::apply {
namespace {

using boost::asio::awaitable;

constexpr std::size_t page_size = 100;

bool makes_sync(plan::action what) {
    switch (what) {
        case plan::action::create:
        case plan::action::replace:
            return true;
        case plan::action::update:
        case plan::action::remove:
        case plan::action::trigger:
        case plan::action::blocked:
            break;
    }
    return false;
}

bool changes_sync(plan::action what) {
    switch (what) {
        case plan::action::update:
            return true;
        case plan::action::create:
        case plan::action::replace:
        case plan::action::remove:
        case plan::action::trigger:
        case plan::action::blocked:
            break;
    }
    return false;
}

/// Pages of GET /syncs.
struct page_range {
    std::size_t first{1};
    std::size_t count{1};
};

/// The pages of what was created: those from the last page of the known syncs on, but for those that we have
/// deleted. One page more is read than need be, since syncs that others deleted meanwhile move the later ones
/// forward.
page_range newest_pages(std::size_t known, std::size_t created, std::size_t deleted) {
    const std::size_t first = std::max<std::size_t>((known - std::min(known, deleted)) / page_size, 1);
    return {first, (known + created) / page_size + 2 - first};
}

bool takes_sync(plan::action what) {
    switch (what) {
        case plan::action::replace:
        case plan::action::remove:
            return true;
        case plan::action::create:
        case plan::action::update:
        case plan::action::trigger:
        case plan::action::blocked:
            break;
    }
    return false;
}

awaitable<census::result<std::vector<model::live_sync>>> read_pages(census::api& service,
                                                                    const page_range& pages) {
    return census::list_syncs_from(service, static_cast<int>(pages.first), static_cast<int>(pages.count));
}

/// The actions of one kind that have ended well so far.
std::vector<std::size_t> done_actions(const run_state& state, bool (*is_kind)(plan::action)) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < state.results.size(); ++at) {
        const action_result& result = state.results[at];
        if (is_kind(result.change->what) && result.outcome == outcome::done) {
            found.push_back(at);
        }
    }
    return found;
}

void not_read_back(run_state& state, const std::vector<std::size_t>& actions, const http::failure& problem) {
    for (const std::size_t at : actions) {
        action_result& result = state.results[at];
        result.outcome = outcome::unknown;
        result.message = "it was written, but could not be read back: " + describe(problem);
        state.tell(event::corrected, at);
    }
}

awaitable<std::optional<http::failure>> read_back_and_tell(run_state& state, std::size_t at) {
    co_await read_back(state, at);
    if (state.results[at].outcome != outcome::done) {
        state.tell(event::corrected, at);
    }
    co_return std::nullopt;
}

/// Each of these by a request of its own, side by side.
awaitable<void> read_each_back(run_state& state, const std::vector<std::size_t>& actions) {
    const auto executor = co_await boost::asio::this_coro::executor;
    const std::size_t width = std::clamp<std::size_t>(state.options.concurrency, 1, 64);
    const auto jobs = std::make_shared<census::fan_out>(executor, width);
    for (std::size_t number = 0; number < actions.size(); ++number) {
        jobs->add(census::job_rank(1, number),
                  [&state, at = actions[number]] { return read_back_and_tell(state, at); });
    }
    static_cast<void>(co_await jobs->run());
}

}  // namespace

awaitable<void> verify_written(run_state& state) {
    const std::vector<std::size_t> created = done_actions(state, makes_sync);
    std::vector<std::size_t> updated = done_actions(state, changes_sync);
    const page_range all{1, state.options.known_syncs / page_size + 1};
    const std::size_t deleted = done_actions(state, takes_sync).size();
    page_range pages = newest_pages(state.options.known_syncs, created.size(), deleted);
    if (updated.size() > all.count) {
        pages = {1, pages.first + pages.count - 1};
    } else {
        co_await read_each_back(state, updated);
        updated.clear();
    }
    if (created.empty() && updated.empty()) {
        co_return;
    }
    const auto listed = co_await read_pages(state.service, pages);
    if (!listed) {
        not_read_back(state, created, listed.error());
        not_read_back(state, updated, listed.error());
        co_return;
    }
    const twins labels(*listed);
    std::unordered_map<std::int64_t, const model::live_sync*> by_id;
    for (const model::live_sync& live : *listed) {
        by_id.emplace(live.id, &live);
    }
    std::vector<std::size_t> written = created;
    written.insert(written.end(), updated.begin(), updated.end());
    for (const std::size_t at : written) {
        action_result& result = state.results[at];
        const auto found = by_id.find(*result.sync_id);
        if (found != by_id.end()) {
            compare_stored(result, *found->second);
        } else {
            co_await read_back(state, at);
        }
        if (result.outcome == outcome::done && makes_sync(result.change->what)) {
            labels.report(result);
        }
        if (result.outcome != outcome::done) {
            state.tell(event::corrected, at);
        }
    }
}

}  // namespace censusctl::apply
