#include "http/connect.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace censusctl::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using std::chrono::steady_clock;

namespace {

constexpr steady_clock::duration longest_try = std::chrono::seconds{10};

void close_quietly(tcp::socket& socket) noexcept {
    error_code ignored;
    socket.close(ignored);
}

/// One try; the socket is open afterwards only if it succeeded.
asio::awaitable<error_code> try_connect(tcp::socket& socket, tcp::endpoint endpoint,
                                        steady_clock::time_point until, interruption& interrupt) {
    error_code error;
    socket.open(endpoint.protocol(), error);
    if (error) {
        co_return error;
    }
    bool expired = false;
    {
        const deadline limit{socket.get_executor(), until, [&] {
                                 expired = true;
                                 close_quietly(socket);
                             }};
        interruption::hook ended{interrupt, [&socket] {
                                     close_quietly(socket);
                                 }};
        constexpr auto token = asio::as_tuple(asio::use_awaitable);
        std::tie(error) = co_await socket.async_connect(endpoint, token);
    }
    if (expired) {
        error = asio::error::timed_out;
    }
    if (error) {
        close_quietly(socket);
        co_return error;
    }
    socket.set_option(tcp::no_delay{true}, error);
    // A socket that does not take the option still works, only slower.
    co_return error_code{};
}

}  // namespace

asio::awaitable<attempt_result<tcp::socket>> connect_to_any(std::vector<tcp::endpoint> endpoints,
                                                            std::string name, steady_clock::time_point until,
                                                            interruption& interrupt) {
    const auto executor = co_await asio::this_coro::executor;
    error_code last = asio::error::host_not_found;
    for (std::size_t i = 0; i < endpoints.size() && !interrupt.raised(); ++i) {
        const auto now = steady_clock::now();
        const auto left = std::max(until - now, steady_clock::duration{0});
        const auto share = left / static_cast<steady_clock::rep>(endpoints.size() - i);
        const auto try_until = now + std::min(share, longest_try);
        tcp::socket socket{executor};
        const error_code error = co_await try_connect(socket, endpoints[i], try_until, interrupt);
        if (!error && !interrupt.raised()) {
            co_return socket;
        }
        last = error;
    }
    attempt_problem problem =
        not_sent(stage::connect, "could not connect to " + name + ": " + last.message(),
                 "check that the host and port are right and can be reached from this machine");
    co_return problem;
}

}  // namespace censusctl::http
