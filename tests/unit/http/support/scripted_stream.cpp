#include "unit/http/support/scripted_stream.hpp"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace censusctl::http::test {

namespace asio = boost::asio;

asio::awaitable<io_result> scripted_stream::read_some(std::span<char> into) {
    io_result came;
    if (!closed && pieces.empty() && !last) {
        constexpr auto token = asio::as_tuple(asio::use_awaitable);
        stall_.expires_at(asio::steady_timer::time_point::max());
        co_await stall_.async_wait(token);
    }
    if (closed) {
        came.error = asio::error::operation_aborted;
        co_return came;
    }
    if (pieces.empty()) {
        came.error = last;
        co_return came;
    }
    std::string& piece = pieces.front();
    came.bytes = std::min(into.size(), piece.size());
    std::copy_n(piece.begin(), came.bytes, into.begin());
    piece.erase(0, came.bytes);
    if (piece.empty()) {
        pieces.pop_front();
    }
    co_return came;
}

asio::awaitable<io_result> scripted_stream::write_some(std::string_view from) {
    io_result went;
    went.bytes = std::min({from.size(), write_size, writable - std::min(writable, written.size())});
    written += from.substr(0, went.bytes);
    if (closed) {
        went.error = asio::error::operation_aborted;
    } else if (written.size() >= writable) {
        went.error = write_error;
    }
    co_return went;
}

void scripted_stream::close() noexcept {
    closed = true;
    stall_.cancel();
}

}  // namespace censusctl::http::test
