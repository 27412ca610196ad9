#include "http/settings.hpp"

#include <doctest/doctest.h>

#include <string>

#include "unit/http/support/running.hpp"

using namespace censusctl::http;
using censusctl::http::test::options_for;

TEST_CASE("https is ready to use") {
    const auto read = read_settings(options_for("https://app.getcensus.com/api/v1"));
    REQUIRE(read.has_value());
    CHECK(read->host.host == "app.getcensus.com");
    CHECK(read->tls != nullptr);
    CHECK_FALSE(read->proxy.has_value());
}

TEST_CASE("plain http is for loopback unless it is asked for") {
    for (const std::string base : {"http://127.0.0.1:8080/api/v1", "http://localhost/", "http://[::1]:1"}) {
        CAPTURE(base);
        const auto read = read_settings(options_for(base));
        REQUIRE(read.has_value());
        CHECK(read->tls == nullptr);
    }
    client_options options = options_for("http://census.example/api/v1");
    const auto refused = read_settings(options);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().stage == stage::connect);
    CHECK(refused.error().message ==
          "the base URL is http:// to census.example, which would send the token unencrypted");
    CHECK(refused.error().hint == "use https://, or --allow-insecure-http if that is meant");
    options.allow_insecure_http = true;
    CHECK(read_settings(options).has_value());
}

TEST_CASE("a base URL that cannot be used") {
    const auto read = read_settings(options_for("app.getcensus.com"));
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message ==
          "the base URL cannot be used: the URL does not begin with http:// or https://");
}

TEST_CASE("credentials in the base URL are refused and not repeated") {
    const auto read = read_settings(options_for("https://bearer:secret-token@app.getcensus.com/api/v1"));
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message == "the base URL holds a user or password");
    CHECK(read.error().hint == "put the token into the variable CENSUS_API_TOKEN instead");
}

TEST_CASE("a token with a line break is refused and not repeated") {
    client_options options = options_for("https://app.getcensus.com");
    options.token = "secret-token:abc\n";
    const auto read = read_settings(options);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message ==
          "the token holds a space, a line break or another character that no token has");
    CHECK(read.error().hint == "check the variable that holds it, also for a line break at its end");
}

TEST_CASE("the proxy is used for what NO_PROXY does not cover") {
    client_options options = options_for("https://app.getcensus.com");
    options.https_proxy = "http://me:pw@proxy:3128";
    const auto read = read_settings(options);
    REQUIRE(read.has_value());
    REQUIRE(read->proxy.has_value());
    CHECK(read->proxy->authority() == "proxy:3128");
    options.no_proxy = ".getcensus.com";
    const auto direct = read_settings(options);
    REQUIRE(direct.has_value());
    CHECK_FALSE(direct->proxy.has_value());
}

TEST_CASE("a proxy that cannot be used is refused only where it would be used") {
    client_options options = options_for("https://app.getcensus.com");
    options.https_proxy = "socks5://proxy:1080";
    const auto read = read_settings(options);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().stage == stage::proxy);
    options.base_url = "http://127.0.0.1:1";
    CHECK(read_settings(options).has_value());
}

TEST_CASE("an authorities file that cannot be read is refused") {
    client_options options = options_for("https://app.getcensus.com");
    options.ca_file = "/nonexistent/ca.pem";
    const auto read = read_settings(options);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().stage == stage::tls);
    CHECK(read.error().message == "no certificate authority could be read from /nonexistent/ca.pem");
    CHECK(read.error().hint == "--ca-file and SSL_CERT_FILE name a file with certificates in PEM form");
}

TEST_CASE("numbers are brought into their ranges") {
    client_options options = options_for("http://127.0.0.1");
    options.concurrency = 0;
    options.max_attempts = 0;
    options.attempt_timeout = std::chrono::milliseconds{-5};
    const auto low = read_settings(options);
    REQUIRE(low.has_value());
    CHECK(low->options.concurrency == 1);
    CHECK(low->options.max_attempts == 1);
    CHECK(low->options.attempt_timeout == std::chrono::milliseconds{1});
    options.concurrency = 1000;
    CHECK(read_settings(options)->options.concurrency == 64);
}
