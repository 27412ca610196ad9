#include "http/connect.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <optional>
#include <string>
#include <vector>

#include "unit/http/support/running.hpp"
#include "unit/http/support/scripted_server.hpp"

using namespace censusctl::http;
using namespace censusctl::http::test;
using boost::asio::ip::make_address;
using boost::asio::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

tcp::endpoint on_loopback(std::uint16_t port) {
    return {make_address("127.0.0.1"), port};
}

/// Where a connection was made to, or the problem.
struct arrival {
    std::optional<tcp::endpoint> to;
    attempt_problem problem;
};

boost::asio::awaitable<arrival> arrive(std::vector<tcp::endpoint> endpoints, steady_clock::time_point until,
                                       interruption& interrupt) {
    arrival came;
    auto connected = co_await connect_to_any(std::move(endpoints), "test host", until, interrupt);
    if (connected) {
        came.to = connected->remote_endpoint();
    } else {
        came.problem = connected.error();
    }
    co_return came;
}

/// A listener whose queue is full, so that further connections are neither taken nor refused.
class full_listener {
public:
    explicit full_listener(boost::asio::io_context& context) : listener_{context} {
        listener_.open(tcp::v4());
        listener_.bind(on_loopback(0));
        listener_.listen(0);
        for (int i = 0; i < 3; ++i) {
            waiting_.emplace_back(context);
            waiting_.back().async_connect(listener_.local_endpoint(), [](boost::system::error_code) {});
        }
        context.restart();
        context.run_for(milliseconds{20});
    }
    [[nodiscard]] tcp::endpoint endpoint() const { return listener_.local_endpoint(); }

private:
    tcp::acceptor listener_;
    std::vector<tcp::socket> waiting_;
};

}  // namespace

TEST_CASE("the first endpoint that takes the connection is used") {
    scripted_server server{[](peer& with) {
        with.wait_for_close();
    }};
    boost::asio::io_context context{1};
    interruption interrupt;
    const auto until = steady_clock::now() + std::chrono::seconds{5};
    const auto came =
        run(context, arrive({on_loopback(closed_port()), on_loopback(server.port())}, until, interrupt));
    REQUIRE(came.to.has_value());
    CHECK(came.to->port() == server.port());
}

TEST_CASE("an endpoint that never answers does not use up the time of the next") {
    scripted_server server{[](peer& with) {
        with.wait_for_close();
    }};
    boost::asio::io_context context{1};
    const full_listener silent{context};
    interruption interrupt;
    const auto until = steady_clock::now() + milliseconds{600};
    const auto came = run(context, arrive({silent.endpoint(), on_loopback(server.port())}, until, interrupt));
    REQUIRE(came.to.has_value());
    CHECK(came.to->port() == server.port());
}

TEST_CASE("no endpoint at all") {
    boost::asio::io_context context{1};
    const full_listener silent{context};
    interruption interrupt;
    const auto came =
        run(context, arrive({silent.endpoint()}, steady_clock::now() + milliseconds{50}, interrupt));
    REQUIRE_FALSE(came.to.has_value());
    CHECK(came.problem.what.stage == stage::connect);
    CHECK(came.problem.what.sent == sent_state::not_sent);
    CHECK(came.problem.what.message == "could not connect to test host: Connection timed out");
    CHECK_FALSE(came.problem.permanent);
}

TEST_CASE("an interruption ends the tries") {
    boost::asio::io_context context{1};
    const full_listener silent{context};
    interruption interrupt;
    const deadline stop{context.get_executor(), steady_clock::now() + milliseconds{30}, [&] {
                            interrupt.raise(interrupt_cause::stopped);
                        }};
    const auto until = steady_clock::now() + std::chrono::seconds{15};
    const auto came = run(context, arrive({silent.endpoint(), silent.endpoint()}, until, interrupt));
    CHECK_FALSE(came.to.has_value());
    CHECK(interrupt.cause() == interrupt_cause::stopped);
}
