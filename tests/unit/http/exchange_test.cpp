#include "http/exchange.hpp"

#include <doctest/doctest.h>

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ssl/error.hpp>
#include <random>
#include <string>
#include <vector>

#include "unit/http/support/gzip.hpp"
#include "unit/http/support/running.hpp"
#include "unit/http/support/scripted_stream.hpp"

using namespace censusctl::http;
using censusctl::http::test::gzip;
using censusctl::http::test::run;
using censusctl::http::test::scripted_stream;

namespace {

const boost::system::error_code clean_end = boost::asio::error::eof;
const boost::system::error_code torn_tls = boost::asio::ssl::error::stream_truncated;
const boost::system::error_code reset = boost::asio::error::connection_reset;

/// A context, a stream and an interruption for one exchange.
struct bench {
    boost::asio::io_context context{1};
    scripted_stream stream{context.get_executor()};
    interruption interrupt;
    exchange_limits limits;

    exchange_outcome go(std::vector<std::string> pieces, boost::system::error_code last = clean_end) {
        stream.pieces.assign(pieces.begin(), pieces.end());
        stream.last = last;
        return run(context, exchange(stream, "GET / HTTP/1.1\r\n\r\n", limits, interrupt));
    }
};

exchange_outcome exchanged(const std::string& reply, boost::system::error_code last = clean_end) {
    return bench{}.go({reply}, last);
}

}  // namespace

TEST_CASE("a reply with a length") {
    bench with;
    const auto outcome = with.go({"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-Name: A b\r\n\r\nhello"});
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->status == 200);
    CHECK(outcome.reply->body == "hello");
    CHECK(outcome.reply->header("x-name") == "A b");
    CHECK(outcome.reply->header("content-length") == "5");
    CHECK(outcome.reply->header("absent").empty());
    CHECK(outcome.reusable);
    CHECK_FALSE(outcome.leftover);
    CHECK(outcome.bytes_received == 56);
    CHECK(with.stream.written == "GET / HTTP/1.1\r\n\r\n");
}

TEST_CASE("a reply in pieces of one byte") {
    const std::string reply =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nA: "
        "b\r\n\r\n";
    std::vector<std::string> pieces;
    for (const char c : reply) {
        pieces.emplace_back(1, c);
    }
    const auto outcome = bench{}.go(pieces);
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->body == "hello world");
    CHECK(outcome.reusable);
}

TEST_CASE("an empty chunked body in pieces of one byte") {
    const std::string reply = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
    std::vector<std::string> pieces;
    for (const char c : reply) {
        pieces.emplace_back(1, c);
    }
    const auto outcome = bench{}.go(pieces);
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->body.empty());
}

TEST_CASE("a reply without a length ends where the connection does") {
    const auto outcome = exchanged("HTTP/1.1 200 OK\r\n\r\nhello");
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->body == "hello");
    CHECK_FALSE(outcome.reusable);
}

TEST_CASE("a reply without a length over torn TLS is not complete") {
    const auto outcome = exchanged("HTTP/1.1 200 OK\r\n\r\nhello", torn_tls);
    REQUIRE_FALSE(outcome.reply.has_value());
    CHECK(outcome.problem.what.stage == stage::body);
    CHECK(outcome.problem.what.sent == sent_state::maybe_sent);
    CHECK(outcome.problem.what.message == "the connection was closed in the middle of the reply");
}

TEST_CASE("a complete reply stands whatever becomes of the connection") {
    const auto outcome = exchanged("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", torn_tls);
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->body == "ok");
}

TEST_CASE("an empty body and replies that have none") {
    for (const std::string reply :
         {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 204 No Content\r\n\r\n",
          "HTTP/1.1 304 Not Modified\r\nContent-Length: 10\r\n\r\n"}) {
        CAPTURE(reply);
        const auto outcome = exchanged(reply, reset);
        REQUIRE(outcome.reply.has_value());
        CHECK(outcome.reply->body.empty());
        CHECK(outcome.reusable);
    }
}

TEST_CASE("closed before any byte of a reply") {
    for (const auto& end : {clean_end, reset, torn_tls}) {
        CAPTURE(end.message());
        const auto outcome = bench{}.go({}, end);
        REQUIRE_FALSE(outcome.reply.has_value());
        CHECK(outcome.problem.stale);
        CHECK_FALSE(outcome.problem.permanent);
        CHECK(outcome.problem.what.stage == stage::first_byte);
        CHECK(outcome.problem.what.sent == sent_state::maybe_sent);
        CHECK(outcome.problem.what.message == "the connection was closed before a reply came");
        CHECK(outcome.problem.what.hint ==
              "the server, or a gateway before it, drops connections; run again later");
    }
}

