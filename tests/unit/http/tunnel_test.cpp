#include "http/tunnel.hpp"

#include <doctest/doctest.h>

#include <mutex>
#include <string>
#include <vector>

#include "unit/http/support/certificates.hpp"
#include "unit/http/support/running.hpp"
#include "unit/http/support/scripted_server.hpp"

using namespace censusctl::http;
using namespace censusctl::http::test;

namespace {

const std::string host = "census.example";
const std::string token = "secret-token:0123456789";

/// A client of a host that only the proxy can reach.
client_options options_through(const scripted_server& proxy, const std::string& login = "") {
    client_options options = options_for("https://" + host + "/api/v1");
    options.https_proxy = "http://" + login + "127.0.0.1:" + std::to_string(proxy.port());
    options.token = token;
    options.max_attempts = 2;
    return options;
}

/// A proxy that answers the request for a tunnel with `text`, and then waits.
auto answering(const std::string& text) {
    return [text](peer& with) {
        static_cast<void>(with.read_request());
        with.send(text);
        with.wait_for_close();
    };
}

failure failed_through(const std::string& answer, const std::string& login = "") {
    scripted_server proxy{answering(answer)};
    session client{options_through(proxy, login)};
    const auto reply = client.send(create("/x", "{}"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::proxy);
    CHECK(reply.error().sent == sent_state::not_sent);
    failure problem = reply.error();
    // The port changes from run to run.
    const std::string port = std::to_string(proxy.port());
    for (std::string* text : {&problem.message, &problem.hint}) {
        if (const std::size_t at = text->find(port); at != std::string::npos) {
            text->replace(at, port.size(), "PORT");
        }
    }
    return problem;
}

}  // namespace

TEST_CASE("the host is reached through the proxy which sees neither token nor request") {
    const authority trusted;
    const auto context = trusted.server_context("DNS:" + host);
    std::mutex guard;
    std::vector<std::string> to_proxy;
    std::vector<std::string> to_host;
    scripted_server proxy{[&](peer& with) {
        const std::string opening = with.read_request();
        with.send("HTTP/1.1 200 Connection established\r\n\r\n");
        if (!with.start_tls(context.get())) {
            return;
        }
        for (std::string request = with.read_request(); !request.empty(); request = with.read_request()) {
            {
                const std::lock_guard held{guard};
                to_proxy.push_back(opening);
                to_host.push_back(request);
            }
            with.send(reply_text(200, "through"));
        }
    }};
    client_options options = options_through(proxy, "me:p%40ss@");
    options.ca_file = trusted.file();
    session client{options};
    for (int i = 0; i < 3; ++i) {
        const auto reply = client.send(get("/api/v1/syncs"));
        REQUIRE(reply.has_value());
        CHECK(reply->body == "through");
    }
    CHECK(client.transport().statistics().connections == 1);
    const std::lock_guard held{guard};
    REQUIRE(to_proxy.size() == 3);
    CHECK(to_proxy[0] ==
          "CONNECT census.example:443 HTTP/1.1\r\nHost: census.example:443\r\nUser-Agent: "
          "censusctl/0.1.0\r\nProxy-Authorization: Basic bWU6cEBzcw==\r\n\r\n");
    CHECK(to_host[0].find("\r\nAuthorization: Bearer " + token + "\r\n") != std::string::npos);
    CHECK(to_host[0].find("Proxy-Authorization") == std::string::npos);
    CHECK(to_host[0].find("\r\nHost: census.example\r\n") != std::string::npos);
}

TEST_CASE("the certificate is checked for the host and not for the proxy") {
    const authority trusted;
    const auto context = trusted.server_context("IP:127.0.0.1");
    scripted_server proxy{[&](peer& with) {
        static_cast<void>(with.read_request());
        with.send("HTTP/1.1 200 OK\r\n\r\n");
        static_cast<void>(with.start_tls(context.get()));
    }};
    client_options options = options_through(proxy);
    options.ca_file = trusted.file();
    session client{options};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::tls);
    CHECK(reply.error().message == "the certificate of census.example is not trusted: hostname mismatch");
}

TEST_CASE("a proxy that demands credentials") {
    const std::string answer =
        "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
        "Content-Length: 9\r\n\r\nforbidden";
    const failure without = failed_through(answer);
    CHECK(without.message == "the proxy 127.0.0.1:PORT demands a user and password (status 407)");
    CHECK(without.hint == "put them into HTTPS_PROXY, as in http://user:password@127.0.0.1:PORT");
    CHECK(without.attempts == 1);
    const failure with_wrong = failed_through(answer, "me:s3cret@");
    CHECK(with_wrong.message == "the proxy 127.0.0.1:PORT refused its user and password (status 407)");
    CHECK(with_wrong.hint.find("s3cret") == std::string::npos);
    const failure as_tinyproxy_says =
        failed_through("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "me:s3cret@");
    CHECK(as_tinyproxy_says.message == "the proxy 127.0.0.1:PORT refused its user and password (status 401)");
}

TEST_CASE("a proxy that refuses the host") {
    const failure problem = failed_through("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
    CHECK(problem.message == "the proxy 127.0.0.1:PORT refused the way to census.example:443: status 403");
    CHECK(problem.hint == "ask who runs the proxy, or go around it with NO_PROXY=census.example");
    CHECK(problem.attempts == 1);
}

TEST_CASE("a proxy that cannot reach the host now is asked again") {
    const failure problem = failed_through("HTTP/1.1 503 Unavailable\r\n\r\n");
    CHECK(problem.message == "the proxy 127.0.0.1:PORT refused the way to census.example:443: status 503");
    CHECK(problem.attempts == 2);
}

TEST_CASE("what is no proxy") {
    const failure other = failed_through("SSH-2.0-x\r\n\r\n");
    CHECK(other.message == "the proxy 127.0.0.1:PORT gave no usable reply: the reply is not HTTP");
    CHECK(other.hint == "check HTTPS_PROXY; what it names may not be an HTTP proxy");
    CHECK(other.attempts == 1);
    const failure early = failed_through("HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n");
    CHECK(early.message == "the proxy 127.0.0.1:PORT sent more than its reply");
}

TEST_CASE("a proxy that cannot be reached is called the proxy") {
    client_options options = options_for("https://" + host);
    const std::string port = std::to_string(closed_port());
    options.https_proxy = "127.0.0.1:" + port;
    session client{options};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::proxy);
    CHECK(reply.error().message ==
          "could not connect to the proxy 127.0.0.1 port " + port + ": Connection refused");
    CHECK(reply.error().hint == "check HTTPS_PROXY, and NO_PROXY for hosts that need no proxy");
}

TEST_CASE("a proxy that never answers is not waited for") {
    scripted_server proxy{[](peer& with) {
        with.wait_for_close();
    }};
    client_options options = options_through(proxy);
    options.attempt_timeout = std::chrono::milliseconds{100};
    options.max_attempts = 1;
    session client{options};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::proxy);
    CHECK(reply.error().message == "100 ms passed before the proxy opened the way");
}
