#include "http/request_text.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace censusctl::http;

namespace {

url host(const std::string& text) {
    const auto read = parse_url(text);
    REQUIRE(read.has_value());
    return *read;
}

}  // namespace

TEST_CASE("a read is written without a body") {
    request message;
    message.target = "/api/v1/syncs?page=1";
    CHECK(request_text(message, host("https://app.getcensus.com/api/v1"), "secret-token:abc") ==
          "GET /api/v1/syncs?page=1 HTTP/1.1\r\n"
          "Host: app.getcensus.com\r\n"
          "User-Agent: censusctl/0.1.0\r\n"
          "Accept: application/json, */*;q=0.5\r\n"
          "Accept-Encoding: gzip\r\n"
          "Authorization: Bearer secret-token:abc\r\n"
          "\r\n");
}

TEST_CASE("a create is written with its body") {
    request message;
    message.method = "POST";
    message.target = "/api/v1/syncs";
    message.body = R"({"a":1})";
    CHECK(request_text(message, host("http://127.0.0.1:8080"), "t") ==
          "POST /api/v1/syncs HTTP/1.1\r\n"
          "Host: 127.0.0.1:8080\r\n"
          "User-Agent: censusctl/0.1.0\r\n"
          "Accept: application/json, */*;q=0.5\r\n"
          "Accept-Encoding: gzip\r\n"
          "Authorization: Bearer t\r\n"
          "Content-Type: application/json\r\n"
          "Content-Length: 7\r\n"
          "\r\n"
          R"({"a":1})");
}

TEST_CASE("a write without a body says that its length is zero") {
    request message;
    message.method = "POST";
    message.target = "/api/v1/syncs/1/trigger";
    const std::string text = request_text(message, host("http://localhost"), "");
    CHECK(text.find("\r\nContent-Length: 0\r\n\r\n") != std::string::npos);
    CHECK(text.find("Content-Type") == std::string::npos);
    CHECK(text.find("Authorization") == std::string::npos);
    message.method = "DELETE";
    CHECK(request_text(message, host("http://localhost"), "").find("Content-Length") == std::string::npos);
}

TEST_CASE("requests that could break out of their line are found") {
    struct row {
        std::string method;
        std::string target;
        std::string_view wrong;
    };
    const std::vector<row> rows{
        {"GET", "/x", ""},
        {"GET", "/x%0d%0a?y=z", ""},
        {"", "/x", "the method is not a word in capital letters"},
        {"get", "/x", "the method is not a word in capital letters"},
        {"GET /y HTTP/1.1\r\nX:", "/x", "the method is not a word in capital letters"},
        {"GET", "", "the path does not begin with '/'"},
        {"GET", "http://evil/", "the path does not begin with '/'"},
        {"GET", "/x\r\nEvil: 1", "the path holds characters that are not percent-encoded"},
        {"GET", "/x y", "the path holds characters that are not percent-encoded"},
        {"GET", "/\x7f", "the path holds characters that are not percent-encoded"},
        {"GET", "/\xc3\xa4", "the path holds characters that are not percent-encoded"},
        {"GET", "/x#y", "the path holds characters that are not percent-encoded"},
        {"GET", std::string("/x\0y", 4), "the path holds characters that are not percent-encoded"},
        {"GET", "/" + std::string(20000, 'a'), "the path is longer than 16384 characters"},
    };
    for (const row& each : rows) {
        CAPTURE(each.method);
        CAPTURE(each.target);
        request message;
        message.method = each.method;
        message.target = each.target;
        CHECK(what_is_wrong_with(message) == each.wrong);
    }
}

TEST_CASE("tokens that cannot stand in a header are found") {
    CHECK(is_usable_token("secret-token:abc_DEF.123~+/="));
    CHECK(is_usable_token(""));
    for (const std::string token : {"abc\n", "\rabc", "a b", "a\tb", " abc", "t\xc3\xb6ken", "a\x7f"}) {
        CAPTURE(token);
        CHECK_FALSE(is_usable_token(token));
    }
    CHECK_FALSE(is_usable_token(std::string("a\0b", 3)));
    CHECK_FALSE(is_usable_token(std::string(9000, 'a')));
}

TEST_CASE("the request for a tunnel names host and port and nothing of ours") {
    CHECK(connect_text(host("https://app.getcensus.com/api/v1"), "") ==
          "CONNECT app.getcensus.com:443 HTTP/1.1\r\n"
          "Host: app.getcensus.com:443\r\n"
          "User-Agent: censusctl/0.1.0\r\n\r\n");
    CHECK(connect_text(host("https://[2001:db8::1]:8443"), "Basic eDp5") ==
          "CONNECT [2001:db8::1]:8443 HTTP/1.1\r\n"
          "Host: [2001:db8::1]:8443\r\n"
          "User-Agent: censusctl/0.1.0\r\n"
          "Proxy-Authorization: Basic eDp5\r\n\r\n");
}
