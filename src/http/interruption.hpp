#pragma once
#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <utility>

namespace censusctl::http {

/// Why a request is not waited for any longer; a later one replaces an earlier one.
enum class interrupt_cause { none, attempt_deadline, run_deadline, stopped };

/// Ends what a request is waiting for. Whoever waits registers how to end its wait, and looks at the cause
/// when the wait is over. Used from one thread.
class interruption {
public:
    [[nodiscard]] interrupt_cause cause() const noexcept { return cause_; }
    [[nodiscard]] bool raised() const noexcept { return cause_ != interrupt_cause::none; }

    void raise(interrupt_cause why) {
        cause_ = std::max(cause_, why);
        if (end_wait_) {
            end_wait_();
        }
    }

    /// A new attempt begins: the deadline of the one before is no longer of interest.
    void forget_attempt_deadline() noexcept {
        if (cause_ == interrupt_cause::attempt_deadline) {
            cause_ = interrupt_cause::none;
        }
    }

    /// While it lives, `end_wait` is called when the interruption is raised, and at once if it already is.
    /// The innermost one counts.
    class hook {
    public:
        hook(interruption& watched, std::function<void()> end_wait)
            : watched_{watched}, outer_{std::exchange(watched.end_wait_, std::move(end_wait))} {
            if (watched_.raised()) {
                watched_.end_wait_();
            }
        }
        ~hook() { watched_.end_wait_ = std::move(outer_); }
        hook(const hook&) = delete;
        hook& operator=(const hook&) = delete;

    private:
        interruption& watched_;
        std::function<void()> outer_;
    };

private:
    interrupt_cause cause_{interrupt_cause::none};
    std::function<void()> end_wait_;
};

/// Calls a function at a moment, unless it is destroyed before. A timer alone would not do: its handler may
/// already be queued when the timer goes.
class deadline {
public:
    deadline(const boost::asio::any_io_executor& executor, std::chrono::steady_clock::time_point at,
             std::function<void()> expired);
    ~deadline() { *armed_ = false; }
    deadline(const deadline&) = delete;
    deadline& operator=(const deadline&) = delete;

private:
    std::shared_ptr<bool> armed_{std::make_shared<bool>(true)};
    boost::asio::steady_timer timer_;
};

/// Waits until `at`, or until interrupted.
[[nodiscard]] boost::asio::awaitable<void> sleep_until(std::chrono::steady_clock::time_point at,
                                                       interruption& interrupt);

}  // namespace censusctl::http
