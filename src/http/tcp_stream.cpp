#include "http/tcp_stream.hpp"

#include <sys/socket.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <utility>

namespace censusctl::http {

namespace asio = boost::asio;

namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

}  // namespace

tcp_stream::tcp_stream(asio::ip::tcp::socket socket) noexcept : socket_{std::move(socket)} {}

asio::awaitable<io_result> tcp_stream::read_some(std::span<char> into) {
    const auto buffer = asio::buffer(into.data(), into.size());
    auto [error, bytes] = co_await socket_.async_read_some(buffer, token);
    io_result came;
    came.error = error;
    came.bytes = bytes;
    co_return came;
}

asio::awaitable<io_result> tcp_stream::write_some(std::string_view from) {
    const auto buffer = asio::buffer(from.data(), from.size());
    auto [error, bytes] = co_await socket_.async_write_some(buffer, token);
    io_result went;
    went.error = error;
    went.bytes = bytes;
    co_return went;
}

void tcp_stream::close() noexcept {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

bool tcp_stream::is_quiet() noexcept {
    return socket_.is_open() && is_quiet_socket(socket_.native_handle());
}

bool is_quiet_socket(int descriptor) noexcept {
    char byte = 0;
    const ssize_t got = recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
}

}  // namespace censusctl::http
