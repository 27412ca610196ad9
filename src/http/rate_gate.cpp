#include "http/rate_gate.hpp"

#include <algorithm>

namespace censusctl::http {
namespace {

constexpr std::size_t replies_to_widen = 20;

}  // namespace

rate_gate::rate_gate(std::size_t begin, std::size_t most) noexcept
    : most_{std::max<std::size_t>({begin, most, 1})}, width_{std::max<std::size_t>(begin, 1)} {}

void rate_gate::hold(time_point now, std::chrono::milliseconds wait) noexcept {
    opens_at_ = std::max(opens_at_, now + wait);
}

void rate_gate::refused(time_point started, time_point now) noexcept {
    accepted_ = 0;
    refused_ = true;
    // Requests that were under way when the width was halved say nothing about the new width.
    if (started < narrowed_at_) {
        return;
    }
    narrowed_at_ = now;
    width_ = std::max<std::size_t>(width_ / 2, 1);
}

void rate_gate::accepted() noexcept {
    if (width_ == most_) {
        return;
    }
    if (!refused_ || ++accepted_ >= replies_to_widen) {
        accepted_ = 0;
        ++width_;
    }
}

}  // namespace censusctl::http
