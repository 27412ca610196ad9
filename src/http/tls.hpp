#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>
#include <string>

#include "http/attempt.hpp"
#include "http/byte_stream.hpp"
#include "http/interruption.hpp"

namespace censusctl::http {

/// What all TLS sessions of a client share: TLS 1.2 or later, the peer's certificate always verified.
class tls_context {
public:
    virtual ~tls_context() = default;

    /// Takes a TLS session up over a connected socket: SNI, certificate chain, and that the certificate is
    /// for `host` (a name, or an address without brackets). A certificate that is not trusted is a permanent
    /// problem whose hint says why.
    [[nodiscard]] virtual boost::asio::awaitable<attempt_result<std::unique_ptr<byte_stream>>> handshake(
        boost::asio::ip::tcp::socket socket, std::string host, interruption& interrupt) = 0;
};

/// Trusts the authorities in `ca_file` (PEM), or the system's if it is empty; OpenSSL's variables
/// SSL_CERT_FILE and SSL_CERT_DIR say where those are. Fails if the file cannot be read.
[[nodiscard]] result<std::unique_ptr<tls_context>> make_tls_context(const std::string& ca_file);

}  // namespace censusctl::http
