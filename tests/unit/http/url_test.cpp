#include "http/url.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace censusctl::http;

TEST_CASE("a URL is taken apart") {
    const auto read = parse_url("https://App.GetCensus.com/api/v1?x=1#y");
    REQUIRE(read.has_value());
    CHECK(read->scheme == "https");
    CHECK(read->host == "app.getcensus.com");
    CHECK(read->port == 443);
    CHECK_FALSE(read->port_given);
    CHECK(read->path == "/api/v1");
    CHECK(read->host_header() == "app.getcensus.com");
    CHECK(read->authority() == "app.getcensus.com:443");
}

TEST_CASE("ports and IPv6 addresses in URLs") {
    const auto plain = parse_url("HTTP://127.0.0.1:8080");
    REQUIRE(plain.has_value());
    CHECK(plain->scheme == "http");
    CHECK(plain->port == 8080);
    CHECK(plain->port_given);
    CHECK(plain->path.empty());
    CHECK(plain->host_header() == "127.0.0.1:8080");

    const auto six = parse_url("https://[2001:DB8::1]/x");
    REQUIRE(six.has_value());
    CHECK(six->host == "2001:db8::1");
    CHECK(six->host_header() == "[2001:db8::1]");
    CHECK(six->authority() == "[2001:db8::1]:443");

    const auto six_port = parse_url("http://[::1]:9");
    REQUIRE(six_port.has_value());
    CHECK(six_port->host == "::1");
    CHECK(six_port->host_header() == "[::1]:9");

    const auto usual = parse_url("http://a:80/");
    REQUIRE(usual.has_value());
    CHECK(usual->port_given);
    CHECK(usual->host_header() == "a");
}

TEST_CASE("user and password of a URL are decoded") {
    const auto read = parse_url("http://us%40er:p%3Aw%2f@proxy:3128");
    REQUIRE(read.has_value());
    CHECK(read->user == "us@er");
    CHECK(read->password == "p:w/");
    CHECK(read->host == "proxy");
    const auto unencoded = parse_url("http://user:p@ss@proxy:3128");
    REQUIRE(unencoded.has_value());
    CHECK(unencoded->password == "p@ss");
    const auto nameless = parse_url("http://user@proxy");
    REQUIRE(nameless.has_value());
    CHECK(nameless->user == "user");
    CHECK(nameless->password.empty());
}

TEST_CASE("URLs that cannot be used") {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"", "the URL is empty"},
        {"app.getcensus.com", "the URL does not begin with http:// or https://"},
        {"ftp://host/", "the URL does not begin with http:// or https://"},
        {"https:/host", "the URL does not begin with http:// or https://"},
        {"https://", "the URL has no host"},
        {"https:///api", "the URL has no host"},
        {"https://:443/", "the URL has no host"},
        {"https://ho st/", "the URL holds a space, a control character or one that is not ASCII"},
        {"https://host/a\nb", "the URL holds a space, a control character or one that is not ASCII"},
        {"https://h\xc3\xb6st/", "the URL holds a space, a control character or one that is not ASCII"},
        {"https://a..b/", "the host of the URL is not a host name"},
        {"https://.a/", "the host of the URL is not a host name"},
        {"https://a_b<c/", "the host of the URL is not a host name"},
        {"https://host:/", "the port of the URL is not a number from 1 to 65535"},
        {"https://host:0/", "the port of the URL is not a number from 1 to 65535"},
        {"https://host:65536/", "the port of the URL is not a number from 1 to 65535"},
        {"https://host:80x/", "the port of the URL is not a number from 1 to 65535"},
        {"https://::1/", "the URL has no host"},
        {"https://fe80::1/", "the port of the URL is not a number from 1 to 65535"},
        {"https://[::1/", "the URL has a '[' without a ']'"},
        {"https://[host]/", "the URL has no IPv6 address between '[' and ']'"},
        {"https://[::1]x/", "the URL has text between ']' and the port"},
        {"https://host\\evil/", "the URL holds a backslash"},
        {"https://host/" + std::string(5000, 'a'), "the URL is longer than 4096 characters"},
    };
    for (const auto& [text, message] : cases) {
        CAPTURE(text);
        const auto read = parse_url(text);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().message == message);
        CHECK(read.error().stage == stage::connect);
        CHECK(read.error().sent == sent_state::not_sent);
        CHECK(read.error().hint == "write it like https://app.getcensus.com/api/v1");
    }
}

TEST_CASE("a URL that cannot be used is not repeated in the message") {
    for (const std::string text :
         {"http://user:s3cret@ho st", "s3cret://x", "http://u:s3cret@:1", "http://u:s3cret@h:x"}) {
        CAPTURE(text);
        const auto read = parse_url(text);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().message.find("s3cret") == std::string::npos);
        CHECK(read.error().hint.find("s3cret") == std::string::npos);
    }
}

TEST_CASE("percent encoding keeps unreserved characters only") {
    CHECK(percent_encode("AZaz09-._~") == "AZaz09-._~");
    CHECK(percent_encode("a b/c?d=e&f%g") == "a%20b%2Fc%3Fd%3De%26f%25g");
    CHECK(percent_encode("\xc3\xa4\r\n") == "%C3%A4%0D%0A");
    CHECK(percent_encode("") == "");
}

TEST_CASE("percent decoding leaves alone what is not an escape") {
    CHECK(percent_decode("a%20b%2F") == "a b/");
    CHECK(percent_decode("%zz%4") == "%zz%4");
    CHECK(percent_decode("100%") == "100%");
    CHECK(percent_decode("%C3%a4") == "\xc3\xa4");
}

TEST_CASE("any bytes survive percent encoding and decoding") {
    std::mt19937 random{11};
    std::uniform_int_distribution<int> byte{0, 255};
    std::uniform_int_distribution<std::size_t> length{0, 40};
    for (int i = 0; i < 2000; ++i) {
        std::string bytes(length(random), '\0');
        for (char& each : bytes) {
            each = static_cast<char>(byte(random));
        }
        const std::string encoded = percent_encode(bytes);
        CHECK(percent_decode(encoded) == bytes);
        CHECK(encoded.find_first_not_of(
                  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~%") ==
              std::string::npos);
    }
}

TEST_CASE("random URLs are read or refused and what is read is written back the same") {
    std::mt19937 random{12};
    const std::string alphabet = "htps:/@[]?#.:1a%-\\ ";
    std::uniform_int_distribution<std::size_t> pick{0, alphabet.size() - 1};
    std::uniform_int_distribution<std::size_t> length{0, 20};
    int read_count = 0;
    for (int i = 0; i < 20000; ++i) {
        std::string text = "http://";
        const std::size_t size = length(random);
        for (std::size_t k = 0; k < size; ++k) {
            text += alphabet[pick(random)];
        }
        const auto read = parse_url(text);
        if (!read) {
            CHECK_FALSE(read.error().message.empty());
            continue;
        }
        ++read_count;
        const auto again = parse_url("http://" + read->authority() + read->path);
        REQUIRE(again.has_value());
        CHECK(again->host == read->host);
        CHECK(again->port == read->port);
        CHECK(again->path == read->path);
    }
    CHECK(read_count > 100);
}
