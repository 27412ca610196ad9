#include "census/endpoint.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using namespace censusctl::census;

TEST_CASE("a read may be repeated and a write may not") {
    const call read = read_call("/api/v1", "/syncs/61");
    CHECK(read.message.method == "GET");
    CHECK(read.message.target == "/api/v1/syncs/61");
    CHECK(read.message.body.empty());
    CHECK(read.message.replay == http::replay::safe);
    CHECK(read.name == "GET /syncs/61");

    const call write = write_call("/api/v1", "POST", "/syncs", "{}");
    CHECK(write.message.method == "POST");
    CHECK(write.message.target == "/api/v1/syncs");
    CHECK(write.message.body == "{}");
    CHECK(write.message.replay == http::replay::once);
    CHECK(write.name == "POST /syncs");
}

TEST_CASE("a body that is no JSON object at all is a broken reply") {
    const auto broken = read_call("/api/v1", "/syncs").message.is_broken;
    REQUIRE((broken != nullptr));
    CHECK((write_call("/api/v1", "POST", "/syncs", "{}").message.is_broken == broken));
    for (const char* body :
         {"", " \n", "<html></html>", "\x01\x02\xff", "{\"status\": \"suc", "null", "}", "ok"}) {
        CAPTURE(body);
        CHECK(broken(body));
    }
    CHECK_FALSE(broken("{}"));
    CHECK_FALSE(broken("\r\n {\"status\": \"success\"}\n"));
}

TEST_CASE("a page is asked for in the words of the reference and within its limits") {
    CHECK(page_call("", "/syncs", {}).message.target == "/syncs?page=1&per_page=100&order=asc");
    page_request page;
    page.page = 7;
    page.per_page = 25;
    page.ascending = false;
    CHECK(page_call("/v", "/syncs", page).message.target == "/v/syncs?page=7&per_page=25&order=desc");
    CHECK(page_call("/v", "/syncs", page).name == "GET /syncs");
    page.page = 0;
    page.per_page = 250;
    CHECK(page_call("", "/syncs", page).message.target == "/syncs?page=1&per_page=100&order=desc");
    page.per_page = -1;
    CHECK(page_call("", "/syncs", page).message.target == "/syncs?page=1&per_page=1&order=desc");
}

TEST_CASE("object names become one segment of a path") {
    CHECK(path_segment("user_data") == "user_data");
    CHECK(path_segment("a/b c") == "a%2Fb%20c");
    CHECK(path_segment(R"({"sheet_id":5})") == "%7B%22sheet_id%22%3A5%7D");
    CHECK(path_segment("100%?#&") == "100%25%3F%23%26");
    CHECK(path_segment("%m-%d") == "%25m-%25d");
    CHECK(path_segment("caf\xc3\xa9") == "caf%C3%A9");
    CHECK(path_segment(".") == "%2E");
    CHECK(path_segment("..") == "%2E%2E");
    CHECK(path_segment("...") == "...");
    CHECK(path_segment("a.csv") == "a.csv");
}
