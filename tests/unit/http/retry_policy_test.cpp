#include "http/retry_policy.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace censusctl::http;
using std::chrono::milliseconds;
using std::chrono::seconds;
using step = retry_decision::step;

namespace {

constexpr milliseconds plenty{1'000'000};

retry_policy policy_of(replay kind, double random = 0.5) {
    return retry_policy{kind, retry_limits{}, [random] {
                            return random;
                        }};
}

attempt_outcome failed(sent_state sent) {
    attempt_outcome outcome;
    outcome.sent = sent;
    return outcome;
}

attempt_outcome answered(int status, std::optional<seconds> retry_after = {}) {
    attempt_outcome outcome;
    outcome.status = status;
    outcome.sent = sent_state::answered;
    outcome.retry_after = retry_after;
    return outcome;
}

}  // namespace

TEST_CASE("a success that is no answer is repeated for reads only") {
    attempt_outcome broken = answered(200);
    broken.broken = true;
    const retry_decision again = policy_of(replay::safe).after(broken, plenty);
    CHECK(again.next == step::wait);
    CHECK(again.reason == "the reply is no answer of the API's");
    for (const replay kind : {replay::idempotent, replay::once}) {
        const retry_decision decision = policy_of(kind).after(broken, plenty);
        CHECK(decision.next == step::finish);
        CHECK(decision.reason == "the server may have acted on it");
    }
}

TEST_CASE("what is repeated depends on the operation and on how far it came") {
    struct row {
        attempt_outcome outcome;
        bool safe;
        bool once;
    };
    const std::vector<row> rows{
        {failed(sent_state::not_sent), true, true},
        {failed(sent_state::maybe_sent), true, false},
        {answered(408), true, false},
        {answered(429), true, true},
        {answered(500), true, false},
        {answered(502), true, false},
        {answered(503), true, false},
        {answered(503, seconds{1}), true, false},
        {answered(504), true, false},
        {answered(520), true, false},
        {answered(524), true, false},
        {answered(525), false, false},
        {answered(200), false, false},
        {answered(201), false, false},
        {answered(302), false, false},
        {answered(400), false, false},
        {answered(401), false, false},
        {answered(403), false, false},
        {answered(404), false, false},
        {answered(409), false, false},
        {answered(422), false, false},
        {answered(501), false, false},
        {answered(505), false, false},
    };
    for (const row& each : rows) {
        CAPTURE(each.outcome.status);
        CAPTURE(static_cast<int>(each.outcome.sent));
        const auto expected = [](bool repeated) {
            return repeated ? step::wait : step::finish;
        };
        CHECK(policy_of(replay::safe).after(each.outcome, plenty).next == expected(each.safe));
        CHECK(policy_of(replay::idempotent).after(each.outcome, plenty).next == expected(each.safe));
        CHECK(policy_of(replay::once).after(each.outcome, plenty).next == expected(each.once));
    }
}

TEST_CASE("a permanent problem is not repeated") {
    attempt_outcome outcome = failed(sent_state::not_sent);
    outcome.permanent = true;
    const auto decision = policy_of(replay::safe).after(outcome, plenty);
    CHECK(decision.next == step::finish);
    CHECK(decision.reason == "another attempt would end the same way");
}

TEST_CASE("waits double up to the cap with full jitter") {
    retry_limits limits;
    limits.max_attempts = 10;
    limits.backoff_base = milliseconds{500};
    limits.backoff_cap = milliseconds{3000};
    retry_policy full{replay::safe, limits, [] {
                          return 0.999999;
                      }};
    std::vector<milliseconds::rep> waits;
    for (int i = 0; i < 6; ++i) {
        waits.push_back(full.after(failed(sent_state::maybe_sent), plenty).wait.count());
    }
    CHECK(waits == std::vector<milliseconds::rep>{499, 999, 1999, 2999, 2999, 2999});
    retry_policy none{replay::safe, limits, [] {
                          return 0.0;
                      }};
    CHECK(none.after(failed(sent_state::maybe_sent), plenty).wait == milliseconds{0});
}

TEST_CASE("attempts are counted and then used up") {
    auto policy = policy_of(replay::safe);
    for (int i = 1; i < 5; ++i) {
        CHECK(policy.after(answered(500), plenty).next == step::wait);
    }
    const auto last = policy.after(answered(500), plenty);
    CHECK(last.next == step::finish);
    CHECK(last.reason == "all attempts are used up");
}

