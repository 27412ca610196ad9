#include "http/tls.hpp"

#include <doctest/doctest.h>
#include <openssl/ssl.h>

#include <fstream>
#include <string>

#include "unit/http/support/certificates.hpp"
#include "unit/http/support/running.hpp"
#include "unit/http/support/scripted_server.hpp"

using namespace censusctl::http;
using namespace censusctl::http::test;

namespace {

/// Serves over TLS: every request is answered with 200 and "secured".
auto secured_with(std::shared_ptr<ssl_ctx_st> context) {
    return [context](peer& with) {
        if (!with.start_tls(context.get())) {
            return;
        }
        while (!with.read_request().empty()) {
            with.send(reply_text(200, "secured"));
        }
    };
}

client_options options_to(const scripted_server& server, const authority& trusted,
                          const std::string& host = "127.0.0.1") {
    client_options options = options_for("https://" + host + ":" + std::to_string(server.port()));
    options.ca_file = trusted.file();
    return options;
}

/// The name that the client asked for, as the server's library saw it.
int remember_name(SSL* session, int* /*alert*/, void* into) {
    const char* const name = SSL_get_servername(session, TLSEXT_NAMETYPE_host_name);
    *static_cast<std::string*>(into) = name != nullptr ? name : "none";
    return SSL_TLSEXT_ERR_OK;
}

}  // namespace

TEST_CASE("a trusted server is talked to over one session") {
    const authority trusted;
    scripted_server server{secured_with(trusted.server_context("IP:127.0.0.1"))};
    session client{options_to(server, trusted)};
    for (int i = 0; i < 4; ++i) {
        const auto reply = client.send(get("/x"));
        REQUIRE(reply.has_value());
        CHECK(reply->body == "secured");
    }
    CHECK(client.transport().statistics().connections == 1);
}

TEST_CASE("a host name is asked for and checked") {
    const authority trusted;
    const auto context = trusted.server_context("DNS:localhost");
    std::string asked;
    SSL_CTX_callback_ctrl(context.get(), SSL_CTRL_SET_TLSEXT_SERVERNAME_CB,
                          reinterpret_cast<void (*)()>(&remember_name));
    SSL_CTX_ctrl(context.get(), SSL_CTRL_SET_TLSEXT_SERVERNAME_ARG, 0, &asked);
    scripted_server server{secured_with(context)};
    session client{options_to(server, trusted, "localhost")};
    const auto reply = client.send(get("/x"));
    REQUIRE(reply.has_value());
    CHECK(asked == "localhost");
}

TEST_CASE("a certificate for another host is refused") {
    const authority trusted;
    scripted_server server{secured_with(trusted.server_context("DNS:other.example"))};
    session client{options_to(server, trusted, "localhost")};
    const auto reply = client.send(create("/x", "{}"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::tls);
    CHECK(reply.error().sent == sent_state::not_sent);
    CHECK(reply.error().attempts == 1);
    CHECK(reply.error().message == "the certificate of localhost is not trusted: hostname mismatch");
    CHECK(reply.error().hint == "the certificate is for another host than localhost; check the base URL");
}

TEST_CASE("a certificate for another address is refused") {
    const authority trusted;
    scripted_server server{secured_with(trusted.server_context("IP:127.0.0.2,DNS:127.0.0.1"))};
    session client{options_to(server, trusted)};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().message == "the certificate of 127.0.0.1 is not trusted: IP address mismatch");
}

TEST_CASE("a certificate that names its host as its subject alone is refused") {
    const authority trusted;
    for (const std::string host : {"localhost", "127.0.0.1"}) {
        CAPTURE(host);
        scripted_server server{secured_with(trusted.subject_context(host))};
        session client{options_to(server, trusted, host)};
        const auto reply = client.send(create("/x", "{}"));
        REQUIRE_FALSE(reply.has_value());
        CHECK(reply.error().stage == stage::tls);
        CHECK(reply.error().sent == sent_state::not_sent);
        CHECK(reply.error().attempts == 1);
        CHECK(reply.error().message == "the certificate of " + host + " is not trusted: " +
                                           (host == "localhost" ? "hostname" : "IP address") + " mismatch");
    }
}

TEST_CASE("a certificate of an unknown authority is refused") {
    const authority trusted;
    const authority unknown;
    scripted_server server{secured_with(unknown.server_context("IP:127.0.0.1"))};
    session client{options_to(server, trusted)};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::tls);
    CHECK(reply.error().attempts == 1);
    CHECK(reply.error().message ==
          "the certificate of 127.0.0.1 is not trusted: unable to get local issuer certificate");
    CHECK(reply.error().hint ==
          "the authority that signed it is not trusted here; if a company proxy opens TLS, name its "
          "authority with "
          "--ca-file or SSL_CERT_FILE");
}

TEST_CASE("a certificate that signs itself is refused") {
    const authority trusted;
    scripted_server server{secured_with(authority::self_signed_context())};
    session client{options_to(server, trusted)};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().message.starts_with("the certificate of 127.0.0.1 is not trusted: "));
    CHECK(reply.error().hint.find("--ca-file") != std::string::npos);
}

