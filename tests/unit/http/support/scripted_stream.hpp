#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <string>

#include "http/byte_stream.hpp"

namespace censusctl::http::test {

/// A byte stream that plays a script of reads and remembers what was written.
class scripted_stream final : public byte_stream {
public:
    explicit scripted_stream(const boost::asio::any_io_executor& executor) : stall_{executor} {}

    /// Reads give these bytes, in one piece each; after them, `last` without end. No `last`: the reads stall
    /// until the stream is closed.
    std::deque<std::string> pieces;
    boost::system::error_code last;
    /// Writes take at most this many bytes each, and fail with `write_error` once `writable` bytes are gone.
    std::size_t write_size{65536};
    std::size_t writable{static_cast<std::size_t>(-1)};
    boost::system::error_code write_error;
    bool exact{true};

    std::string written;
    bool closed{false};

    boost::asio::awaitable<io_result> read_some(std::span<char> into) override;
    boost::asio::awaitable<io_result> write_some(std::string_view from) override;
    void close() noexcept override;
    bool is_quiet() noexcept override { return !closed && pieces.empty(); }
    bool counts_exactly() const noexcept override { return exact; }

private:
    boost::asio::steady_timer stall_;
};

}  // namespace censusctl::http::test
