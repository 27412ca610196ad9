#include "sandbox/http_server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <cstdio>
#include <thread>

#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

namespace {

const std::string authorization = "Authorization: Bearer secret-token:abc\r\n";

}  // namespace

TEST_CASE("a connection serves many requests") {
    const workspace_client client{options_of("reference")};
    raw_connection connection{client.server().port()};
    for (int i = 0; i < 50; ++i) {
        connection.send(request_text("GET", "/api/v1/syncs/61", authorization, {}));
        const response got = connection.receive();
        CHECK(got.status == 200);
        CHECK(got.headers.at("connection") == "keep-alive");
    }
    CHECK(client.server().requests() == 50);
    connection.send(request_text("GET", "/api/v1/syncs/61", authorization + "Connection: close\r\n", {}));
    CHECK(connection.receive().headers.at("connection") == "close");
    CHECK(connection.at_end());
}

TEST_CASE("a request may come byte by byte and two may come at once") {
    const workspace_client client{options_of("reference")};
    raw_connection connection{client.server().port()};
    for (const char c : request_text("POST", "/api/v1/syncs", authorization, json::serialize(good_sync())))
        connection.send({&c, 1});
    CHECK(connection.receive().status == 201);
    const std::string one = request_text("GET", "/api/v1/syncs/61", authorization, {});
    connection.send(one + one);
    CHECK(connection.receive().status == 200);
    CHECK(connection.receive().status == 200);
}

TEST_CASE("a chunked body is taken") {
    const workspace_client client{options_of("reference")};
    const std::string body = json::serialize(good_sync());
    raw_connection connection{client.server().port()};
    connection.send("POST /api/v1/syncs HTTP/1.1\r\nHost: x\r\n" + authorization +
                    "Transfer-Encoding: chunked\r\n\r\n");
    char size[16];
    std::snprintf(size, sizeof size, "%zx", body.size() - 10);
    connection.send("a\r\n" + body.substr(0, 10) + "\r\n" + size + "\r\n" + body.substr(10) +
                    "\r\n0\r\n\r\n");
    CHECK(connection.receive().status == 201);
}

TEST_CASE("a client that expects it is invited to send its body") {
    const workspace_client client{options_of("reference")};
    const std::string body = json::serialize(good_sync());
    raw_connection connection{client.server().port()};
    connection.send("POST /api/v1/syncs HTTP/1.1\r\nHost: x\r\n" + authorization +
                    "Expect: 100-continue\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
    CHECK(connection.receive().status == 100);
    connection.send(body);
    CHECK(connection.receive().status == 201);
}

TEST_CASE("a body of one mebibyte is taken and a larger one is refused with 413") {
    const workspace_client client{options_of("reference")};
    const std::string full(largest_body, ' ');
    CHECK(verdict(client.ask("POST", "/syncs", full)) == "422 The request body is not JSON");
    CHECK(verdict(client.ask("POST", "/syncs", full + " ")) == "413 The request body is larger than 1 MiB");
    CHECK(verdict(client.ask("POST", "/syncs", full + full + full)) ==
          "413 The request body is larger than 1 MiB");
    raw_connection connection{client.server().port()};
    connection.send("POST /api/v1/syncs HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n200000\r\n" +
                    full + full);
    CHECK(verdict(connection.receive()) == "413 The request body is larger than 1 MiB");
    CHECK(connection.at_end());
}

TEST_CASE("what is not HTTP is refused and the connection closed") {
    const workspace_client client{options_of("reference")};
    raw_connection nonsense{client.server().port()};
    nonsense.send("hello\r\n\r\n");
    const response got = nonsense.receive();
    CHECK(got.status == 400);
    CHECK(verdict(got).starts_with("400 The request is not HTTP: "));
    CHECK(nonsense.at_end());
    raw_connection wide{client.server().port()};
    wide.send("GET / HTTP/1.1\r\nX: " + std::string(20000, 'x') + "\r\n\r\n");
    CHECK(verdict(wide.receive()) == "431 The request header is larger than 16 KiB");
    // Whatever one client does, the next one is served.
    CHECK(client.ask("GET", "/syncs").status == 200);
    CHECK(client.server().requests() == 3);
}

TEST_CASE("HEAD is answered without a body") {
    const workspace_client client{options_of("reference")};
    raw_connection connection{client.server().port()};
    connection.send("HEAD /api/v1/syncs HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + authorization +
                    "\r\n");
    const response head = connection.receive();
    CHECK(head.status == 405);
    CHECK(std::stoul(head.headers.at("content-length")) > 0);
    CHECK(head.body.empty());
}

TEST_CASE("a server stops while connections are open and answers are late") {
    workspace_client client{options_of("reference", {"GET /syncs latency=60s"})};
    raw_connection idle{client.server().port()};
    raw_connection late{client.server().port()};
    late.send(request_text("GET", "/api/v1/syncs", authorization, {}));
    while (client.server().requests() == 0)
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    const auto before = std::chrono::steady_clock::now();
    client.server().stop();
    client.server().stop();
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{5});
    CHECK(idle.at_end());
    CHECK(late.receive().status == 0);
    CHECK(client.server().requests() == 1);
}

TEST_CASE("a connection that is idle or slow to send is closed") {
    const auto answer = [](const request&) {
        return delivery{};
    };
    const auto server = listen_on_loopback(
        0, answer, [](const reply&) {}, std::chrono::milliseconds{100});
    raw_connection idle{server->port()};
    raw_connection slow{server->port()};
    const auto before = std::chrono::steady_clock::now();
    CHECK(idle.at_end());
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{5});
    std::thread dripping{[&] {
        // More often than the limit, and still too slow in all.
        for (int i = 0; i < 20; ++i) {
            slow.send("G");
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
    }};
    CHECK(slow.receive().status == 0);
    dripping.join();
}

TEST_CASE("a port that is taken is an error that names it") {
    const workspace_client client{options_of("reference")};
    server_options options = options_of("reference");
    options.port = client.server().port();
    CHECK_THROWS_WITH(static_cast<void>(start_server(std::move(options))),
                      doctest::Contains(("cannot listen on 127.0.0.1:" +
                                         std::to_string(client.server().port()) + ": Address already in use")
                                            .c_str()));
}

TEST_CASE("many clients at once are all served") {
    const workspace_client client{options_of("large:500")};
    std::vector<std::thread> threads;
    threads.reserve(8);
    std::atomic<int> good{0};
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int page = 1; page <= 20; ++page) {
                if (client.ask("GET", "/syncs?per_page=25&page=" + std::to_string(page)).complete)
                    ++good;
            }
        });
    }
    for (std::thread& one : threads)
        one.join();
    CHECK(good == 160);
    CHECK(client.server().requests() == 160);
}