TEST_CASE("the system authorities do not know the test authority") {
    const authority trusted;
    scripted_server server{secured_with(trusted.server_context("IP:127.0.0.1"))};
    client_options options = options_to(server, trusted);
    options.ca_file.clear();
    session client{options};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::tls);
}

TEST_CASE("an expired certificate is refused") {
    const authority trusted;
    scripted_server server{secured_with(trusted.server_context("IP:127.0.0.1", -1))};
    session client{options_to(server, trusted)};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().message == "the certificate of 127.0.0.1 is not trusted: certificate has expired");
    CHECK(reply.error().hint ==
          "the server's certificate, or one above it, has expired; check this machine's clock too");
}

TEST_CASE("a server with nothing newer than TLS 1 point 1 is refused") {
    const authority trusted;
    const auto context = trusted.server_context("IP:127.0.0.1");
    SSL_CTX_set_security_level(context.get(), 0);
    SSL_CTX_ctrl(context.get(), SSL_CTRL_SET_MAX_PROTO_VERSION, TLS1_1_VERSION, nullptr);
    scripted_server server{secured_with(context)};
    session client{options_to(server, trusted)};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::tls);
    CHECK(reply.error().attempts == 1);
    CHECK(reply.error().hint ==
          "the server offers nothing newer than TLS 1.1; 1.2 is the least that is accepted");
}

TEST_CASE("a server that does not speak TLS on that port") {
    const authority trusted;
    scripted_server server{[](peer& with) {
        with.send("HTTP/1.1 400 Bad Request\r\n\r\n");
        with.wait_for_close();
    }};
    session client{options_to(server, trusted)};
    const auto reply = client.send(get("/x"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::tls);
    CHECK(reply.error().attempts == 1);
    CHECK(reply.error().hint ==
          "the server does not speak TLS on this port; check scheme and port of the base URL");
}

TEST_CASE("a connection that closes during the handshake is tried again") {
    const authority trusted;
    const auto context = trusted.server_context("IP:127.0.0.1");
    scripted_server server{[&](peer& with) {
        if (with.number() == 0) {
            return;
        }
        secured_with(context)(with);
    }};
    recorded_log log;
    client_options options = options_to(server, trusted);
    options.log = log.sink();
    session client{options};
    const auto reply = client.send(create("/x", "{}"));
    REQUIRE(reply.has_value());
    CHECK(client.transport().statistics().retries == 1);
    CHECK(log.mentions("stage=tls problem=the connection was closed during the TLS handshake"));
}

TEST_CASE("a body without a length that TLS cuts short is not taken for whole") {
    const authority trusted;
    const auto context = trusted.server_context("IP:127.0.0.1");
    for (const bool torn : {true, false}) {
        CAPTURE(torn);
        scripted_server server{[&](peer& with) {
            if (!with.start_tls(context.get())) {
                return;
            }
            static_cast<void>(with.read_request());
            with.send("HTTP/1.1 200 OK\r\n\r\nhalf");
            if (!torn) {
                with.end_tls();
            }
        }};
        client_options options = options_to(server, trusted);
        options.max_attempts = 2;
        session client{options};
        const auto reply = client.send(get("/x"));
        if (!torn) {
            REQUIRE(reply.has_value());
            CHECK(reply->body == "half");
            continue;
        }
        REQUIRE_FALSE(reply.has_value());
        CHECK(reply.error().stage == stage::body);
        CHECK(reply.error().attempts == 2);
        CHECK(reply.error().message == "the connection was closed in the middle of the reply");
    }
}

TEST_CASE("a create over TLS that is dropped unanswered stays open") {
    const authority trusted;
    const auto context = trusted.server_context("IP:127.0.0.1");
    scripted_server server{[&](peer& with) {
        if (with.start_tls(context.get())) {
            static_cast<void>(with.read_request());
        }
    }};
    session client{options_to(server, trusted)};
    const auto reply = client.send(create("/x", "{}"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().sent == sent_state::maybe_sent);
    CHECK(reply.error().stage == stage::first_byte);
    CHECK(server.connections() == 1);
}

TEST_CASE("a handshake that never ends is not waited for") {
    const authority trusted;
    scripted_server server{[](peer& with) {
        with.wait_for_close();
    }};
    client_options options = options_to(server, trusted);
    options.attempt_timeout = std::chrono::milliseconds{100};
    options.max_attempts = 1;
    session client{options};
    const auto reply = client.send(create("/x", "{}"));
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error().stage == stage::tls);
    CHECK(reply.error().sent == sent_state::not_sent);
    CHECK(reply.error().message == "100 ms passed before the TLS handshake was done");
}

TEST_CASE("a file without certificates gives no context") {
    const authority trusted;
    std::ofstream{trusted.file()} << "not a certificate\n";
    const auto made = make_tls_context(trusted.file());
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().message == "no certificate authority could be read from " + trusted.file());
}
