#pragma once
#include <boost/asio/ip/tcp.hpp>

#include "http/byte_stream.hpp"

namespace censusctl::http {

/// A byte stream over a connected socket.
class tcp_stream final : public byte_stream {
public:
    explicit tcp_stream(boost::asio::ip::tcp::socket socket) noexcept;

    boost::asio::awaitable<io_result> read_some(std::span<char> into) override;
    boost::asio::awaitable<io_result> write_some(std::string_view from) override;
    void close() noexcept override;
    bool is_quiet() noexcept override;
    bool counts_exactly() const noexcept override { return true; }

    /// The socket, for a TLS session that takes over; this stream is then of no more use.
    [[nodiscard]] boost::asio::ip::tcp::socket release() noexcept { return std::move(socket_); }

private:
    boost::asio::ip::tcp::socket socket_;
};

/// Whether a socket is open with nothing to read. Does not wait.
[[nodiscard]] bool is_quiet_socket(int descriptor) noexcept;

}  // namespace censusctl::http
