#include "http/client.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "unit/http/support/gzip.hpp"
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

}  // namespace

TEST_CASE("an endless body ends at the limit") {
    scripted_server server{[](peer& with) {
        static_cast<void>(with.read_request());
        with.send("HTTP/1.1 200 OK\r\n\r\n");
        const std::string block(65536, 'x');
        for (int i = 0; i < 200; ++i) {
            with.send(block);
        }
    }};
    client_options options = options_for(server.base_url());
    options.body_limit = std::size_t{1} << 20U;
    session client{options};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::body);
    CHECK(reply.error().message == "the reply is larger than 1 MiB");
    CHECK(reply.error().attempts == 1);
    CHECK(client.transport().statistics().bytes_received < 3U << 20U);
}

TEST_CASE("all that one run reads is bounded, as it is unpacked") {
    const std::string packed = gzip(std::string(std::size_t{1} << 20U, 'a'));
    REQUIRE(packed.size() < 8192);
    scripted_server server{[&](peer& with) {
        while (!with.read_request().empty()) {
            with.send(reply_text(200, packed, "Content-Encoding: gzip\r\n"));
        }
    }};
    client_options options = options_for(server.base_url());
    options.run_limit = std::uint64_t{3} << 20U;
    session client{options};
    for (int page = 0; page < 3; ++page) {
        const auto reply = client.send(get("/x"));
        REQUIRE(reply.has_value());
        CHECK(reply->body.size() == std::size_t{1} << 20U);
    }
    for (int again = 0; again < 2; ++again) {
        const auto reply = client.send(get("/x"));
        REQUIRE_FALSE(reply.has_value());
        CHECK(reply.error().stage == stage::body);
        CHECK(reply.error().attempts == 1);
        CHECK(reply.error().message ==
              "the replies of this run hold more than 3 MiB, which is the most that is read");
        CHECK(reply.error().hint == "no workspace is that large: look at what the base URL leads to");
    }
    CHECK(client.transport().statistics().bytes_received < std::uint64_t{1} << 16U);
    CHECK(client_options{}.run_limit == std::uint64_t{2} << 30U);
}

TEST_CASE("a server that keeps quiet or drips is not waited for beyond the attempt") {
    for (const bool drips : {false, true}) {
        CAPTURE(drips);
        scripted_server server{[drips](peer& with) {
            static_cast<void>(with.read_request());
            if (!drips) {
                with.wait_for_close();
                return;
            }
            with.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            for (int i = 0; i < 200; ++i) {
                with.send("x");
                std::this_thread::sleep_for(milliseconds{10});
            }
        }};
        client_options options = options_for(server.base_url());
        options.attempt_timeout = milliseconds{100};
        options.max_attempts = 2;
        session client{options};
        const auto reply = client.send(get("/x"));
        REQUIRE_FALSE(reply.has_value());
        CHECK(reply.error().stage == (drips ? stage::body : stage::first_byte));
        CHECK(reply.error().message ==
              (drips ? "100 ms passed before the reply was complete" : "100 ms passed before a reply came"));
        CHECK(reply.error().hint == "the server or the network is slow; run again later");
        CHECK(reply.error().attempts == 2);
    }
}

