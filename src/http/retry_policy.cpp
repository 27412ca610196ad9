#include "http/retry_policy.hpp"

#include <algorithm>
#include <utility>

namespace censusctl::http {
namespace {

using std::chrono::milliseconds;
using step = retry_decision::step;

/// Replies that a server or a gateway gives when another attempt may well succeed.
bool is_passing(int status) noexcept {
    switch (status) {
        case 408:
        case 429:
        case 500:
        case 502:
        case 503:
        case 504:
            return true;
        default:
            return status >= 520 && status <= 524;  // a gateway's own words for 502 and 504
    }
}

/// Why another attempt makes sense; empty if it does not.
std::string_view cause(const attempt_outcome& outcome) noexcept {
    if (outcome.status == 0) {
        return outcome.permanent ? std::string_view{} : "no complete reply came";
    }
    if (outcome.broken) {
        return "the reply is no answer of the API's";
    }
    if (outcome.status == 429) {
        return "the server asks to slow down";
    }
    return is_passing(outcome.status) ? "the server or a gateway has a passing problem" : std::string_view{};
}

bool may_repeat(replay kind, const attempt_outcome& outcome) noexcept {
    if (outcome.broken) {
        return kind == replay::safe;
    }
    if (kind != replay::once) {
        return true;
    }
    return outcome.status == 429 || (outcome.status == 0 && outcome.sent == sent_state::not_sent);
}

}  // namespace

retry_policy::retry_policy(replay kind, retry_limits limits, std::function<double()> random)
    : kind_{kind}, limits_{limits}, random_{std::move(random)} {}

milliseconds retry_policy::backoff() const noexcept {
    milliseconds wait = std::min(limits_.backoff_base, limits_.backoff_cap);
    for (int i = 1; i < attempts_ && wait < limits_.backoff_cap; ++i) {
        wait = std::min(wait * 2, limits_.backoff_cap);
    }
    return wait;
}

retry_decision retry_policy::after(const attempt_outcome& outcome, milliseconds time_left) {
    retry_decision decision;
    if (outcome.status == 0 && outcome.stale && !stale_repeated_ && may_repeat(kind_, outcome)) {
        stale_repeated_ = true;
        decision.next = step::fresh_at_once;
        decision.reason = "the kept-alive connection had been closed";
        return decision;
    }
    ++attempts_;
    const milliseconds ceiling = backoff();
    const bool asked = outcome.retry_after && (outcome.status == 429 || outcome.status == 503);
    const bool refuses_asked_wait = asked && *outcome.retry_after > limits_.max_retry_after;
    if (asked && !refuses_asked_wait) {
        decision.hold_all = *outcome.retry_after;
    } else if (outcome.status == 429 && !asked) {
        decision.hold_all = ceiling;
    }
    const std::string_view why = cause(outcome);
    if (why.empty()) {
        decision.reason = "another attempt would end the same way";
        return decision;
    }
    if (!may_repeat(kind_, outcome)) {
        decision.reason = "the server may have acted on it";
        return decision;
    }
    if (refuses_asked_wait) {
        decision.reason = "the server asks for a longer wait than is allowed";
        return decision;
    }
    if (attempts_ >= limits_.max_attempts) {
        decision.reason = "all attempts are used up";
        return decision;
    }
    const milliseconds jitter{
        static_cast<milliseconds::rep>(static_cast<double>(ceiling.count()) * random_())};
    decision.wait = decision.hold_all + jitter;
    if (decision.wait >= time_left) {
        decision.reason = no_time_left;
        return decision;
    }
    decision.next = step::wait;
    decision.reason = why;
    return decision;
}

}  // namespace censusctl::http
