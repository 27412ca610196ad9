#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "http/attempt.hpp"
#include "http/interruption.hpp"

namespace censusctl::http {

/// Connects to the first endpoint that takes the connection. Each gets an equal part of the time that is left
/// until `until`, 10 s at most, so that one that never answers does not use it all up. `name` is what
/// messages call the peer: "app.getcensus.com port 443".
[[nodiscard]] boost::asio::awaitable<attempt_result<boost::asio::ip::tcp::socket>> connect_to_any(
    std::vector<boost::asio::ip::tcp::endpoint> endpoints, std::string name,
    std::chrono::steady_clock::time_point until, interruption& interrupt);

}  // namespace censusctl::http
