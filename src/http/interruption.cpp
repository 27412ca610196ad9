#include "http/interruption.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace censusctl::http {

namespace asio = boost::asio;

deadline::deadline(const asio::any_io_executor& executor, std::chrono::steady_clock::time_point at,
                   std::function<void()> expired)
    : timer_{executor, at} {
    timer_.async_wait([armed = armed_, expired = std::move(expired)](boost::system::error_code cancelled) {
        if (!cancelled && *armed) {
            *armed = false;
            expired();
        }
    });
}

asio::awaitable<void> sleep_until(std::chrono::steady_clock::time_point at, interruption& interrupt) {
    const auto executor = co_await asio::this_coro::executor;
    if (interrupt.raised()) {
        co_return;
    }
    asio::steady_timer timer{executor, at};
    interruption::hook ended{interrupt, [&timer] {
                                 timer.cancel();
                             }};
    constexpr auto token = asio::as_tuple(asio::use_awaitable);
    co_await timer.async_wait(token);
}

}  // namespace censusctl::http
