#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "http/attempt.hpp"
#include "http/interruption.hpp"
#include "http/url.hpp"

namespace censusctl::http {

/// Asks the proxy at the other end of `socket` for a tunnel to `host` (RFC 9110, 9.3.6) and returns the
/// socket once bytes go through. The proxy is sent the host's name and its own credentials, nothing else. A
/// refusal is permanent where it is about credentials or rules (4xx).
[[nodiscard]] boost::asio::awaitable<attempt_result<boost::asio::ip::tcp::socket>> open_tunnel(
    boost::asio::ip::tcp::socket socket, const url& proxy, const url& host, interruption& interrupt);

}  // namespace censusctl::http
