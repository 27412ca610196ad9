#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include "http/byte_stream.hpp"

namespace censusctl::http {

/// A byte stream over a TLS session, whose handshake is done by its owner.
class tls_stream final : public byte_stream {
public:
    using session_type = boost::asio::ssl::stream<boost::asio::ip::tcp::socket>;

    tls_stream(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& context);

    boost::asio::awaitable<io_result> read_some(std::span<char> into) override;
    boost::asio::awaitable<io_result> write_some(std::string_view from) override;
    void close() noexcept override;
    bool is_quiet() noexcept override;
    bool counts_exactly() const noexcept override { return false; }

    [[nodiscard]] session_type& session() noexcept { return session_; }

private:
    session_type session_;
};

}  // namespace censusctl::http
