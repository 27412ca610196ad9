#include <doctest/doctest.h>

#include "report/sync_page.hpp"

using censusctl::report::sync_page;

TEST_CASE("a sync has a page where the vendor serves the workspace") {
    CHECK(sync_page("https://app.getcensus.com/api/v1", 61) == "https://app.getcensus.com/syncs/61/overview");
    CHECK(sync_page("https://app-eu.getcensus.com/api/v2", 7) ==
          "https://app-eu.getcensus.com/syncs/7/overview");
}

TEST_CASE("no page is made up for another host") {
    CHECK(sync_page("http://127.0.0.1:8080/api/v1", 61).empty());
    CHECK(sync_page("http://app.getcensus.com/api/v1", 61).empty());
    CHECK(sync_page("https://app.getcensus.com.example/api/v1", 61).empty());
    CHECK(sync_page("https://app.getcensus.com@evil.example/", 61).empty());
    CHECK(sync_page("", 61).empty());
}