TEST_CASE("a create that timed out is not sent again") {
    std::atomic<int> received{0};
    scripted_server server{[&](peer& with) {
        received += with.read_request().empty() ? 0 : 1;
        with.wait_for_close();
    }};
    client_options options = options_for(server.base_url());
    options.attempt_timeout = milliseconds{100};
    session client{options};
    const auto reply = client.send(create("/api/v1/syncs", "{}"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().sent == sent_state::maybe_sent);
    CHECK(reply.error().message == "100 ms passed before a reply came");
    CHECK(reply.error().hint == "it is not known whether the server acted on it, so it is not sent again");
    CHECK(received == 1);
}

TEST_CASE("as many requests run at once as are allowed and none is overtaken") {
    constexpr std::size_t allowed = 3;
    std::mutex guard;
    std::condition_variable changed;
    std::size_t running = 0;
    std::size_t most = 0;
    std::vector<std::string> order;
    scripted_server server{[&](peer& with) {
        for (std::string request = with.read_request(); !request.empty(); request = with.read_request()) {
            {
                std::unique_lock held{guard};
                order.push_back(target_of(request));
                most = std::max(most, ++running);
                changed.notify_all();
                // The first ones are answered when as many as are allowed have come.
                changed.wait_for(held, std::chrono::seconds{10}, [&] { return order.size() >= allowed; });
                --running;
            }
            with.send(reply_text(200, ""));
        }
    }};
    client_options options = options_for(server.base_url());
    options.concurrency = allowed;
    session client{options};
    std::vector<request> messages;
    for (int i = 0; i < 30; ++i) {
        messages.push_back(get("/" + std::to_string(i)));
    }
    const auto ended = send_all(client, std::move(messages));
    CHECK(std::ranges::all_of(ended, [](const ended_request& each) { return each.outcome.has_value(); }));
    CHECK(most == allowed);
    CHECK(server.connections() == allowed);
    // Three at a time: the n-th to arrive is one of the n + 2 first to be sent.
    const std::lock_guard held{guard};
    for (std::size_t i = 0; i < order.size(); ++i) {
        CHECK(std::stoul(order[i].substr(1)) < i + allowed);
    }
}

TEST_CASE("with one connection requests arrive in the order in which they were sent") {
    std::mutex guard;
    std::vector<std::string> order;
    scripted_server server{[&](peer& with) {
        for (std::string request = with.read_request(); !request.empty(); request = with.read_request()) {
            const std::lock_guard held{guard};
            order.push_back(target_of(request));
            with.send(reply_text(200, ""));
        }
    }};
    client_options options = options_for(server.base_url());
    options.concurrency = 1;
    session client{options};
    std::vector<request> messages;
    std::vector<std::string> expected;
    for (int i = 0; i < 20; ++i) {
        expected.push_back("/" + std::to_string(i));
        messages.push_back(get(expected.back()));
    }
    CHECK(send_all(client, std::move(messages)).size() == 20);
    CHECK(order == expected);
    CHECK(server.connections() == 1);
}

TEST_CASE("a 429 holds all requests back for as long as it says") {
    std::mutex guard;
    std::chrono::steady_clock::time_point refused_at;
    std::vector<std::chrono::steady_clock::time_point> later;
    std::atomic<bool> refused{false};
    scripted_server server{[&](peer& with) {
        for (std::string request = with.read_request(); !request.empty(); request = with.read_request()) {
            const std::lock_guard held{guard};
            if (!refused.exchange(true)) {
                refused_at = std::chrono::steady_clock::now();
                with.send(reply_text(429, "", "Retry-After: 1\r\n"));
            } else {
                later.push_back(std::chrono::steady_clock::now());
                with.send(reply_text(200, ""));
            }
        }
    }};
    recorded_log log;
    client_options options = options_for(server.base_url());
    options.concurrency = 1;
    options.log = log.sink();
    session client{options};
    std::vector<request> messages;
    for (int i = 0; i < 4; ++i) {
        messages.push_back(get("/" + std::to_string(i)));
    }
    const auto ended = send_all(client, std::move(messages));
    CHECK(std::ranges::all_of(ended, [](const ended_request& each) { return each.outcome->status == 200; }));
    REQUIRE(later.size() == 4);
    for (const auto& moment : later) {
        CHECK(moment - refused_at >= milliseconds{990});
    }
    CHECK(log.mentions("reason=the server asks to slow down status=429 wait_ms=100"));
}

TEST_CASE("a round of 429 halves how many requests run at once") {
    constexpr int allowed = 8;
    std::mutex guard;
    std::condition_variable changed;
    int refused = 0;
    int running = 0;
    int most = 0;
    const auto patience = std::chrono::seconds{10};
    scripted_server server{[&](peer& with) {
        for (std::string request = with.read_request(); !request.empty(); request = with.read_request()) {
            std::unique_lock held{guard};
            if (refused < allowed) {
                ++refused;
                changed.notify_all();
                changed.wait_for(held, patience, [&] { return refused == allowed; });
                with.send(reply_text(429, "", "Retry-After: 0\r\n"));
                continue;
            }
            most = std::max(most, ++running);
            changed.notify_all();
            // Replies only when as many have come as may; a moment longer would show one more.
            changed.wait_for(held, patience, [&] { return most >= allowed / 2; });
            changed.wait_for(held, milliseconds{100}, [&] { return most > allowed / 2; });
            --running;
            with.send(reply_text(200, ""));
        }
    }};
    client_options options = options_for(server.base_url());
    options.concurrency = allowed;
    session client{options};
    std::vector<request> messages;
    for (int i = 0; i < allowed; ++i) {
        messages.push_back(get("/" + std::to_string(i)));
    }
    const auto ended = send_all(client, std::move(messages));
    CHECK(std::ranges::all_of(ended, [](const ended_request& each) { return each.outcome->status == 200; }));
    CHECK(most == allowed / 2);
    CHECK(client.transport().statistics().retries == allowed);
    CHECK(client.transport().statistics().writes == 0);
}

TEST_CASE("a 429 that asks for longer than is allowed comes back at once") {
    scripted_server server{[](peer& with) {
        while (!with.read_request().empty()) {
            with.send(reply_text(429, "later", "Retry-After: 3600\r\n"));
        }
    }};
    session client{options_for(server.base_url())};
    const auto reply = client.send(get("/x"));
    REQUIRE(reply.has_value());
    CHECK(reply->status == 429);
    CHECK(reply->header("retry-after") == "3600");
    CHECK(client.transport().statistics().requests == 1);
}

TEST_CASE("the limit for all requests ends those under way and those that wait") {
    scripted_server server{[](peer& with) {
        static_cast<void>(with.read_request());
        with.wait_for_close();
    }};
    client_options options = options_for(server.base_url());
    options.total_timeout = milliseconds{400};
    options.concurrency = 1;
    session client{options};
    auto ended = send_all(client, {get("/running"), get("/waiting")});
    REQUIRE(ended.size() == 2);
    std::ranges::sort(ended, {}, &ended_request::number);
    REQUIRE_FALSE(ended[0].outcome.has_value());
    const failure& running = ended[0].outcome.error();
    CHECK(running.stage == stage::first_byte);
    CHECK(running.sent == sent_state::maybe_sent);
    CHECK(running.message == "the time limit of 400 ms for all requests was reached before a reply came");
    CHECK(running.hint == "--timeout sets the limit");
    REQUIRE_FALSE(ended[1].outcome.has_value());
    const failure& waiting = ended[1].outcome.error();
    CHECK(waiting.stage == stage::connect);
    CHECK(waiting.sent == sent_state::not_sent);
    CHECK(waiting.message ==
          "the time limit of 400 ms for all requests was reached before the request was sent");

    const auto late = client.send(get("/late"));
    REQUIRE_FALSE(late.has_value());
    CHECK(late.error().message ==
          "the time limit of 400 ms for all requests was reached before the request was sent");
    CHECK(server.connections() == 1);
}

TEST_CASE("a retry that would outlast the limit for all requests is not waited for") {
    client_options options = options_for("http://127.0.0.1:" + std::to_string(closed_port()));
    options.total_timeout = milliseconds{5'000};
    options.backoff_base = milliseconds{600'000};
    options.backoff_cap = milliseconds{600'000};
    session client{options};
    const auto started = std::chrono::steady_clock::now();
    const auto reply = client.send(get("/x"));
    CHECK(std::chrono::steady_clock::now() - started < milliseconds{4'000});
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().attempts == 1);
    CHECK(reply.error().message.ends_with(": Connection refused; no time is left for another attempt"));
    CHECK(reply.error().hint == "--timeout sets the limit for all requests");
}

TEST_CASE("stop ends what runs and what waits and what comes later") {
    std::atomic<session*> to_stop{nullptr};
    scripted_server server{[&](peer& with) {
        static_cast<void>(with.read_request());
        while (to_stop == nullptr) {
            std::this_thread::sleep_for(milliseconds{1});
        }
        boost::asio::post(to_stop.load()->context(), [&] { to_stop.load()->transport().stop(); });
        with.wait_for_close();
    }};
    client_options options = options_for(server.base_url());
    options.concurrency = 1;
    session client{options};
    to_stop = &client;
    auto ended = send_all(client, {create("/running", "{}"), create("/waiting", "{}")});
    std::ranges::sort(ended, {}, &ended_request::number);
    REQUIRE_FALSE(ended[0].outcome.has_value());
    CHECK(ended[0].outcome.error().stage == stage::cancelled);
    CHECK(ended[0].outcome.error().sent == sent_state::maybe_sent);
    CHECK(ended[0].outcome.error().message == "stopped before a reply came");
    REQUIRE_FALSE(ended[1].outcome.has_value());
    CHECK(ended[1].outcome.error().stage == stage::cancelled);
    CHECK(ended[1].outcome.error().sent == sent_state::not_sent);
    CHECK(ended[1].outcome.error().message == "stopped before the request was sent");
    const auto late = client.send(get("/late"));
    REQUIRE_FALSE(late.has_value());
    CHECK(late.error().stage == stage::cancelled);
    CHECK(late.error().sent == sent_state::not_sent);
}

TEST_CASE("stop ends the wait for another attempt") {
    scripted_server server{[](peer& with) {
        while (!with.read_request().empty()) {
            with.send(reply_text(429, "", "Retry-After: 60\r\n"));
        }
    }};
    session client{options_for(server.base_url())};
    boost::asio::steady_timer timer{client.context(), milliseconds{100}};
    timer.async_wait([&](boost::system::error_code) { client.transport().stop(); });
    const auto reply = client.send(create("/x", "{}"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::cancelled);
    CHECK(reply.error().status == 429);
    CHECK(reply.error().sent == sent_state::not_sent);
    CHECK(reply.error().message == "stopped while waiting for another attempt");
}
