#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <stdexcept>
#include <vector>

#include "http/client.hpp"

namespace censusctl::http::test {

/// Runs one coroutine on `context` until it is done, and gives what it returned. Throws what it threw, or
/// after 20 seconds.
template <class T>
T run(boost::asio::io_context& context, boost::asio::awaitable<T> work) {
    std::optional<T> value;
    std::exception_ptr thrown;
    bool done = false;
    boost::asio::co_spawn(context, std::move(work), [&](std::exception_ptr error, T result) {
        thrown = error;
        value.emplace(std::move(result));
        done = true;
    });
    context.restart();
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!done && std::chrono::steady_clock::now() < limit) {
        context.run_one_for(std::chrono::milliseconds{100});
        context.restart();
    }
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    if (!done) {
        throw std::runtime_error("the coroutine did not end within 20 s");
    }
    return std::move(*value);
}

/// A log that remembers: "request is repeated method=GET path=/ …".
struct recorded_log {
    std::vector<std::string> lines;
    [[nodiscard]] diagnostics::log_sink sink();
    /// Whether any line contains the text.
    [[nodiscard]] bool mentions(std::string_view text) const;
};

/// Options for a server on loopback: fast retries, a fixed seed.
[[nodiscard]] client_options options_for(const std::string& base_url);

/// A GET that may be repeated, and a POST that may not.
[[nodiscard]] request get(std::string target);
[[nodiscard]] request create(std::string target, std::string body);

/// A client with its own context, for tests that send one request after another.
class session {
public:
    explicit session(client_options options);
    [[nodiscard]] result<response> send(request message);
    [[nodiscard]] client& transport() noexcept { return *client_; }
    [[nodiscard]] boost::asio::io_context& context() noexcept { return context_; }

private:
    boost::asio::io_context context_{1};
    std::unique_ptr<client> client_;
};

/// The ends of requests that run at the same time, in the order in which they ended.
struct ended_request {
    std::size_t number;
    result<response> outcome;
};

/// Sends all at once and waits for all.
[[nodiscard]] std::vector<ended_request> send_all(session& with, std::vector<request> messages);

}  // namespace censusctl::http::test
