#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <utility>

namespace censusctl::census {

/// Runs a coroutine to its end and gives what it returns, or throws what it throws.
template <class T>
T run(boost::asio::io_context& context, boost::asio::awaitable<T> work) {
    std::optional<T> outcome;
    std::exception_ptr thrown;
    boost::asio::co_spawn(context, std::move(work), [&](const std::exception_ptr& problem, T value) {
        thrown = problem;
        outcome.emplace(std::move(value));
    });
    context.restart();
    context.run();
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return std::move(*outcome);
}

}  // namespace censusctl::census
