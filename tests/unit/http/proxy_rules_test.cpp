#include "http/proxy_rules.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace censusctl::http;

namespace {

url target(const std::string& text) {
    const auto read = parse_url(text);
    REQUIRE(read.has_value());
    return *read;
}

}  // namespace

TEST_CASE("loopback is told by its spelling") {
    for (const std::string host : {"localhost", "localhost.", "127.0.0.1", "127.255.3.4", "::1"}) {
        CAPTURE(host);
        CHECK(is_loopback(host));
    }
    for (const std::string host : {"", "localhost.evil.com", "127.0.0.1.evil.com", "126.0.0.1", "::2",
                                   "::", "0.0.0.0", "evil.localhost", "1271.0.0.1", "::ffff:10.0.0.1"}) {
        CAPTURE(host);
        CHECK_FALSE(is_loopback(host));
    }
}

TEST_CASE("NO_PROXY entries") {
    struct row {
        std::string list;
        std::string host;
        std::uint16_t port;
        bool covered;
    };
    const std::vector<row> rows{
        {"", "a.com", 443, false},
        {"*", "a.com", 443, true},
        {"a.com", "a.com", 443, true},
        {"A.COM", "a.com", 443, true},
        {"a.com", "x.a.com", 443, true},
        {"a.com", "xa.com", 443, false},
        {"a.com", "a.com.evil", 443, false},
        {".a.com", "a.com", 443, true},
        {".a.com", "x.a.com", 443, true},
        {"*.a.com", "x.a.com", 443, true},
        {".a.com", "xa.com", 443, false},
        {"b.com, a.com", "a.com", 443, true},
        {"b.com a.com", "a.com", 443, true},
        {",,a.com,", "a.com", 443, true},
        {"a.com:443", "a.com", 443, true},
        {"a.com:8443", "a.com", 443, false},
        {"a.com:x", "a.com", 443, false},
        {"a.com:70000", "a.com", 443, false},
        {"10.1.2.3", "10.1.2.3", 443, true},
        {"10.1.2.3", "10.1.2.4", 443, false},
        {"10.0.0.0/8", "10.9.9.9", 443, true},
        {"10.0.0.0/8", "11.0.0.1", 443, false},
        {"10.0.0.0/9", "10.127.0.1", 443, true},
        {"10.0.0.0/9", "10.128.0.1", 443, false},
        {"0.0.0.0/0", "8.8.8.8", 443, true},
        {"0.0.0.0/0", "a.com", 443, false},
        {"10.0.0.0/33", "10.0.0.1", 443, false},
        {"10.0.0.0/-1", "10.0.0.1", 443, false},
        {"10.0.0.0/", "10.0.0.0", 443, false},
        {"a.com/8", "a.com", 443, false},
        {"2001:db8::/32", "2001:db8::7", 443, true},
        {"2001:db8::/32", "2001:db9::7", 443, false},
        {"2001:db8::7", "2001:db8:0::7", 443, true},
        {"[2001:db8::7]:443", "2001:db8::7", 443, true},
        {"[2001:db8::7]:80", "2001:db8::7", 443, false},
        {"[2001:db8::7", "2001:db8::7", 443, false},
        {"10.0.0.0/8", "2001:db8::7", 443, false},
        {"1.2.3.4", "x.1.2.3.4", 443, false},
    };
    for (const row& each : rows) {
        CAPTURE(each.list);
        CAPTURE(each.host);
        CHECK(no_proxy_list{each.list}.covers(each.host, each.port) == each.covered);
    }
}

TEST_CASE("only https to elsewhere goes through the proxy") {
    const no_proxy_list none{""};
    CHECK(goes_through_proxy(target("https://app.getcensus.com"), none));
    CHECK_FALSE(goes_through_proxy(target("http://app.getcensus.com"), none));
    CHECK_FALSE(goes_through_proxy(target("https://127.0.0.1"), none));
    CHECK_FALSE(goes_through_proxy(target("https://localhost:8443"), none));
    CHECK_FALSE(goes_through_proxy(target("https://[::1]"), none));
    CHECK_FALSE(goes_through_proxy(target("https://app.getcensus.com"), no_proxy_list{"getcensus.com"}));
}

TEST_CASE("a proxy is a URL or a bare host and port") {
    const auto bare = parse_proxy("proxy.example:3128");
    REQUIRE(bare.has_value());
    CHECK(bare->authority() == "proxy.example:3128");
    const auto whole = parse_proxy("http://me:pw@proxy.example:3128/");
    REQUIRE(whole.has_value());
    CHECK(whole->user == "me");
    CHECK(whole->password == "pw");
    const auto login = parse_proxy("me:pw@proxy.example:3128");
    REQUIRE(login.has_value());
    CHECK(login->user == "me");
}

TEST_CASE("proxies that cannot be used are named without their password") {
    for (const std::string scheme : {"https", "socks5", "socks4"}) {
        const auto read = parse_proxy(scheme + "://me:s3cret@proxy:1");
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().stage == stage::proxy);
        CHECK(read.error().message ==
              "the proxy's URL does not begin with http://, the only kind that is supported");
    }
    const auto bad = parse_proxy("http://me:s3cret@pro xy:1");
    REQUIRE_FALSE(bad.has_value());
    CHECK(bad.error().stage == stage::proxy);
    CHECK(bad.error().message ==
          "the proxy's URL cannot be used: the URL holds a space, a control character or one that is not "
          "ASCII");
    CHECK(bad.error().hint == "set HTTPS_PROXY to a URL like http://proxy.example:3128");
}

TEST_CASE("proxy credentials are sent as Basic") {
    url proxy;
    CHECK(proxy_authorization(proxy).empty());
    // RFC 7617, section 2
    proxy.user = "Aladdin";
    proxy.password = "open sesame";
    CHECK(proxy_authorization(proxy) == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    proxy.user = "a";
    proxy.password = "";
    CHECK(proxy_authorization(proxy) == "Basic YTo=");
    proxy.password = "b";
    CHECK(proxy_authorization(proxy) == "Basic YTpi");
    proxy.password = "\xc3\xbf";
    CHECK(proxy_authorization(proxy) == "Basic YTrDvw==");
}
