#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <span>
#include <string_view>

namespace censusctl::http {

/// What a read or write came to: some bytes, or an error. A peer that closed cleanly is asio::error::eof; one
/// that broke off a TLS session without saying so is another error.
struct io_result {
    boost::system::error_code error;
    std::size_t bytes{0};
};

/// A connection as an exchange sees it: TCP, TLS over TCP, or a script in a test. One read or write at a
/// time.
class byte_stream {
public:
    virtual ~byte_stream() = default;

    /// Reads at least one byte. `into` must stay until then.
    [[nodiscard]] virtual boost::asio::awaitable<io_result> read_some(std::span<char> into) = 0;
    /// Writes at least one byte. `from` must stay until then.
    [[nodiscard]] virtual boost::asio::awaitable<io_result> write_some(std::string_view from) = 0;
    /// Closes; a pending read or write ends with an error.
    virtual void close() noexcept = 0;
    /// Whether an idle connection is still open with nothing to read; where not, it is of no more use.
    [[nodiscard]] virtual bool is_quiet() noexcept = 0;
    /// Whether a failed write that reports no bytes has really let none out. Not so under encryption, where
    /// part of a record may have gone.
    [[nodiscard]] virtual bool counts_exactly() const noexcept = 0;
};

}  // namespace censusctl::http
