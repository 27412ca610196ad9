#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <exception>
#include <functional>
#include <optional>
#include <utility>

namespace censusctl::cli {

/// The thread-less event loop that drives a command's requests, and what Ctrl-C means while it runs: after
/// the first one `interrupted` is true, and what runs goes on until it notices; a second one ends the process
/// at once with status 130. For the few .cpp files that run coroutines: it brings Asio with it.
class signal_loop {
public:
    /// What the first Ctrl-C does besides.
    enum class on_signal {
        end_requests,  ///< nothing that runs needs to end well: `end_requests` is called
        let_them_end   ///< writes are under way: `announce` is called
    };

    signal_loop() : signals_(loop_) {}
    signal_loop(const signal_loop&) = delete;
    signal_loop& operator=(const signal_loop&) = delete;

    [[nodiscard]] boost::asio::any_io_executor executor() { return loop_.get_executor(); }
    [[nodiscard]] bool interrupted() const noexcept { return interrupted_; }

    std::function<void()> end_requests{};
    std::function<void()> announce{};

    /// Runs one coroutine to its end, and returns what it returned.
    template <class T>
    T run_until_signal(boost::asio::awaitable<T> work, on_signal first) {
        std::optional<T> value;
        std::exception_ptr thrown;
        boost::asio::co_spawn(loop_, std::move(work), [&](std::exception_ptr problem, T result) {
            thrown = std::move(problem);
            value = std::move(result);
            loop_.stop();
        });
        run(first);
        if (thrown) {
            std::rethrow_exception(thrown);
        }
        return std::move(*value);
    }

private:
    void run(on_signal first);
    void watch();

    boost::asio::io_context loop_{1};
    boost::asio::signal_set signals_;
    on_signal first_{on_signal::end_requests};
    bool interrupted_{false};
};

}  // namespace censusctl::cli
