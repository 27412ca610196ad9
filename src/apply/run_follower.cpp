#include "apply/run_follower.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace censusctl::apply {

boost::asio::awaitable<census::result<model::sync_run>> follow_run(census::api& service, std::int64_t run_id,
                                                                   follow_options options) {
    const auto executor = co_await boost::asio::this_coro::executor;
    const auto give_up = std::chrono::steady_clock::now() + options.timeout;
    auto wait = options.poll;
    for (;;) {
        census::result<model::sync_run> seen = co_await service.get_sync_run(run_id);
        if (!seen) {
            co_return seen;
        }
        if (options.observe) {
            options.observe(*seen);
        }
        const bool stop = options.stop_requested && options.stop_requested();
        if (seen->ended() || stop || std::chrono::steady_clock::now() >= give_up) {
            co_return seen;
        }
        boost::asio::steady_timer timer(executor);
        timer.expires_after(wait);
        co_await timer.async_wait(boost::asio::use_awaitable);
        wait = std::min(wait + wait / 2, options.poll * 10);
    }
}

}  // namespace censusctl::apply