TEST_CASE("closed anywhere within the reply") {
    const std::vector<std::string> replies{
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"};
    for (const std::string& reply : replies) {
        for (std::size_t size = 1; size < reply.size(); ++size) {
            CAPTURE(size);
            for (const auto& end : {clean_end, reset, torn_tls}) {
                const auto outcome = exchanged(reply.substr(0, size), end);
                REQUIRE_FALSE(outcome.reply.has_value());
                CHECK_FALSE(outcome.problem.stale);
                CHECK(outcome.problem.what.stage == stage::body);
                CHECK(outcome.problem.what.sent == sent_state::maybe_sent);
                CHECK(outcome.problem.what.message == "the connection was closed in the middle of the reply");
            }
        }
    }
}

TEST_CASE("informational replies are read past") {
    const auto outcome = exchanged(
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->status == 201);
    CHECK(outcome.reply->header("link").empty());
    CHECK(outcome.reusable);
}

TEST_CASE("only informational replies are none") {
    const auto closed = exchanged("HTTP/1.1 100 Continue\r\n\r\n");
    REQUIRE_FALSE(closed.reply.has_value());
    CHECK(closed.problem.what.message == "the connection was closed in the middle of the reply");

    std::string endless;
    for (int i = 0; i < 30; ++i) {
        endless += "HTTP/1.1 102 Processing\r\n\r\n";
    }
    const auto many = exchanged(endless);
    REQUIRE_FALSE(many.reply.has_value());
    CHECK(many.problem.what.stage == stage::decode);
    CHECK(many.problem.what.message == "the server sends informational replies instead of an answer");

    const auto switched = exchanged("HTTP/1.1 101 Switching Protocols\r\n\r\n");
    REQUIRE_FALSE(switched.reply.has_value());
    CHECK(switched.problem.what.message == "the server sends informational replies instead of an answer");
}

TEST_CASE("what is not HTTP at all is permanent") {
    for (const std::string reply : {"SSH-2.0-OpenSSH_9.2\r\n", "<html>\r\n\r\n", "\x15\x03\x01\r\n\r\n",
                                    "\r\n\r\n\r\n", "http/1.1 200 OK\r\n\r\n"}) {
        CAPTURE(reply);
        const auto outcome = exchanged(reply);
        REQUIRE_FALSE(outcome.reply.has_value());
        CHECK(outcome.problem.what.stage == stage::decode);
        CHECK(outcome.problem.what.message == "the reply is not HTTP");
        CHECK(outcome.problem.what.hint == "check scheme, host and port of the base URL");
        CHECK(outcome.problem.what.sent == sent_state::maybe_sent);
        CHECK(outcome.problem.permanent);
    }
}

TEST_CASE("broken HTTP may be better the next time") {
    struct row {
        std::string reply;
        std::string message;
    };
    const std::vector<row> rows{
        {"HTTP/1.1 abc OK\r\n\r\n", "the reply is not valid HTTP (bad status)"},
        {"HTTP/1.1 99 OK\r\n\r\n", "the reply is not valid HTTP (bad status)"},
        {"HTTP/1.1 099 OK\r\nContent-Length: 0\r\n\r\n", "the reply is not valid HTTP (bad status)"},
        {"HTTP/3.0 200 OK\r\n\r\n", "the reply is not valid HTTP (bad version)"},
        {"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "the reply is not valid HTTP (bad field)"},
        {"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "the reply is not valid HTTP (bad Content-Length)"},
        {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "the reply is not valid HTTP (bad Content-Length)"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
         "the reply is not valid HTTP (bad chunk)"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n0\r\n\r\n",
         "the reply is not valid HTTP (bad chunk)"},
    };
    for (const row& each : rows) {
        CAPTURE(each.reply);
        const auto outcome = exchanged(each.reply);
        REQUIRE_FALSE(outcome.reply.has_value());
        CHECK(outcome.problem.what.stage == stage::decode);
        CHECK(outcome.problem.what.message == each.message);
        CHECK(outcome.problem.what.hint == "a gateway before the server may be broken; run again later");
        CHECK_FALSE(outcome.problem.permanent);
    }
}

TEST_CASE("bodies over the limit are refused however they come") {
    const std::vector<std::string> replies{
        "HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 18446744073709551615\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\n\r\n" + std::string(2000, 'x')};
    for (const std::string& reply : replies) {
        CAPTURE(reply.substr(0, 80));
        bench with;
        with.limits.body = 1024;
        const auto outcome = with.go({reply});
        REQUIRE_FALSE(outcome.reply.has_value());
        CHECK(outcome.problem.what.stage == stage::body);
        CHECK(outcome.problem.what.message == "the reply is larger than 1 KiB");
        CHECK(outcome.problem.permanent);
    }
}

TEST_CASE("a body of exactly the limit is taken") {
    bench with;
    with.limits.body = 1024;
    const auto outcome =
        with.go({"HTTP/1.1 200 OK\r\nContent-Length: 1024\r\n\r\n" + std::string(1024, 'x')});
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->body.size() == 1024);
}

TEST_CASE("headers over the limit are refused") {
    const std::string big = "HTTP/1.1 200 OK\r\nX: " + std::string(70'000, 'x');
    for (const std::string& reply :
         {big + "\r\n\r\n", big, "HTTP/1.1 200 " + std::string(70'000, 'x'),
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + std::string(70'000, 'x'),
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: " + std::string(70'000, 'x')}) {
        CAPTURE(reply.substr(0, 60));
        const auto outcome = exchanged(reply);
        REQUIRE_FALSE(outcome.reply.has_value());
        CHECK(outcome.problem.what.message == "the headers of the reply are larger than 64 KiB");
        CHECK(outcome.problem.permanent);
    }
}

TEST_CASE("headers of 60 KB are taken") {
    const auto outcome =
        exchanged("HTTP/1.1 200 OK\r\nX: " + std::string(60'000, 'x') + "\r\nContent-Length: 0\r\n\r\n");
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->header("x").size() == 60'000);
}

TEST_CASE("a compressed reply is unpacked") {
    const std::string packed = gzip("{\"status\":\"success\"}");
    for (const std::string coding : {"gzip", "GZIP", "x-gzip"}) {
        const auto outcome =
            exchanged("HTTP/1.1 200 OK\r\nContent-Encoding: " + coding +
                      "\r\nContent-Length: " + std::to_string(packed.size()) + "\r\n\r\n" + packed);
        REQUIRE(outcome.reply.has_value());
        CHECK(outcome.reply->body == "{\"status\":\"success\"}");
        CHECK(outcome.reusable);
    }
    const auto empty = exchanged("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n");
    REQUIRE(empty.reply.has_value());
    CHECK(empty.reply->body.empty());
}

TEST_CASE("a compressed reply that is damaged or cut may be better the next time") {
    const std::string packed = gzip(std::string(1000, 'a'));
    for (const std::string& body : {packed.substr(0, packed.size() - 1), std::string{"\x1f\x8b"},
                                    std::string{"{\"status\":\"success\"}"}}) {
        const auto outcome = exchanged("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                                       std::to_string(body.size()) + "\r\n\r\n" + body);
        REQUIRE_FALSE(outcome.reply.has_value());
        CHECK(outcome.problem.what.stage == stage::decode);
        CHECK(outcome.problem.what.sent == sent_state::maybe_sent);
        CHECK(outcome.problem.what.message == "the compressed reply is damaged");
        CHECK_FALSE(outcome.problem.permanent);
    }
}

TEST_CASE("a small body that unpacks to more than the limit is refused") {
    const std::string packed = gzip(std::string(std::size_t{3} << 20U, 'a'));
    REQUIRE(packed.size() < 10'000);
    bench with;
    with.limits.body = std::size_t{1} << 20U;
    const auto outcome = with.go({"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                                  std::to_string(packed.size()) + "\r\n\r\n" + packed});
    REQUIRE_FALSE(outcome.reply.has_value());
    CHECK(outcome.problem.what.stage == stage::body);
    CHECK(outcome.problem.what.message == "the reply is larger than 1 MiB");
    CHECK(outcome.problem.permanent);
}

TEST_CASE("a reply compressed in another way was not asked for") {
    const auto outcome =
        exchanged("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 2\r\n\r\n\x1f\x8b");
    REQUIRE_FALSE(outcome.reply.has_value());
    CHECK(outcome.problem.what.stage == stage::decode);
    CHECK(outcome.problem.what.message == "the reply is compressed in a way that was not asked for");
    CHECK(outcome.problem.permanent);
    const auto plain =
        exchanged("HTTP/1.1 200 OK\r\nContent-Encoding: Identity\r\nContent-Length: 2\r\n\r\nok");
    CHECK(plain.reply.has_value());
}

TEST_CASE("connections that are not to be used again") {
    CHECK_FALSE(exchanged("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok").reusable);
    CHECK_FALSE(exchanged("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok").reusable);
    CHECK(exchanged("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok").reusable);
    const auto more = exchanged("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n");
    REQUIRE(more.reply.has_value());
    CHECK(more.leftover);
    CHECK_FALSE(more.reusable);
}

TEST_CASE("a request is written whole in as many pieces as it takes") {
    bench with;
    with.stream.write_size = 3;
    const auto outcome = with.go({"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"});
    CHECK(outcome.reply.has_value());
    CHECK(with.stream.written == "GET / HTTP/1.1\r\n\r\n");
}

TEST_CASE("a write that fails leaves open what was sent") {
    struct row {
        std::size_t writable;
        bool exact;
        sent_state sent;
    };
    for (const row& each : {row{0, true, sent_state::not_sent}, row{0, false, sent_state::maybe_sent},
                            row{5, true, sent_state::maybe_sent}, row{5, false, sent_state::maybe_sent}}) {
        CAPTURE(each.writable);
        CAPTURE(each.exact);
        bench with;
        with.stream.writable = each.writable;
        with.stream.write_error = boost::asio::error::broken_pipe;
        with.stream.exact = each.exact;
        const auto outcome = with.go({}, reset);
        REQUIRE_FALSE(outcome.reply.has_value());
        CHECK(outcome.problem.stale);
        CHECK(outcome.problem.what.stage == stage::write);
        CHECK(outcome.problem.what.sent == each.sent);
        CHECK(outcome.problem.what.message == "the connection was closed while the request was being sent");
    }
}

TEST_CASE("a refusal that comes before the whole request was read counts") {
    bench with;
    with.stream.writable = 5;
    with.stream.write_error = boost::asio::error::broken_pipe;
    const auto outcome = with.go({"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"});
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->status == 413);
    CHECK_FALSE(outcome.reusable);
}

TEST_CASE("an interruption ends a reply that does not come") {
    bench with;
    boost::asio::steady_timer timer{with.context, std::chrono::milliseconds{20}};
    timer.async_wait([&](boost::system::error_code) { with.interrupt.raise(interrupt_cause::stopped); });
    const auto outcome = with.go({"HTTP/1.1 200 OK\r\nContent-Le"}, {});
    REQUIRE_FALSE(outcome.reply.has_value());
    CHECK(with.stream.closed);
    CHECK(outcome.problem.what.stage == stage::body);
}

TEST_CASE("an interruption that came before closes at once") {
    bench with;
    with.interrupt.raise(interrupt_cause::run_deadline);
    const auto outcome = with.go({"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"});
    REQUIRE_FALSE(outcome.reply.has_value());
    CHECK(with.stream.closed);
}

TEST_CASE("the head alone is the whole reply to a tunnel request") {
    bench with;
    with.limits.head_only = true;
    const auto outcome = with.go({"HTTP/1.1 200 Connection established\r\n\r\n"}, {});
    REQUIRE(outcome.reply.has_value());
    CHECK(outcome.reply->status == 200);
    CHECK_FALSE(outcome.reusable);
    CHECK_FALSE(outcome.leftover);
    bench refused;
    refused.limits.head_only = true;
    const auto denied = refused.go({"HTTP/1.1 407 Auth\r\nContent-Length: 500\r\n\r\n"}, {});
    REQUIRE(denied.reply.has_value());
    CHECK(denied.reply->status == 407);
}

TEST_CASE("mutated replies in random pieces never crash or hang or pass as something else") {
    const std::vector<std::string> seeds{
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1;a=b\r\nx\r\n0\r\nT: u\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 503 Busy\r\nRetry-After: 3\r\n\r\n<html>"};
    const std::string alphabet = "\r\n 0159afHTP/.:;x\xff";
    std::mt19937 random{21};
    const auto below = [&](std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>{0, bound - 1}(random);
    };
    int complete = 0;
    for (int i = 0; i < 6000; ++i) {
        std::string reply = seeds[below(seeds.size())];
        const std::size_t changes = below(4);
        for (std::size_t k = 0; k < changes && !reply.empty(); ++k) {
            const std::size_t at = below(reply.size());
            switch (below(3)) {
                case 0:
                    reply[at] = alphabet[below(alphabet.size())];
                    break;
                case 1:
                    reply.erase(at, 1 + below(4));
                    break;
                default:
                    reply.insert(at, 1, alphabet[below(alphabet.size())]);
            }
        }
        std::vector<std::string> pieces;
        for (std::size_t at = 0; at < reply.size();) {
            const std::size_t size = 1 + below(6);
            pieces.push_back(reply.substr(at, size));
            at += size;
        }
        CAPTURE(reply);
        const auto outcome = bench{}.go(pieces, below(2) == 0 ? clean_end : reset);
        if (outcome.reply) {
            ++complete;
            CHECK(outcome.reply->status >= 200);
            CHECK(outcome.reply->body.size() <= reply.size());
        } else {
            CHECK_FALSE(outcome.problem.what.message.empty());
            CHECK(outcome.problem.what.sent == sent_state::maybe_sent);
        }
    }
    CHECK(complete > 500);
}
