#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>

namespace censusctl::http {

/// The time that all requests of a client may take together. It runs while at least one request is under
/// way, waits between attempts included, and stands still otherwise: a user who thinks about a question, or a
/// run that is polled once in a while, uses none. Pure: takes time points.
class time_budget {
public:
    using time_point = std::chrono::steady_clock::time_point;

    explicit time_budget(std::chrono::milliseconds total) noexcept : left_{total} {}

    /// A request begins; true if it is the only one, so that the clock starts to run.
    bool enter(time_point now) noexcept {
        if (under_way_++ > 0) {
            return false;
        }
        ends_at_ = now + left_;
        return true;
    }

    /// A request ends; true if it was the last one, so that the clock stands still.
    bool leave(time_point now) noexcept {
        if (--under_way_ > 0) {
            return false;
        }
        left_ = remaining_until(now);
        return true;
    }

    /// When the time is used up, if requests are under way until then.
    [[nodiscard]] time_point ends_at() const noexcept { return ends_at_; }

    /// What is left; never negative.
    [[nodiscard]] std::chrono::milliseconds remaining(time_point now) const noexcept {
        return std::chrono::ceil<std::chrono::milliseconds>(under_way_ > 0 ? remaining_until(now) : left_);
    }

private:
    [[nodiscard]] time_point::duration remaining_until(time_point now) const noexcept {
        return std::max(ends_at_ - now, time_point::duration{0});
    }

    time_point::duration left_;
    time_point ends_at_{};
    std::size_t under_way_{0};
};

}  // namespace censusctl::http
