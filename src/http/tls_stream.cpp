#include "http/tls_stream.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "http/tcp_stream.hpp"

namespace censusctl::http {

namespace asio = boost::asio;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

}  // namespace

tls_stream::tls_stream(asio::ip::tcp::socket socket, asio::ssl::context& context)
    : session_{std::move(socket), context} {}

asio::awaitable<io_result> tls_stream::read_some(std::span<char> into) {
    const auto buffer = asio::buffer(into.data(), into.size());
    auto [error, bytes] = co_await session_.async_read_some(buffer, token);
    io_result came;
    came.error = error;
    came.bytes = bytes;
    co_return came;
}

asio::awaitable<io_result> tls_stream::write_some(std::string_view from) {
    const auto buffer = asio::buffer(from.data(), from.size());
    auto [error, bytes] = co_await session_.async_write_some(buffer, token);
    io_result went;
    went.error = error;
    went.bytes = bytes;
    co_return went;
}

void tls_stream::close() noexcept {
    boost::system::error_code ignored;
    session_.lowest_layer().close(ignored);
}

bool tls_stream::is_quiet() noexcept {
    auto& socket = session_.lowest_layer();
    return socket.is_open() && SSL_pending(session_.native_handle()) == 0 &&
           is_quiet_socket(socket.native_handle());
}

}  // namespace censusctl::http
