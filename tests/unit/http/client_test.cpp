#include "http/client.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

#include "unit/http/support/running.hpp"
#include "unit/http/support/scripted_server.hpp"

using namespace censusctl::http;
using namespace censusctl::http::test;
using std::chrono::milliseconds;

namespace {

/// The target of a request as it stands on its first line.
std::string target_of(const std::string& request) {
    const std::size_t start = request.find(' ') + 1;
    return request.substr(start, request.find(' ', start) - start);
}

/// Answers every request with 200 and the request's own target as the body.
void echo_targets(peer& with) {
    for (std::string request = with.read_request(); !request.empty(); request = with.read_request()) {
        with.send(reply_text(200, target_of(request)));
    }
}

}  // namespace

TEST_CASE("a request comes back with its reply and the connection is kept") {
    scripted_server server{echo_targets};
    session client{options_for(server.base_url())};
    for (int i = 0; i < 5; ++i) {
        const auto reply = client.send(get("/api/v1/syncs?page=" + std::to_string(i)));
        REQUIRE(reply.has_value());
        CHECK(reply->status == 200);
        CHECK(reply->body == "/api/v1/syncs?page=" + std::to_string(i));
    }
    const client_statistics counted = client.transport().statistics();
    CHECK(counted.requests == 5);
    CHECK(counted.retries == 0);
    CHECK(counted.connections == 1);
    CHECK(counted.bytes_received > 5 * 40);
    CHECK(server.connections() == 1);
}

