#pragma once
#include <boost/asio/awaitable.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "http/attempt.hpp"
#include "http/byte_stream.hpp"
#include "http/client.hpp"
#include "http/interruption.hpp"

namespace censusctl::http {

struct exchange_limits {
    std::size_t body{64U << 20U};  ///< bytes at most, as sent and unpacked
    std::size_t header{
        64U << 10U};        ///< bytes at most: status line and fields; also a chunk's header, trailers
    bool head_only{false};  ///< the reply ends with its header, as the reply to CONNECT does
};

/// What came of one request and its reply.
struct exchange_outcome {
    std::optional<response> reply;  ///< complete, with a final status; absent: `problem` says why
    attempt_problem problem;        ///< method, target and attempts are not filled in
    bool reusable{false};           ///< the connection may carry another request
    bool leftover{false};           ///< the peer sent bytes beyond the reply
    std::uint64_t bytes_received{0};
};

/// Writes `wire`, a whole request, and reads the final reply; informational (1xx) replies are read past. Only
/// a complete reply is one: whatever is cut off, too big or not HTTP is a problem. The stream is not to be
/// used again unless `reusable`. `problem.stale` says that the connection was closed before any byte of a
/// reply, which means something only if it had been used before.
[[nodiscard]] boost::asio::awaitable<exchange_outcome> exchange(byte_stream& stream, std::string wire,
                                                                exchange_limits limits,
                                                                interruption& interrupt);

}  // namespace censusctl::http
