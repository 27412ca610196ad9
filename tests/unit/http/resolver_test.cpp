#include "http/resolver.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "unit/http/support/running.hpp"

using namespace censusctl::http;
using boost::asio::ip::make_address;
using boost::asio::ip::tcp;
using censusctl::http::test::run;

namespace {

tcp::endpoint at(const std::string& address) {
    return {make_address(address), 443};
}

struct bench {
    boost::asio::io_context context{1};
    interruption interrupt;
};

}  // namespace

TEST_CASE("addresses need no lookup") {
    bench with;
    resolver names{[](const std::string&, std::uint16_t) -> lookup_answer {
        throw std::runtime_error("looked up");
    }};
    for (const std::string address : {"127.0.0.1", "::1", "2001:db8::1"}) {
        const auto found = run(with.context, names.resolve(address, 443, with.interrupt));
        REQUIRE(found.has_value());
        REQUIRE(found->size() == 1);
        CHECK(found->front() == at(address));
    }
}

TEST_CASE("a name is looked up once until it is forgotten") {
    bench with;
    std::atomic<int> lookups{0};
    resolver names{[&](const std::string& host, std::uint16_t port) {
        ++lookups;
        lookup_answer answer;
        CHECK(host == "census.example");
        answer.endpoints.emplace_back(make_address("10.0.0.1"), port);
        return answer;
    }};
    for (int i = 0; i < 3; ++i) {
        const auto found = run(with.context, names.resolve("census.example", 443, with.interrupt));
        REQUIRE(found.has_value());
        CHECK(found->front() == at("10.0.0.1"));
    }
    CHECK(lookups == 1);
    names.forget();
    CHECK(run(with.context, names.resolve("census.example", 443, with.interrupt)).has_value());
    CHECK(lookups == 2);
}

TEST_CASE("those who ask at the same time share one lookup") {
    bench with;
    std::atomic<int> lookups{0};
    resolver names{[&](const std::string&, std::uint16_t port) {
        ++lookups;
        std::this_thread::sleep_for(std::chrono::milliseconds{30});
        lookup_answer answer;
        answer.endpoints.emplace_back(make_address("10.0.0.1"), port);
        return answer;
    }};
    int answers = 0;
    for (int i = 0; i < 8; ++i) {
        boost::asio::co_spawn(with.context, names.resolve("census.example", 443, with.interrupt),
                              [&](const std::exception_ptr&, const auto& found) {
                                  answers += found.has_value() && found->front() == at("10.0.0.1") ? 1 : 0;
                              });
    }
    with.context.run();
    CHECK(answers == 8);
    CHECK(lookups == 1);
}

TEST_CASE("a name that does not exist is a permanent problem") {
    bench with;
    resolver names{[](const std::string&, std::uint16_t) {
        lookup_answer answer;
        answer.problem = "Name or service not known";
        answer.permanent = true;
        return answer;
    }};
    const auto found = run(with.context, names.resolve("cnesus.example", 443, with.interrupt));
    REQUIRE_FALSE(found.has_value());
    CHECK(found.error().permanent);
    CHECK(found.error().what.stage == stage::resolve);
    CHECK(found.error().what.sent == sent_state::not_sent);
    CHECK(found.error().what.message ==
          "the name cnesus.example could not be resolved: Name or service not known");
    CHECK(found.error().what.hint == "check the spelling of the host");
}

TEST_CASE("a name server that does not answer may do so later") {
    bench with;
    resolver names{[](const std::string&, std::uint16_t) {
        lookup_answer answer;
        answer.problem = "Temporary failure in name resolution";
        return answer;
    }};
    const auto found = run(with.context, names.resolve("census.example", 443, with.interrupt));
    REQUIRE_FALSE(found.has_value());
    CHECK_FALSE(found.error().permanent);
    CHECK(found.error().what.hint == "check this machine's network and name server");
}

TEST_CASE("a lookup that hangs is left to itself") {
    struct latch {
        std::mutex guard;
        std::condition_variable changed;
        bool let_go{false};
        bool gone{false};
    };
    const auto shared = std::make_shared<latch>();
    {
        bench with;
        resolver names{[shared](const std::string&, std::uint16_t) {
            std::unique_lock held{shared->guard};
            shared->changed.wait(held, [&] { return shared->let_go; });
            shared->gone = true;
            shared->changed.notify_all();
            return lookup_answer{};
        }};
        const deadline limit{with.context.get_executor(),
                             std::chrono::steady_clock::now() + std::chrono::milliseconds{50}, [&] {
                                 with.interrupt.raise(interrupt_cause::attempt_deadline);
                             }};
        const auto found = run(with.context, names.resolve("census.example", 443, with.interrupt));
        REQUIRE_FALSE(found.has_value());
        CHECK(found.error().what.stage == stage::resolve);
        with.context.restart();
        with.context.run_for(std::chrono::milliseconds{10});
        CHECK(with.context.stopped());
    }
    // The answer comes when nobody is there any more.
    std::unique_lock held{shared->guard};
    shared->let_go = true;
    shared->changed.notify_all();
    CHECK(shared->changed.wait_for(held, std::chrono::seconds{10}, [&] { return shared->gone; }));
}

TEST_CASE("the system finds this machine") {
    const lookup_answer answer = system_lookup("localhost", 443);
    REQUIRE(answer.problem.empty());
    for (const tcp::endpoint& each : answer.endpoints) {
        CHECK(each.address().is_loopback());
        CHECK(each.port() == 443);
    }
}

TEST_CASE("families alternate beginning with the first") {
    CHECK(alternate_families({}).empty());
    CHECK(alternate_families({at("::1"), at("::2"), at("::3"), at("10.0.0.1"), at("10.0.0.2")}) ==
          std::vector<tcp::endpoint>{at("::1"), at("10.0.0.1"), at("::2"), at("10.0.0.2"), at("::3")});
    CHECK(alternate_families({at("10.0.0.1"), at("::1"), at("::2")}) ==
          std::vector<tcp::endpoint>{at("10.0.0.1"), at("::1"), at("::2")});
}
