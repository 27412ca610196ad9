#include "http/recorder.hpp"

#include <doctest/doctest.h>

#include "unit/http/support/running.hpp"
#include "unit/http/support/scripted_server.hpp"

using namespace censusctl::http;
using namespace censusctl::http::test;

namespace {

/// Answers with what it was asked for, and fails on "/fails".
class echo final : public client {
public:
    boost::asio::awaitable<result<response>> send(request message) override {
        ++sent;
        if (message.target == "/fails") {
            co_return failure{};
        }
        response made;
        made.status = 200;
        made.body = "reply to " + message.target;
        co_return made;
    }
    [[nodiscard]] client_statistics statistics() const override {
        client_statistics made;
        made.requests = sent;
        return made;
    }
    void stop() override { stopped = true; }

    std::uint64_t sent{0};
    bool stopped{false};
};

}  // namespace

TEST_CASE("what passes is handed on and kept until it is taken") {
    auto made = std::make_unique<echo>();
    echo& inner = *made;
    recorder keeps(std::move(made));
    boost::asio::io_context context{1};
    const auto read = run(context, keeps.send(get("/a")));
    REQUIRE(read.has_value());
    CHECK(read->body == "reply to /a");
    const auto written = run(context, keeps.send(create("/b", "{}")));
    REQUIRE(written.has_value());
    const auto lost = run(context, keeps.send(get("/fails")));
    CHECK_FALSE(lost.has_value());

    const std::vector<recorded_exchange> taken = keeps.take();
    REQUIRE(taken.size() == 3);
    CHECK(taken[0].sent.method == "GET");
    CHECK(taken[0].sent.target == "/a");
    CHECK(taken[0].status == 200);
    CHECK(taken[0].body == "reply to /a");
    CHECK(taken[1].sent.method == "POST");
    CHECK(taken[1].sent.body == "{}");
    CHECK(taken[2].sent.target == "/fails");
    CHECK(taken[2].status == 0);
    CHECK(taken[2].body.empty());
    CHECK(keeps.take().empty());

    CHECK(keeps.statistics().requests == 3);
    keeps.stop();
    CHECK(inner.stopped);
}
