#include "http/admission.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <random>
#include <vector>

using namespace censusctl::http;

namespace {

/// What the workers of one test did.
struct record {
    std::vector<int> entered;
    std::vector<int> turned_away;
    std::size_t most_at_once{0};
};

boost::asio::awaitable<void> work(admission& places, interruption& interrupt, int number, int ms,
                                  record& seen) {
    const bool admitted = co_await places.enter(interrupt);
    if (!admitted) {
        seen.turned_away.push_back(number);
        co_return;
    }
    admission::place place{places};
    seen.entered.push_back(number);
    seen.most_at_once = std::max(seen.most_at_once, places.running());
    interruption never;
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{ms};
    co_await sleep_until(until, never);
}

}  // namespace

TEST_CASE("no more run at once than there are places and the others wait in order") {
    boost::asio::io_context context{1};
    admission places{3};
    interruption interrupt;
    record seen;
    for (int i = 0; i < 20; ++i) {
        boost::asio::co_spawn(context, work(places, interrupt, i, (i * 7) % 5, seen), boost::asio::detached);
    }
    context.run();
    CHECK(seen.most_at_once == 3);
    REQUIRE(seen.entered.size() == 20);
    CHECK(std::ranges::is_sorted(seen.entered));
    CHECK(places.running() == 0);
    CHECK(places.waiting() == 0);
}

TEST_CASE("those who wait are turned away when they are interrupted") {
    boost::asio::io_context context{1};
    admission places{1};
    interruption first;
    interruption second;
    interruption third;
    record seen;
    boost::asio::co_spawn(context, work(places, first, 1, 30, seen), boost::asio::detached);
    boost::asio::co_spawn(context, work(places, second, 2, 1, seen), boost::asio::detached);
    boost::asio::co_spawn(context, work(places, third, 3, 1, seen), boost::asio::detached);
    boost::asio::steady_timer timer{context, std::chrono::milliseconds{5}};
    timer.async_wait([&](boost::system::error_code) {
        CHECK(places.waiting() == 2);
        second.raise(interrupt_cause::stopped);
    });
    context.run();
    CHECK(seen.turned_away == std::vector<int>{2});
    CHECK(seen.entered == std::vector<int>{1, 3});
    CHECK(places.running() == 0);
}

TEST_CASE("one who was interrupted before is turned away at once") {
    boost::asio::io_context context{1};
    admission places{1};
    interruption interrupt;
    interrupt.raise(interrupt_cause::run_deadline);
    record seen;
    boost::asio::co_spawn(context, work(places, interrupt, 1, 1, seen), boost::asio::detached);
    context.run();
    CHECK(seen.turned_away == std::vector<int>{1});
    CHECK(places.running() == 0);
}

TEST_CASE("a wider admission lets waiting ones in and a narrower one stops nobody who runs") {
    boost::asio::io_context context{1};
    admission places{1};
    interruption interrupt;
    record seen;
    for (int i = 0; i < 6; ++i) {
        boost::asio::co_spawn(context, work(places, interrupt, i, 20, seen), boost::asio::detached);
    }
    context.poll();
    CHECK(places.running() == 1);
    places.set_width(4);
    CHECK(places.running() == 4);
    places.set_width(2);
    CHECK(places.running() == 4);
    context.run();
    CHECK(seen.entered.size() == 6);
    CHECK(places.running() == 0);
}

TEST_CASE("a context that goes while requests wait leaves nothing behind") {
    admission places{1};
    interruption interrupt;
    record seen;
    {
        boost::asio::io_context context{1};
        for (int i = 0; i < 4; ++i) {
            boost::asio::co_spawn(context, work(places, interrupt, i, 10'000, seen), boost::asio::detached);
        }
        context.poll();
        CHECK(places.waiting() == 3);
    }
    CHECK(places.waiting() == 0);
}
