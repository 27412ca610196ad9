#include "census/fan_out.hpp"

#include <doctest/doctest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "unit/census/support/run.hpp"

using namespace censusctl;
using namespace censusctl::census;
namespace asio = boost::asio;

namespace {

struct record {
    std::vector<std::size_t> started;
    std::size_t running{0};
    std::size_t most{0};
};

/// A job that takes so many turns of the executor and then fails, if it is told to.
asio::awaitable<std::optional<http::failure>> work(record* into, std::size_t name, int turns, bool fails) {
    into->started.push_back(name);
    into->most = std::max(into->most, ++into->running);
    for (; turns > 0; --turns) {
        co_await asio::post(asio::use_awaitable);
    }
    --into->running;
    std::optional<http::failure> problem;
    if (fails) {
        problem.emplace();
        problem->message = std::to_string(name);
    }
    co_return problem;
}

asio::awaitable<std::optional<http::failure>> throwing() {
    co_await asio::post(asio::use_awaitable);
    throw std::runtime_error("out of luck");
}

}  // namespace

TEST_CASE("jobs run side by side up to the limit and in the order of their ranks") {
    asio::io_context context;
    record seen;
    const auto jobs = std::make_shared<fan_out>(context.get_executor(), 3);
    for (const std::size_t name : {5, 2, 4, 1, 3}) {
        jobs->add({name}, [&seen, name] { return work(&seen, name, 3, false); });
    }
    CHECK_FALSE(run(context, jobs->run()).has_value());
    CHECK(seen.started == std::vector<std::size_t>{1, 2, 3, 4, 5});
    CHECK(seen.most == 3);
}

TEST_CASE("no jobs at all are done at once") {
    asio::io_context context;
    const auto jobs = std::make_shared<fan_out>(context.get_executor(), 3);
    CHECK_FALSE(run(context, jobs->run()).has_value());
}

TEST_CASE("a job may add jobs") {
    asio::io_context context;
    record seen;
    const auto jobs = std::make_shared<fan_out>(context.get_executor(), 2);
    jobs->add({0}, [&] {
        jobs->add({0, 1}, [&] { return work(&seen, 1, 1, false); });
        jobs->add({0, 2}, [&] { return work(&seen, 2, 1, false); });
        return work(&seen, 0, 1, false);
    });
    CHECK_FALSE(run(context, jobs->run()).has_value());
    CHECK(seen.started.size() == 3);
}

TEST_CASE("the failure of the lowest rank counts whichever comes first") {
    for (const int turns : {1, 9}) {
        asio::io_context context;
        record seen;
        const auto jobs = std::make_shared<fan_out>(context.get_executor(), 4);
        jobs->add({1}, [&] { return work(&seen, 1, 5, false); });
        jobs->add({2}, [&, turns] { return work(&seen, 2, turns, true); });
        jobs->add({3}, [&, turns] { return work(&seen, 3, 10 - turns, true); });
        const auto problem = run(context, jobs->run());
        REQUIRE(problem.has_value());
        CHECK(problem->message == "2");
        CHECK(seen.running == 0);
    }
}

TEST_CASE("after a failure only jobs of a lower rank are started") {
    asio::io_context context;
    record seen;
    const auto jobs = std::make_shared<fan_out>(context.get_executor(), 2);
    jobs->add({1}, [&] { return work(&seen, 1, 4, false); });
    jobs->add({5}, [&] {
        jobs->add({1, 1}, [&] { return work(&seen, 11, 1, true); });
        return work(&seen, 5, 1, true);
    });
    jobs->add({6}, [&] { return work(&seen, 6, 1, false); });
    const auto problem = run(context, jobs->run());
    REQUIRE(problem.has_value());
    CHECK(problem->message == "11");
    CHECK(seen.started == std::vector<std::size_t>{1, 5, 11});
}

TEST_CASE("what a job throws is thrown once all have ended") {
    asio::io_context context;
    record seen;
    const auto jobs = std::make_shared<fan_out>(context.get_executor(), 2);
    jobs->add({1}, [] { return throwing(); });
    jobs->add({2}, [&] { return work(&seen, 2, 8, false); });
    jobs->add({3}, [&] { return work(&seen, 3, 1, false); });
    CHECK_THROWS_WITH_AS(run(context, jobs->run()), "out of luck", std::runtime_error);
    CHECK(seen.running == 0);
    CHECK(seen.started == std::vector<std::size_t>{2});
}

TEST_CASE("jobs that are abandoned leave nothing behind") {
    record seen;
    const auto token = std::make_shared<int>(0);
    {
        asio::io_context context;
        const auto jobs = std::make_shared<fan_out>(context.get_executor(), 1);
        for (const std::size_t name : {1, 2, 3}) {
            jobs->add({name}, [&seen, token, name] { return work(&seen, name, 100, false); });
        }
        asio::co_spawn(context, jobs->run(), [](const std::exception_ptr&, std::optional<http::failure>) {});
        context.run_one();
        context.run_one();
    }
    CHECK(token.use_count() == 1);
}
