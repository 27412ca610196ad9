#include "http/read_only_client.hpp"

#include <doctest/doctest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <optional>

using namespace censusctl::http;

namespace {

/// Answers all that reaches it, and counts.
class counting_client final : public client {
public:
    explicit counting_client(int& sent) : sent_(sent) {}
    boost::asio::awaitable<result<response>> send(request) override {
        ++sent_;
        response reply;
        reply.status = 200;
        result<response> answer = std::move(reply);
        co_return answer;
    }
    client_statistics statistics() const override { return {}; }
    void stop() override {}

private:
    int& sent_;
};

std::optional<result<response>> sent_through(client& through, const char* method) {
    boost::asio::io_context context;
    std::optional<result<response>> outcome;
    request message;
    message.method = method;
    message.target = "/api/v1/syncs/7";
    boost::asio::co_spawn(
        context, through.send(std::move(message)),
        [&](const std::exception_ptr&, result<response> answer) { outcome = std::move(answer); });
    context.run();
    return outcome;
}

}  // namespace

TEST_CASE("a client that cannot write lets reads through, and nothing else") {
    int sent = 0;
    read_only_client only(std::make_unique<counting_client>(sent));
    REQUIRE(sent_through(only, "GET")->has_value());
    CHECK(sent == 1);
    for (const char* method : {"POST", "PATCH", "DELETE", "PUT"}) {
        const auto refused = sent_through(only, method);
        REQUIRE(refused->has_error());
        CHECK(refused->error().message == "nothing may be written: this is read-only");
        CHECK(refused->error().sent == sent_state::not_sent);
        CHECK(refused->error().method == method);
    }
    CHECK(sent == 1);
}
