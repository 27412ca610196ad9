#pragma once
#include <chrono>
#include <cstddef>

namespace censusctl::http {

/// What all requests of a client share about the server's rate limit: the moment before which none may start,
/// and how many may run at once. Until the first 429 each other reply lets one more run, so that the number
/// doubles with each round of requests. A 429 halves it, once for each round; from then on it grows by one
/// after every 20 other replies. Pure: takes time points.
class rate_gate {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// `begin`: requests at once at first, at least 1; `most`: as far as it grows, at least `begin`.
    rate_gate(std::size_t begin, std::size_t most) noexcept;
    /// That does not grow.
    explicit rate_gate(std::size_t most) noexcept : rate_gate{most, most} {}

    /// No request starts before this.
    [[nodiscard]] time_point opens_at() const noexcept { return opens_at_; }
    /// How many requests may run at once now: 1 to `most`.
    [[nodiscard]] std::size_t width() const noexcept { return width_; }

    /// Keeps the gate shut for `wait` from `now`. A wait that is already longer stays.
    void hold(time_point now, std::chrono::milliseconds wait) noexcept;
    /// A request that started at `started` was answered with 429 at `now`.
    void refused(time_point started, time_point now) noexcept;
    /// A request was answered with anything else.
    void accepted() noexcept;

private:
    std::size_t most_;
    std::size_t width_;
    std::size_t accepted_{0};
    bool refused_{false};
    time_point opens_at_{};
    time_point narrowed_at_{};
};

}  // namespace censusctl::http
