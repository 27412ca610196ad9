#include "http/retry_after.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace censusctl::http;
using std::chrono::seconds;

namespace {

constexpr std::chrono::sys_seconds noon{seconds{1'700'000'000}};  // Tue, 14 Nov 2023 22:13:20 GMT

}  // namespace

TEST_CASE("HTTP dates are read") {
    const auto read = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
    REQUIRE(read.has_value());
    CHECK(read->time_since_epoch() == seconds{784111777});
    const auto leap = parse_http_date("Thu, 29 Feb 2024 23:59:60 GMT");
    REQUIRE(leap.has_value());
    CHECK(leap->time_since_epoch() == seconds{1709251200});
}

TEST_CASE("what is not an HTTP date is refused") {
    for (const std::string text :
         {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Sun, 06 Nov 1994 08:49:37 UTC",
          "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
          "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Xxx, 06 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 19 4 08:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT",
          "Sun; 06 Nov 1994 08:49:37 GMT"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_http_date(text));
    }
}

TEST_CASE("Retry-After in seconds") {
    CHECK(parse_retry_after("0", "", noon) == seconds{0});
    CHECK(parse_retry_after("120", "", noon) == seconds{120});
    CHECK(parse_retry_after(" 7\t", "", noon) == seconds{7});
    CHECK(parse_retry_after("99999999999999999999999999", "", noon) == std::chrono::hours{24 * 366});
    CHECK(parse_retry_after("9999999999", "", noon) == std::chrono::hours{24 * 366});
}

TEST_CASE("Retry-After as a date counts from the reply's own date") {
    CHECK(parse_retry_after("Wed, 01 Jan 2020 00:01:30 GMT", "Wed, 01 Jan 2020 00:00:00 GMT", noon) ==
          seconds{90});
    CHECK(parse_retry_after("Wed, 01 Jan 2020 00:00:00 GMT", "Wed, 01 Jan 2020 00:01:30 GMT", noon) ==
          seconds{0});
    CHECK(parse_retry_after("Tue, 14 Nov 2023 22:13:50 GMT", "", noon) == seconds{30});
    CHECK(parse_retry_after("Tue, 14 Nov 2023 22:13:50 GMT", "nonsense", noon) == seconds{30});
    CHECK(parse_retry_after("Tue, 14 Nov 9999 22:13:50 GMT", "", noon) == std::chrono::hours{24 * 366});
}

TEST_CASE("nonsense in Retry-After is as if it were absent") {
    for (const std::string text : {"", " ", "-1", "+5", "1.5", "soon", "5s", "0x10", "1 2", "Tue, 14 Nov"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_retry_after(text, "", noon));
    }
}

TEST_CASE("random Retry-After texts never give a negative or endless wait") {
    std::mt19937 random{3};
    const std::string whole = "Tue, 14 Nov 2023 22:13:50 GMT";
    std::uniform_int_distribution<std::size_t> at{0, whole.size() - 1};
    std::uniform_int_distribution<int> byte{0, 255};
    for (int i = 0; i < 20000; ++i) {
        std::string text = whole;
        text[at(random)] = static_cast<char>(byte(random));
        const auto wait = parse_retry_after(text, "", noon);
        if (wait) {
            CHECK(wait->count() >= 0);
            CHECK(*wait <= std::chrono::hours{24 * 366});
        }
    }
}
