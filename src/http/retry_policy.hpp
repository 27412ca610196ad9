#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "http/client.hpp"

namespace censusctl::http {

/// What came of one attempt, as far as it matters to whether there is another.
struct attempt_outcome {
    int status{0};  ///< of the complete reply; 0: none came
    sent_state sent{sent_state::not_sent};
    bool permanent{false};
    bool stale{false};
    bool broken{false};  ///< the complete reply is no answer of the server's
    std::optional<std::chrono::seconds> retry_after;
};

struct retry_limits {
    int max_attempts{5};
    std::chrono::milliseconds backoff_base{500};
    std::chrono::milliseconds backoff_cap{30'000};
    std::chrono::milliseconds max_retry_after{120'000};
};

struct retry_decision {
    enum class step {
        finish,         ///< what came is the result
        fresh_at_once,  ///< again, now, over a new connection
        wait            ///< again, after `wait`
    };
    step next{step::finish};
    std::chrono::milliseconds wait{0};
    /// How long no request of this client may start, whatever comes of this one: the server asked for it.
    std::chrono::milliseconds hold_all{0};
    std::string_view reason;  ///< why there is, or is not, another attempt; for the log and for messages
};

/// The reason given where an attempt would make sense but for the time.
inline constexpr std::string_view no_time_left = "no time is left for another attempt";

/// Whether and when one request is repeated: a pure state machine, one for each request. Decides from the
/// operation's replay class, from how far the attempt came and from the status, never from the verb:
///   nothing sent: any operation; no or half a reply: reads and idempotent writes; 429: any operation, since
///   it was refused before work; 408, 500, 502–504 and 520–524: reads and idempotent writes; a success that
///   is no answer of the server's: reads; other: none.
/// Waits grow from `backoff_base` by doubling up to `backoff_cap`, with full jitter; a Retry-After is a floor
/// under the jitter.
class retry_policy {
public:
    /// `random` gives numbers in [0, 1).
    retry_policy(replay kind, retry_limits limits, std::function<double()> random);

    /// What to do after an attempt, when `time_left` remains for everything.
    [[nodiscard]] retry_decision after(const attempt_outcome& outcome, std::chrono::milliseconds time_left);

private:
    [[nodiscard]] std::chrono::milliseconds backoff() const noexcept;

    replay kind_;
    retry_limits limits_;
    std::function<double()> random_;
    int attempts_{0};
    bool stale_repeated_{false};
};

}  // namespace censusctl::http
