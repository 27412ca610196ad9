#include "http/tunnel.hpp"

#include <string>
#include <utility>

#include "http/exchange.hpp"
#include "http/proxy_rules.hpp"
#include "http/request_text.hpp"
#include "http/tcp_stream.hpp"

namespace censusctl::http {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::size_t largest_head = std::size_t{16} * 1024;

attempt_problem refused(int status, const url& proxy, const url& host) {
    attempt_problem problem = not_sent(stage::proxy,
                                       "the proxy " + proxy.authority() + " refused the way to " +
                                           host.authority() + ": status " + std::to_string(status),
                                       "ask who runs the proxy, or go around it with NO_PROXY=" + host.host);
    // 407 is meant for this, but tinyproxy gives 401 to a password that is wrong.
    if (status == 407 || status == 401) {
        problem.what.message = "the proxy " + proxy.authority() +
                               (proxy.user.empty() ? " demands a" : " refused its") +
                               " user and password (status " + std::to_string(status) + ")";
        problem.what.hint = "put them into HTTPS_PROXY, as in http://user:password@" + proxy.authority();
    }
    problem.permanent = status < 500;
    return problem;
}

}  // namespace

asio::awaitable<attempt_result<tcp::socket>> open_tunnel(tcp::socket socket, const url& proxy,
                                                         const url& host, interruption& interrupt) {
    tcp_stream stream{std::move(socket)};
    std::string wire = connect_text(host, proxy_authorization(proxy));
    exchange_limits limits;
    limits.header = largest_head;
    limits.head_only = true;
    exchange_outcome outcome = co_await exchange(stream, std::move(wire), limits, interrupt);
    if (!outcome.reply) {
        attempt_problem problem = not_sent(
            stage::proxy,
            "the proxy " + proxy.authority() + " gave no usable reply: " + outcome.problem.what.message,
            "check HTTPS_PROXY; what it names may not be an HTTP proxy");
        problem.permanent = outcome.problem.permanent;
        co_return problem;
    }
    const int status = outcome.reply->status;
    if (status < 200 || status > 299) {
        attempt_problem problem = refused(status, proxy, host);
        co_return problem;
    }
    if (outcome.leftover) {
        // In TLS the client speaks first: whatever came is not from the host.
        attempt_problem problem =
            not_sent(stage::proxy, "the proxy " + proxy.authority() + " sent more than its reply",
                     "check HTTPS_PROXY");
        co_return problem;
    }
    tcp::socket open = stream.release();
    co_return open;
}

}  // namespace censusctl::http
