#include "http/connector.hpp"

#include <utility>

#include "http/connect.hpp"
#include "http/tcp_stream.hpp"
#include "http/tunnel.hpp"

namespace censusctl::http {

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<attempt_result<std::unique_ptr<byte_stream>>> connector::open(
    std::chrono::steady_clock::time_point until, interruption& interrupt) {
    const url& peer = settings_.proxy ? *settings_.proxy : settings_.host;
    auto endpoints = co_await names_.resolve(peer.host, peer.port, interrupt);
    if (!endpoints) {
        attempt_problem problem = endpoints.error();
        problem.what.stage = settings_.proxy ? stage::proxy : stage::resolve;
        co_return problem;
    }
    std::string name =
        (settings_.proxy ? "the proxy " : "") + peer.host + " port " + std::to_string(peer.port);
    auto connected = co_await connect_to_any(std::move(*endpoints), std::move(name), until, interrupt);
    if (!connected) {
        names_.forget();
        attempt_problem problem = connected.error();
        if (settings_.proxy) {
            problem.what.stage = stage::proxy;
            problem.what.hint = "check HTTPS_PROXY, and NO_PROXY for hosts that need no proxy";
        }
        co_return problem;
    }
    tcp::socket socket = std::move(*connected);
    if (settings_.proxy) {
        auto tunnelled = co_await open_tunnel(std::move(socket), peer, settings_.host, interrupt);
        if (!tunnelled) {
            attempt_problem problem = tunnelled.error();
            co_return problem;
        }
        socket = std::move(*tunnelled);
    }
    if (settings_.tls) {
        auto secured = co_await settings_.tls->handshake(std::move(socket), settings_.host.host, interrupt);
        co_return secured;
    }
    std::unique_ptr<byte_stream> plain = std::make_unique<tcp_stream>(std::move(socket));
    co_return plain;
}

}  // namespace censusctl::http
