#include "sandbox/target.hpp"

#include <doctest/doctest.h>

using namespace censusctl::sandbox;

TEST_CASE("a target is split below its base") {
    const target_parts parts =
        split_target(served_api::of_2021, "/api/v1/destinations/15/objects/a%2Fb%20c/?page=2&x=%31");
    CHECK(parts.spoken);
    CHECK(parts.segments == std::vector<std::string>{"destinations", "15", "objects", "a/b c"});
    CHECK(parts.path == "/destinations/15/objects/a%2Fb%20c");
    CHECK(parts.query == "page=2&x=%31");
    CHECK(!split_target(served_api::of_2021, "/api/v10/syncs").spoken);
    CHECK(!split_target(served_api::of_2021, "*").spoken);
    CHECK(!split_target(served_api::of_2021, "").spoken);
    CHECK(split_target(served_api::of_2021, "/api/v1").path == "/");
    CHECK(split_target(served_api::of_2021, "/api/v1/").segments == std::vector<std::string>{""});
    CHECK(split_target(served_api::of_2021, "/api/v1/syncs?a?b").query == "a?b");
}

TEST_CASE("percent escapes are decoded and bad ones stay") {
    CHECK(percent_decoded("a%20b%2fc%2Fd") == "a b/c/d");
    CHECK(percent_decoded("100%") == "100%");
    CHECK(percent_decoded("%2") == "%2");
    CHECK(percent_decoded("%zz%4") == "%zz%4");
    CHECK(percent_decoded("%00").size() == 1);
}

TEST_CASE("a query gives its last value of a name") {
    CHECK(query_value("page=1&page=2", "page") == "2");
    CHECK(query_value("a=b=c", "a") == "b=c");
    CHECK(query_value("flag&x=1", "flag") == "");
    CHECK(!query_value("x=1", "page"));
    CHECK(!query_value("", "page"));
    CHECK(query_value("&&page=3&", "page") == "3");
}
