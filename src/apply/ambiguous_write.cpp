#include "apply/ambiguous_write.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

#include "census/workspace.hpp"
#include "plan/fingerprint.hpp"
#include "plan/not_understood.hpp"

namespace censusctl::apply {
namespace {

constexpr int looks = 3;

std::string id_list(const std::vector<std::int64_t>& ids) {
    std::string text;
    for (const std::int64_t id : ids) {
        text += (text.empty() ? "" : ", ") + std::to_string(id);
    }
    return text;
}

}  // namespace

boost::asio::awaitable<void> pause(std::chrono::milliseconds length) {
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor);
    timer.expires_after(length);
    co_await timer.async_wait(boost::asio::use_awaitable);
}

bool is_ambiguous(const http::failure& problem) noexcept {
    if (problem.sent == http::sent_state::not_sent) {
        return false;
    }
    if (problem.sent == http::sent_state::maybe_sent || problem.stage == http::stage::decode) {
        return true;
    }
    const bool redirected = problem.status >= 300 && problem.status < 400;
    const bool server_failed = problem.status >= 500 && problem.status != 501 && problem.status != 505;
    return problem.status == 408 || redirected || server_failed;
}

bool is_gone(const http::failure& problem) noexcept {
    return problem.sent == http::sent_state::answered && problem.status == 404;
}

boost::asio::awaitable<settlement> settle_create(census::api& service, const plan::change& wanted,
                                                 std::chrono::milliseconds look) {
    settlement found;
    for (int attempt = 0; attempt < looks; ++attempt) {
        co_await pause(look);
        look *= 2;
        const census::progress_function silent;
        const auto listed = co_await census::list_all_syncs(service, silent);
        if (!listed) {
            found.message =
                "the reply to the create was lost, and the syncs could not be listed to look for it";
            continue;
        }
        std::vector<std::int64_t> same;
        const model::live_sync* odd = nullptr;
        for (const model::live_sync& live : *listed) {
            const bool is_old = live.id == wanted.sync_id;  // which a replacement takes the place of
            if (is_old || live.spec.label != wanted.desired.label) {
                continue;
            }
            if (plan::is_as_desired(wanted, live)) {
                same.push_back(live.id);
            } else if (!plan::is_understood(live)) {
                odd = &live;
            }
        }
        if (same.size() == 1) {
            found.id = same.front();
            found.message = "the reply to the create was lost; the sync was found in the workspace";
            co_return found;
        }
        if (!same.empty()) {
            found.message = "the reply to the create was lost, and several live syncs are like it (ids " +
                            id_list(same) + "): find out which one is wanted, and pin it with `id`";
            co_return found;
        }
        if (odd != nullptr) {
            found.message = "the reply to the create was lost, and it may be sync " +
                            std::to_string(odd->id) +
                            ", which has its label and is not understood: " + odd->not_understood;
            co_return found;
        }
        found.message =
            "the reply to the create was lost, and no such sync has appeared since; it may still do so: plan "
            "again "
            "before another apply";
    }
    co_return found;
}

boost::asio::awaitable<settlement> settle_update(census::api& service, const plan::change& wanted,
                                                 std::chrono::milliseconds look) {
    settlement found;
    for (int attempt = 0; attempt < looks; ++attempt) {
        co_await pause(look);
        look *= 2;
        const auto live = co_await service.get_sync(*wanted.sync_id);
        if (!live) {
            found.message = "the reply to the update was lost, and the sync could not be read to look for it";
        } else if (plan::is_as_desired(wanted, *live)) {
            found.id = wanted.sync_id;
            found.message = "the reply to the update was lost; the sync is as declared";
            co_return found;
        } else if (!plan::is_understood(*live)) {
            found.message =
                "the reply to the update was lost, and what the sync is by now is not understood: " +
                live->not_understood;
        } else if (plan::live_fingerprint(*live, wanted.context) == wanted.live_fingerprint) {
            found.message =
                "the reply to the update was lost, and the sync is as it was; that may still change: plan "
                "again before another apply";
        } else {
            found.message =
                "the reply to the update was lost, and the sync is neither as it was nor as declared: plan "
                "again";
        }
    }
    co_return found;
}

boost::asio::awaitable<settlement> settle_remove(census::api& service, const plan::change& wanted,
                                                 std::chrono::milliseconds look) {
    settlement found;
    for (int attempt = 0; attempt < looks; ++attempt) {
        co_await pause(look);
        look *= 2;
        const auto live = co_await service.get_sync(*wanted.sync_id);
        if (live) {
            found.message =
                "the reply to the delete was lost, and the sync is still there; that may still change: plan "
                "again before another apply";
        } else if (is_gone(live.error())) {
            found.id = wanted.sync_id;
            found.message = "the reply to the delete was lost; the sync is gone";
            co_return found;
        } else {
            found.message = "the reply to the delete was lost, and the sync could not be read to look for it";
        }
    }
    co_return found;
}

boost::asio::awaitable<settlement> settle_trigger(census::api& service, std::int64_t sync_id,
                                                  std::int64_t last_known_run,
                                                  std::chrono::milliseconds look) {
    settlement found;
    for (int attempt = 0; attempt < looks; ++attempt) {
        co_await pause(look);
        look *= 2;
        census::page_request newest;
        newest.per_page = 1;
        newest.ascending = false;
        const auto runs = co_await service.list_sync_runs(sync_id, newest);
        if (!runs) {
            found.message =
                "the reply to the trigger was lost, and the sync's runs could not be read to look for it";
            continue;
        }
        if (!runs->empty() && runs->front().id > last_known_run) {
            found.id = runs->front().id;
            found.message = "the reply to the trigger was lost; a run that started since was found";
            co_return found;
        }
        found.message = "the reply to the trigger was lost, and no new run of the sync has appeared since";
    }
    co_return found;
}

}  // namespace censusctl::apply