TEST_CASE("the server sees host and token and what was asked") {
    std::mutex guard;
    std::string seen;
    scripted_server server{[&](peer& with) {
        const std::string request = with.read_request();
        {
            const std::lock_guard held{guard};
            seen = request;
        }
        with.send(reply_text(201, "{}"));
    }};
    session client{options_for(server.base_url())};
    const auto reply = client.send(create("/api/v1/syncs", R"({"label":"x"})"));
    REQUIRE(reply.has_value());
    CHECK(reply->status == 201);
    const std::lock_guard held{guard};
    CHECK(seen.starts_with("POST /api/v1/syncs HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                           "\r\n"));
    CHECK(seen.find("\r\nAuthorization: Bearer test-token\r\n") != std::string::npos);
    CHECK(seen.ends_with("\r\nContent-Length: 13\r\n\r\n{\"label\":\"x\"}"));
}

TEST_CASE("statuses that are not retried come back as they are") {
    scripted_server server{[](peer& with) {
        for (std::string request = with.read_request(); !request.empty(); request = with.read_request()) {
            const int status = std::stoi(target_of(request).substr(1));
            with.send(reply_text(status, "body", "Location: http://elsewhere.example/\r\n"));
        }
    }};
    session client{options_for(server.base_url())};
    for (const int status : {200, 201, 301, 302, 307, 400, 401, 403, 404, 409, 422, 501, 505}) {
        CAPTURE(status);
        const auto reply = client.send(get("/" + std::to_string(status)));
        REQUIRE(reply.has_value());
        CHECK(reply->status == status);
        CHECK(reply->body == "body");
    }
    CHECK(client.transport().statistics().retries == 0);
    CHECK(server.connections() == 1);
}

TEST_CASE("a read gets over passing problems of every kind") {
    scripted_server server{[](peer& with) {
        const std::string request = with.read_request();
        switch (with.number()) {
            case 0:
                return;  // closed before
            case 1:
                with.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
                return;  // closed within
            case 2:
                with.reset();
                return;
            case 3:
                with.send(reply_text(502, "<html>Bad gateway</html>", "Connection: close\r\n"));
                return;
            default:
                with.send(reply_text(200, "done"));
                with.wait_for_close();
        }
    }};
    recorded_log log;
    client_options options = options_for(server.base_url());
    options.log = log.sink();
    session client{options};
    const auto reply = client.send(get("/x?secret=1"));
    REQUIRE(reply.has_value());
    CHECK(reply->body == "done");
    CHECK(client.transport().statistics().requests == 5);
    CHECK(client.transport().statistics().retries == 4);
    REQUIRE(log.lines.size() == 9);
    CHECK(log.lines[0].starts_with("request failed method=GET path=/x attempt=1 ms="));
    CHECK(log.lines[0].ends_with(" stage=first_byte problem=the connection was closed before a reply came"));
    CHECK(log.lines[1].starts_with(
        "request is repeated method=GET path=/x attempt=1 reason=no complete reply came "
        "problem=the connection was closed before a reply came wait_ms="));
    CHECK(log.lines[3].find(" problem=the connection was closed in the middle of the reply wait_ms=") !=
          std::string::npos);
    CHECK(log.lines[7].starts_with(
        "request is repeated method=GET path=/x attempt=4 reason=the server or a gateway "
        "has a passing problem status=502 wait_ms="));
    CHECK(log.lines[8].starts_with("request answered method=GET path=/x attempt=5 ms="));
    CHECK(log.lines[8].ends_with(" status=200"));
    CHECK_FALSE(log.mentions("test-token"));
    CHECK_FALSE(log.mentions("secret=1"));
}

TEST_CASE("a status that never gets better comes back as the reply") {
    scripted_server server{[](peer& with) {
        while (!with.read_request().empty()) {
            with.send(reply_text(503, "busy"));
        }
    }};
    recorded_log log;
    client_options options = options_for(server.base_url());
    options.log = log.sink();
    session client{options};
    const auto reply = client.send(get("/x"));
    REQUIRE(reply.has_value());
    CHECK(reply->status == 503);
    CHECK(reply->body == "busy");
    CHECK(client.transport().statistics().requests == 5);
    CHECK(log.lines.back() ==
          "request given up method=GET path=/x attempt=5 reason=all attempts are used up status=503");
}

TEST_CASE("a failure names the request and what happened and how often") {
    scripted_server server{[](peer& with) {
        static_cast<void>(with.read_request());
    }};
    session client{options_for(server.base_url())};
    const auto reply = client.send(get("/api/v1/syncs?page=2"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().method == "GET");
    CHECK(reply.error().target == "/api/v1/syncs?page=2");
    CHECK(reply.error().stage == stage::first_byte);
    CHECK(reply.error().sent == sent_state::maybe_sent);
    CHECK(reply.error().attempts == 5);
    CHECK(reply.error().message == "the connection was closed before a reply came");
    CHECK(reply.error().hint == "the server, or a gateway before it, drops connections; run again later");
}

TEST_CASE("a create that may have been sent is sent once whatever happens to its reply") {
    struct row {
        std::string reply;
        stage at;
    };
    const std::vector<row> rows{{"", stage::first_byte},
                                {"HTTP/1.1 201 Created\r\nContent-Le", stage::body},
                                {"HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{", stage::body},
                                {"garbage\r\n\r\n", stage::decode}};
    for (const row& each : rows) {
        CAPTURE(each.reply);
        std::atomic<int> received{0};
        scripted_server server{[&](peer& with) {
            if (!with.read_request().empty()) {
                ++received;
                with.send(each.reply);
            }
        }};
        session client{options_for(server.base_url())};
        const auto reply = client.send(create("/api/v1/syncs", "{}"));
        REQUIRE_FALSE(reply.has_value());
        CHECK(reply.error().stage == each.at);
        CHECK(reply.error().sent == sent_state::maybe_sent);
        CHECK(reply.error().attempts == 1);
        CHECK(reply.error().hint ==
              "it is not known whether the server acted on it, so it is not sent again");
        CHECK(received == 1);
    }
}

TEST_CASE("a create answered with a server error is not sent again") {
    for (const int status : {408, 500, 502, 503, 504}) {
        CAPTURE(status);
        std::atomic<int> received{0};
        scripted_server server{[&](peer& with) {
            while (!with.read_request().empty()) {
                ++received;
                with.send(reply_text(status, "", "Retry-After: 0\r\n"));
            }
        }};
        session client{options_for(server.base_url())};
        const auto reply = client.send(create("/api/v1/syncs", "{}"));
        REQUIRE(reply.has_value());
        CHECK(reply->status == status);
        CHECK(received == 1);
    }
}

TEST_CASE("a create that was refused for its rate is sent again") {
    std::atomic<int> received{0};
    scripted_server server{[&](peer& with) {
        while (!with.read_request().empty()) {
            with.send(++received < 3 ? reply_text(429, "slow", "Retry-After: 0\r\n")
                                     : reply_text(201, "made"));
        }
    }};
    session client{options_for(server.base_url())};
    const auto reply = client.send(create("/api/v1/syncs", "{}"));
    REQUIRE(reply.has_value());
    CHECK(reply->status == 201);
    CHECK(received == 3);
}

TEST_CASE("a create is tried again where no connection came about") {
    const std::uint16_t port = closed_port();
    session client{options_for("http://127.0.0.1:" + std::to_string(port))};
    const auto reply = client.send(create("/api/v1/syncs", "{}"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::connect);
    CHECK(reply.error().sent == sent_state::not_sent);
    CHECK(reply.error().attempts == 5);
    CHECK(reply.error().message ==
          "could not connect to 127.0.0.1 port " + std::to_string(port) + ": Connection refused");
    CHECK(reply.error().hint ==
          "check that the host and port are right and can be reached from this machine");
    CHECK(client.transport().statistics().connections == 0);
}

TEST_CASE("a reply that is not HTTP is not asked for twice") {
    scripted_server server{[](peer& with) {
        with.send("SSH-2.0-OpenSSH_9.2p1\r\n");
        with.wait_for_close();
    }};
    session client{options_for(server.base_url())};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().message == "the reply is not HTTP");
    CHECK(reply.error().attempts == 1);
}

TEST_CASE("a read gets over a kept connection that the server has dropped meanwhile") {
    // The second request is read before the connection goes, so that only the missing reply tells.
    scripted_server server{[](peer& with) {
        if (with.number() == 0) {
            static_cast<void>(with.read_request());
            with.send(reply_text(200, "first"));
            static_cast<void>(with.read_request());
            return;
        }
        echo_targets(with);
    }};
    recorded_log log;
    client_options options = options_for(server.base_url());
    options.max_attempts = 1;
    options.log = log.sink();
    session client{options};
    CHECK(client.send(get("/1"))->body == "first");
    const auto reply = client.send(get("/2"));
    REQUIRE(reply.has_value());
    CHECK(reply->body == "/2");
    CHECK(client.transport().statistics().connections == 2);
    CHECK(client.transport().statistics().retries == 1);
    CHECK(log.mentions("reason=the kept-alive connection had been closed"));
}

TEST_CASE("a create on a kept connection that is dropped unanswered stays open") {
    std::atomic<int> received{0};
    scripted_server server{[&](peer& with) {
        static_cast<void>(with.read_request());
        with.send(reply_text(200, "first"));
        received += with.read_request().empty() ? 0 : 1;
    }};
    session client{options_for(server.base_url())};
    CHECK(client.send(get("/1"))->body == "first");
    const auto reply = client.send(create("/2", "{}"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().sent == sent_state::maybe_sent);
    CHECK(reply.error().stage == stage::first_byte);
    CHECK(received == 1);
    CHECK(server.connections() == 1);
}

TEST_CASE("a kept connection that is seen to be closed is not used") {
    std::atomic<int> closed{0};
    scripted_server server{[&](peer& with) {
        const std::string request = with.read_request();
        with.send(reply_text(200, target_of(request)));
        with.close();
        ++closed;
    }};
    session client{options_for(server.base_url())};
    for (int i = 0; i < 3; ++i) {
        CHECK(client.send(create("/" + std::to_string(i), "{}")).has_value());
        while (closed <= i) {
            std::this_thread::sleep_for(milliseconds{1});
        }
    }
    CHECK(client.transport().statistics().connections == 3);
    CHECK(client.transport().statistics().retries == 0);
}

TEST_CASE("a create does not trust a connection that has been idle for a second") {
    scripted_server server{echo_targets};
    client_options options = options_for(server.base_url());
    options.concurrency = 1;
    session client{options};
    CHECK(client.send(get("/1")).has_value());
    CHECK(client.send(create("/2", "{}")).has_value());
    CHECK(server.connections() == 1);
    std::this_thread::sleep_for(milliseconds{1050});
    CHECK(client.send(get("/3")).has_value());
    CHECK(server.connections() == 1);
    std::this_thread::sleep_for(milliseconds{1050});
    CHECK(client.send(create("/4", "{}")).has_value());
    CHECK(server.connections() == 2);
}

TEST_CASE("a client may go while its requests are under way") {
    scripted_server server{[](peer& with) {
        static_cast<void>(with.read_request());
        with.wait_for_close();
    }};
    bool ended = false;
    {
        boost::asio::io_context context{1};
        auto made = make_client(context.get_executor(), options_for(server.base_url()));
        REQUIRE(made.has_value());
        for (int i = 0; i < 12; ++i) {
            boost::asio::co_spawn(context, (*made)->send(get("/x")),
                                  [&](std::exception_ptr, result<response>) { ended = true; });
        }
        context.run_for(milliseconds{50});
        made->reset();
        context.run_for(milliseconds{10});
    }
    CHECK_FALSE(ended);
}

TEST_CASE("a context with a client at rest has nothing left to run") {
    scripted_server server{echo_targets};
    session client{options_for(server.base_url())};
    CHECK(client.send(get("/x")).has_value());
    client.context().restart();
    CHECK(client.context().poll() == 0);
    CHECK(client.context().stopped());
}

TEST_CASE("requests that could break out of their line are not sent") {
    scripted_server server{echo_targets};
    session client{options_for(server.base_url())};
    const auto reply = client.send(get("/x\r\nEvil: 1"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::write);
    CHECK(reply.error().sent == sent_state::not_sent);
    CHECK(reply.error().message ==
          "the request was not sent: the path holds characters that are not percent-encoded");
    CHECK(server.connections() == 0);
}

TEST_CASE("a token that the server repeats is taken out of the reply") {
    const std::string token = "secret-token:0123456789";
    scripted_server server{[&](peer& with) {
        while (!with.read_request().empty()) {
            with.send(reply_text(401, "bad " + token + token + "!", "X-Echo: Bearer " + token + "\r\n"));
        }
    }};
    client_options options = options_for(server.base_url());
    options.token = token;
    session client{options};
    const auto reply = client.send(get("/x"));
    REQUIRE(reply.has_value());
    CHECK(reply->body == "bad [token][token]!");
    CHECK(reply->header("x-echo") == "Bearer [token]");
}

TEST_CASE("options that cannot be used give no client") {
    boost::asio::io_context context{1};
    const auto made = make_client(context.get_executor(), options_for("ftp://x"));
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().message ==
          "the base URL cannot be used: the URL does not begin with http:// or https://");
    CHECK(made.error().sent == sent_state::not_sent);
}
