#include "http/trusted_host.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace censusctl::http;

namespace {

url read(std::string_view text) {
    const auto parsed = parse_url(text);
    CAPTURE(text);
    REQUIRE(parsed.has_value());
    return *parsed;
}

bool vendor(std::string_view text) {
    const auto parsed = parse_url(text);
    return parsed && is_vendor(*parsed);
}

bool loopback(std::string_view text) {
    const auto parsed = parse_url(text);
    return parsed && is_loopback(*parsed);
}

}  // namespace

TEST_CASE("the vendor's hosts are trusted") {
    CHECK(vendor("https://app.getcensus.com/api/v1"));
    CHECK(vendor("https://app-eu.getcensus.com/api/v1"));
    CHECK(vendor("https://app.staging.getcensus.com:443/api/v2"));
    CHECK(vendor("https://api.fivetran.com"));
    CHECK(vendor("https://APP.GetCensus.com/api/v1"));  // the same host, by the rules of names
}

TEST_CASE("what looks like a host of the vendor's is none") {
    for (const std::string_view text : {"https://getcensus.com.evil.example/api/v1",
                                        "https://app.getcensus.com.evil.example",
                                        "https://evilgetcensus.com",
                                        "https://app-getcensus.com",
                                        "https://getcensus.com",
                                        "https://.getcensus.com",
                                        "https://app.getcensus.com.",
                                        "https://app..getcensus.com",
                                        "https://app.getcensus.com@evil.example/",
                                        "https://user@app.getcensus.com",
                                        "https://user:x@app.getcensus.com",
                                        "https://app.getcensus.com:8443",
                                        "https://app.getcensus.com:80",
                                        "http://app.getcensus.com/api/v1",
                                        "https://xn--pp-xka.getcensus.com",
                                        "https://app.xn--getcensus.com",
                                        "https://-app.getcensus.com",
                                        "https://app-.getcensus.com",
                                        "https://app_1.getcensus.com",
                                        "https://app.getcensus.co",
                                        "https://app.getcensus.com%2eevil.example",
                                        "https://app.getcensus.com\\.evil.example",
                                        "https://evil.example/app.getcensus.com",
                                        "https://evil.example?x=.getcensus.com",
                                        "https://evil.example#.getcensus.com",
                                        "https://evil.example\\@app.getcensus.com",
                                        "https://app.getcensus.com\t.evil.example",
                                        "https://app.getc\xc3\xa9nsus.com",
                                        "https://13.107.42.14",
                                        "https://[::1]",
                                        "ftp://app.getcensus.com",
                                        "https:app.getcensus.com",
                                        "//app.getcensus.com",
                                        "app.getcensus.com",
                                        ""}) {
        CAPTURE(text);
        CHECK_FALSE(vendor(text));
    }
}

TEST_CASE("only plain forms of loopback are loopback") {
    CHECK(loopback("http://127.0.0.1:8080/api/v1"));
    CHECK(loopback("http://127.8.9.10"));
    CHECK(loopback("https://localhost:9999"));
    CHECK(loopback("http://[::1]:80"));
    for (const std::string_view text :
         {"http://0.0.0.0", "http://2130706433", "http://0x7f000001", "http://0x7f.0.0.1",
          "http://0177.0.0.1", "http://127.1", "http://127.0.1", "http://127.0.0.1.",
          "http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://localhost.",
          "http://evil-localhost", "http://[::ffff:127.0.0.1]", "http://[0:0:0:0:0:0:0:1]", "http://[::]",
          "http://x@127.0.0.1", "http://128.0.0.1", "http://10.0.0.1", "http://169.254.169.254"}) {
        CAPTURE(text);
        CHECK_FALSE(loopback(text));
    }
}

TEST_CASE("a caller's list names hosts exactly") {
    CHECK(is_listed(read("https://census.example"), "census.example"));
    CHECK(is_listed(read("https://census.example"), "a.example, census.example:443"));
    CHECK(is_listed(read("https://census.example:8443"), "census.example:8443"));
    CHECK(is_listed(read("https://[2001:db8::1]"), "[2001:db8::1]"));
    CHECK_FALSE(is_listed(read("https://census.example:8443"), "census.example"));
    CHECK_FALSE(is_listed(read("http://census.example"), "census.example"));
    CHECK_FALSE(is_listed(read("https://x.census.example"), "census.example"));
    CHECK_FALSE(is_listed(read("https://census.example.evil"), "census.example"));
    CHECK_FALSE(is_listed(read("https://u@census.example"), "census.example"));
    CHECK_FALSE(is_listed(read("https://census.example"), ""));
    CHECK_FALSE(is_listed(read("https://census.example"), "*"));
}

TEST_CASE("no mutation of a vendor's URL is trusted unless it still ends in the vendor's domain") {
    std::mt19937 random(4711);
    const std::string base = "https://app.getcensus.com/api/v1";
    const std::string_view alphabet = "abz.:/@-_%#?\\[]0123456789 \tABZ\x01\xc3\xa9";
    int trusted = 0;
    for (int round = 0; round < 50'000; ++round) {
        std::string text = base;
        for (auto edits = 1 + random() % 3; edits > 0; --edits) {
            const std::size_t at = random() % (text.size() + 1);
            const char character = alphabet[random() % alphabet.size()];
            if (random() % 2 == 0) {
                text.insert(at, 1, character);
            } else if (at < text.size()) {
                text[at] = character;
            }
        }
        const auto parsed = parse_url(text);
        if (!parsed || !is_vendor(*parsed)) {
            continue;
        }
        ++trusted;
        CAPTURE(text);
        // Judged by the text alone: what stands between "://" and the path is a name below the domain.
        const std::size_t from = text.find("://") + 3;
        std::string host = text.substr(from, text.find_first_of("/?#", from) - from);
        for (char& character : host) {
            character = character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
        }
        if (host.ends_with(":443")) {
            host.resize(host.size() - 4);
        }
        CHECK((host.ends_with(".getcensus.com") || host.ends_with(".fivetran.com")));
        CHECK(host.find_first_of("@:%\\") == std::string::npos);
        CHECK(text.starts_with("https://"));
    }
    CHECK(trusted > 100);
}