TEST_CASE("Retry-After is a floor under the jitter and holds everybody") {
    const auto decision = policy_of(replay::safe, 0.5).after(answered(429, seconds{7}), plenty);
    CHECK(decision.next == step::wait);
    CHECK(decision.wait == milliseconds{7250});
    CHECK(decision.hold_all == seconds{7});
    CHECK(decision.reason == "the server asks to slow down");
    const auto unavailable = policy_of(replay::safe, 0.0).after(answered(503, seconds{2}), plenty);
    CHECK(unavailable.wait == seconds{2});
    CHECK(unavailable.hold_all == seconds{2});
    CHECK(unavailable.reason == "the server or a gateway has a passing problem");
}

TEST_CASE("a 429 without Retry-After holds everybody for the backoff") {
    auto policy = policy_of(replay::once, 0.0);
    CHECK(policy.after(answered(429), plenty).hold_all == milliseconds{500});
    CHECK(policy.after(answered(429), plenty).hold_all == milliseconds{1000});
}

TEST_CASE("Retry-After means nothing with other statuses") {
    const auto decision = policy_of(replay::safe, 0.0).after(answered(500, seconds{60}), plenty);
    CHECK(decision.wait == milliseconds{0});
    CHECK(decision.hold_all == milliseconds{0});
    CHECK(policy_of(replay::safe).after(answered(200, seconds{60}), plenty).hold_all == milliseconds{0});
}

TEST_CASE("a 503 to a create is not repeated but still holds the others") {
    const auto decision = policy_of(replay::once).after(answered(503, seconds{3}), plenty);
    CHECK(decision.next == step::finish);
    CHECK(decision.reason == "the server may have acted on it");
    CHECK(decision.hold_all == seconds{3});
}

TEST_CASE("a longer wait than is allowed ends the request at once") {
    const auto decision = policy_of(replay::safe).after(answered(429, seconds{121}), plenty);
    CHECK(decision.next == step::finish);
    CHECK(decision.reason == "the server asks for a longer wait than is allowed");
    CHECK(decision.hold_all == milliseconds{0});
    CHECK(policy_of(replay::safe).after(answered(429, seconds{120}), plenty).next == step::wait);
}

TEST_CASE("a wait that would outlast the time left is not begun") {
    const auto decision = policy_of(replay::safe, 0.0).after(answered(429, seconds{5}), seconds{5});
    CHECK(decision.next == step::finish);
    CHECK(decision.reason == no_time_left);
    CHECK(policy_of(replay::safe, 0.0).after(answered(429, seconds{5}), milliseconds{5001}).next ==
          step::wait);
    CHECK(policy_of(replay::safe, 0.0).after(answered(500), milliseconds{0}).next == step::finish);
}

TEST_CASE("a dead kept-alive connection costs a read one free attempt") {
    attempt_outcome stale = failed(sent_state::maybe_sent);
    stale.stale = true;
    auto policy = policy_of(replay::safe);
    const auto first = policy.after(stale, plenty);
    CHECK(first.next == step::fresh_at_once);
    CHECK(first.reason == "the kept-alive connection had been closed");
    CHECK(policy.after(stale, plenty).next == step::wait);
    for (int i = 0; i < 3; ++i) {
        CHECK(policy.after(answered(500), plenty).next == step::wait);
    }
    CHECK(policy.after(answered(500), plenty).next == step::finish);
}

TEST_CASE("a dead kept-alive connection is repeated for a create only if nothing was sent") {
    attempt_outcome stale = failed(sent_state::maybe_sent);
    stale.stale = true;
    const auto ambiguous = policy_of(replay::once).after(stale, plenty);
    CHECK(ambiguous.next == step::finish);
    CHECK(ambiguous.reason == "the server may have acted on it");
    stale.sent = sent_state::not_sent;
    CHECK(policy_of(replay::once).after(stale, plenty).next == step::fresh_at_once);
}

TEST_CASE("no sequence of outcomes repeats a create that may have been sent") {
    std::mt19937 random{5};
    std::uniform_int_distribution<int> status{100, 599};
    std::uniform_int_distribution<int> coin{0, 1};
    std::uniform_int_distribution<int> wait{0, 200};
    for (int i = 0; i < 20000; ++i) {
        auto policy = policy_of(replay::once, 0.3);
        for (int attempt = 0; attempt < 12; ++attempt) {
            attempt_outcome outcome;
            if (coin(random) == 1) {
                outcome = answered(status(random));
            } else {
                outcome = failed(coin(random) == 1 ? sent_state::not_sent : sent_state::maybe_sent);
            }
            outcome.stale = coin(random) == 1;
            outcome.permanent = coin(random) == 1;
            if (coin(random) == 1) {
                outcome.retry_after = seconds{wait(random)};
            }
            const auto decision = policy.after(outcome, plenty);
            const bool refused_before_work =
                outcome.status == 429 || (outcome.status == 0 && outcome.sent == sent_state::not_sent);
            if (decision.next == step::finish) {
                break;
            }
            CHECK(refused_before_work);
            CHECK(attempt < 5);
        }
    }
}
