#include "http/interruption.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <string>

#include "http/interruption_text.hpp"

using namespace censusctl::http;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST_CASE("the later cause replaces the earlier one and never the reverse") {
    interruption interrupt;
    CHECK_FALSE(interrupt.raised());
    interrupt.raise(interrupt_cause::attempt_deadline);
    CHECK(interrupt.cause() == interrupt_cause::attempt_deadline);
    interrupt.raise(interrupt_cause::stopped);
    interrupt.raise(interrupt_cause::run_deadline);
    CHECK(interrupt.cause() == interrupt_cause::stopped);
}

TEST_CASE("only the deadline of an attempt can be forgotten") {
    interruption interrupt;
    interrupt.raise(interrupt_cause::attempt_deadline);
    interrupt.forget_attempt_deadline();
    CHECK_FALSE(interrupt.raised());
    interrupt.raise(interrupt_cause::run_deadline);
    interrupt.forget_attempt_deadline();
    CHECK(interrupt.cause() == interrupt_cause::run_deadline);
}

TEST_CASE("the innermost hook is called and the outer one comes back") {
    interruption interrupt;
    std::string calls;
    {
        const interruption::hook outer{interrupt, [&] {
                                           calls += "outer ";
                                       }};
        {
            const interruption::hook inner{interrupt, [&] {
                                               calls += "inner ";
                                           }};
            interrupt.raise(interrupt_cause::attempt_deadline);
        }
        interrupt.raise(interrupt_cause::run_deadline);
    }
    interrupt.raise(interrupt_cause::stopped);
    CHECK(calls == "inner outer ");
    const interruption::hook late{interrupt, [&] {
                                      calls += "late ";
                                  }};
    CHECK(calls == "inner outer late ");
}

TEST_CASE("a deadline calls once when its time has come") {
    boost::asio::io_context context{1};
    int calls = 0;
    const deadline limit{context.get_executor(), steady_clock::now() + milliseconds{1}, [&] {
                             ++calls;
                         }};
    context.run();
    CHECK(calls == 1);
}

TEST_CASE("a deadline that is gone does not call even if its timer had expired") {
    boost::asio::io_context context{1};
    int calls = 0;
    {
        const deadline limit{context.get_executor(), steady_clock::now() - milliseconds{1}, [&] {
                                 ++calls;
                             }};
        // Lets the expired timer queue its handler without running it.
        boost::asio::post(context, [] {});
        context.run_one();
    }
    context.run();
    CHECK(calls == 0);
}

TEST_CASE("what an interruption says") {
    client_options options;
    options.attempt_timeout = milliseconds{1500};
    options.total_timeout = milliseconds{300'000};
    const auto explained = [&](stage at, interrupt_cause cause) {
        failure problem;
        problem.stage = at;
        problem.message = "untouched";
        problem.hint = "untouched";
        explain_interruption(problem, cause, options);
        return problem;
    };
    CHECK(explained(stage::body, interrupt_cause::none).message == "untouched");

    const failure slow = explained(stage::first_byte, interrupt_cause::attempt_deadline);
    CHECK(slow.message == "1500 ms passed before a reply came");
    CHECK(slow.hint == "the server or the network is slow; run again later");
    CHECK(slow.stage == stage::first_byte);

    const failure over = explained(stage::body, interrupt_cause::run_deadline);
    CHECK(over.message ==
          "the time limit of 300 s for all requests was reached before the reply was complete");
    CHECK(over.hint == "--timeout sets the limit");
    CHECK(over.stage == stage::body);

    const failure stopped = explained(stage::write, interrupt_cause::stopped);
    CHECK(stopped.message == "stopped before the request was sent");
    CHECK(stopped.hint.empty());
    CHECK(stopped.stage == stage::cancelled);

    CHECK(explained(stage::resolve, interrupt_cause::stopped).message ==
          "stopped before the name of the host was resolved");
    CHECK(explained(stage::connect, interrupt_cause::stopped).message ==
          "stopped before there was a connection");
    CHECK(explained(stage::proxy, interrupt_cause::stopped).message ==
          "stopped before the proxy opened the way");
    CHECK(explained(stage::tls, interrupt_cause::stopped).message ==
          "stopped before the TLS handshake was done");
}
