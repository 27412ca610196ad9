#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "sandbox/message.hpp"

namespace censusctl::sandbox {

/// An answer and how it travels. Without faults it is sent whole and at once.
struct delivery {
    reply answer;
    std::chrono::milliseconds delay{0};   ///< before the first byte
    std::chrono::milliseconds spread{0};  ///< over which the body is sent, piece by piece
    std::optional<std::size_t> cut;       ///< bytes of the body after which the connection is closed
    bool drop{false};                     ///< the connection is closed without any answer
};

/// Decides on each request, on the server's thread. `problem` is an answer that the server gives by itself to
/// what is no proper request (400, 408, 413, 431): it is passed through so that it is counted and logged.
using request_handler = std::function<delivery(const request&)>;
using problem_handler = std::function<void(const reply& problem)>;

/// The largest request body that is taken, in bytes; more is answered with 413.
inline constexpr std::size_t largest_body = std::size_t{1024} * 1024;

/// How long a connection may be idle, may take to send a whole request, and may take to accept a piece of an
/// answer, unless told otherwise.
inline constexpr std::chrono::milliseconds patience{30'000};

/// HTTP/1.1 on 127.0.0.1 from a thread of its own: keep-alive, bodies with a length or in chunks, one request
/// at a time per connection. A connection that tries its patience is closed.
class http_server {
public:
    virtual ~http_server() = default;  ///< stops
    [[nodiscard]] virtual std::uint16_t port() const noexcept = 0;
    /// Closes the listening socket and all connections and joins the thread. Idempotent. No handler is called
    /// afterwards.
    virtual void stop() = 0;
};

/// Starts serving. Throws input_error when the port is taken.
[[nodiscard]] std::unique_ptr<http_server> listen_on_loopback(std::uint16_t port, request_handler handle,
                                                              problem_handler on_problem,
                                                              std::chrono::milliseconds limit = patience);

}  // namespace censusctl::sandbox
