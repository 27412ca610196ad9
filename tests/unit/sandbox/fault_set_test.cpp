#include "sandbox/fault_set.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <vector>

#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

namespace {

using clock_type = std::chrono::steady_clock;

}  // namespace

TEST_CASE("a status fault answers instead of the work and is over after its times") {
    const workspace_client client{
        options_of("reference", {"POST /syncs status=503 retry-after=2 message=\"come back\" times=2"})};
    const std::string body = json::serialize(good_sync());
    for (int i = 0; i < 2; ++i) {
        const response got = client.ask("POST", "/syncs", body);
        CHECK(verdict(got) == "503 come back");
        CHECK(got.headers.at("retry-after") == "2");
    }
    CHECK(client.data("/syncs").as_array().size() == 3);
    CHECK(client.ask("POST", "/syncs", body).status == 201);
}

TEST_CASE("a fault is only for its method and path") {
    const workspace_client client{options_of("reference", {"GET /syncs/* status=500"})};
    CHECK(verdict(client.ask("GET", "/syncs/61?x=1")) == "500 Internal Server Error");
    CHECK(client.ask("GET", "/syncs").status == 200);
    CHECK(client.ask("GET", "/syncs/52/sync_runs").status == 200);
    CHECK(client.ask("POST", "/syncs/61/trigger").status == 200);
}

TEST_CASE("skip lets the first requests through") {
    const workspace_client client{options_of("reference", {"GET /syncs status=500 skip=2 times=1"})};
    CHECK(client.ask("GET", "/syncs").status == 200);
    CHECK(client.ask("GET", "/syncs").status == 200);
    CHECK(client.ask("GET", "/syncs").status == 500);
    CHECK(client.ask("GET", "/syncs").status == 200);
}

TEST_CASE("drop-before closes the connection and does nothing") {
    const workspace_client client{options_of("reference", {"POST /syncs drop-before times=1"})};
    CHECK(client.ask("POST", "/syncs", json::serialize(good_sync())).status == 0);
    CHECK(client.data("/syncs").as_array().size() == 3);
}

TEST_CASE("drop-after does the work and closes the connection") {
    const workspace_client client{options_of(
        "reference", {"POST /syncs drop-after times=1", "POST /syncs/*/trigger drop-after times=1"})};
    CHECK(client.ask("POST", "/syncs", json::serialize(good_sync())).status == 0);
    CHECK(client.data("/syncs").as_array().size() == 4);
    CHECK(client.data("/syncs").at(0).at("label") == "Users");
    CHECK(client.ask("POST", "/syncs/61/trigger").status == 0);
    CHECK(client.data("/syncs/61/sync_runs").as_array().size() == 1);
}

TEST_CASE("after-work answers with an error although the work is done") {
    const workspace_client client{options_of("reference", {"POST /syncs status=504 after-work times=1"})};
    CHECK(verdict(client.ask("POST", "/syncs", json::serialize(good_sync()))) == "504 Gateway Timeout");
    CHECK(client.data("/syncs").as_array().size() == 4);
}

TEST_CASE("cut sends part of the body and closes the connection") {
    const workspace_client client{
        options_of("reference", {"GET /syncs/61 cut=100", "GET /syncs/60 cut=100000"})};
    raw_connection connection{client.server().port()};
    connection.send(
        request_text("GET", "/api/v1/syncs/61", "Authorization: Bearer secret-token:abc\r\n", {}));
    const response got = connection.receive();
    CHECK(got.status == 200);
    CHECK(!got.complete);
    CHECK(got.body.size() == 100);
    CHECK(got.body.starts_with(R"({"status":"success","data":{"id":61)"));
    CHECK(std::stoul(got.headers.at("content-length")) > 100);
    CHECK(connection.at_end());
    CHECK(client.ask("GET", "/syncs/60").complete);
}

TEST_CASE("garble sends bytes that are not JSON and as many as the answer has") {
    const workspace_client client{options_of("reference", {"GET /syncs/61 garble times=1"})};
    const response garbled = client.ask("GET", "/syncs/61");
    const response good = client.ask("GET", "/syncs/61");
    CHECK(garbled.status == 200);
    CHECK(garbled.complete);
    CHECK(garbled.body.size() == good.body.size());
    boost::system::error_code error;
    json::parse(garbled.body, error);
    CHECK(error.failed());
}

TEST_CASE("html sends the page of a gateway") {
    const workspace_client client{
        options_of("reference", {"GET /syncs html times=1", "GET /syncs html status=503"})};
    const response first = client.ask("GET", "/syncs");
    CHECK(first.status == 502);
    CHECK(first.headers.at("content-type") == "text/html");
    CHECK(first.body.find("<h1>502 Bad Gateway</h1>") != std::string::npos);
    CHECK(client.ask("GET", "/syncs").status == 503);
}

TEST_CASE("empty sends a status without a body") {
    const workspace_client client{
        options_of("reference", {"GET /syncs empty times=1", "GET /syncs empty status=204"})};
    const response first = client.ask("GET", "/syncs");
    CHECK(first.status == 200);
    CHECK(first.headers.at("content-length") == "0");
    CHECK(!first.headers.contains("content-type"));
    CHECK(first.body.empty());
    const response second = client.ask("GET", "/syncs");
    CHECK(second.status == 204);
    CHECK(!second.headers.contains("content-length"));
}

TEST_CASE("latency and slow take their time and send a good answer") {
    const workspace_client client{
        options_of("reference",
                   {"GET /syncs/60 latency=80ms", "GET /syncs/60 latency=80ms", "GET /syncs/61 slow=200ms"})};
    auto before = clock_type::now();
    CHECK(client.ask("GET", "/syncs/60").status == 200);
    CHECK(clock_type::now() - before >= std::chrono::milliseconds{160});
    before = clock_type::now();
    const response slow = client.ask("GET", "/syncs/61");
    CHECK(clock_type::now() - before >= std::chrono::milliseconds{180});
    CHECK(slow.complete);
    CHECK(json::parse(slow.body).at("data").at("id") == 61);
}

TEST_CASE("a probability is the same with the same seed") {
    const auto outcome = [](const std::string& seed) {
        const workspace_client client{
            options_of("reference", {"GET /syncs/61 status=500 probability=0.5" + seed})};
        std::string statuses;
        for (int i = 0; i < 64; ++i)
            statuses += client.ask("GET", "/syncs/61").status == 500 ? 'x' : '.';
        return statuses;
    };
    const std::string first = outcome(" seed=7");
    CHECK(outcome(" seed=7") == first);
    CHECK(outcome(" seed=8") != first);
    const auto faults = std::count(first.begin(), first.end(), 'x');
    CHECK(faults > 16);
    CHECK(faults < 48);
    const workspace_client never{options_of("reference", {"* status=500 probability=0"})};
    CHECK(never.ask("GET", "/syncs").status == 200);
}

TEST_CASE("the first rule with a kind decides and the others are not used up") {
    const workspace_client client{
        options_of("reference", {"GET /syncs status=500 times=1", "GET /syncs status=503 times=1"})};
    CHECK(client.ask("GET", "/syncs").status == 500);
    CHECK(client.ask("GET", "/syncs").status == 503);
    CHECK(client.ask("GET", "/syncs").status == 200);
}

TEST_CASE("others remove and copy syncs just before a request is worked on") {
    const workspace_client client{options_of(
        "reference", {"GET /syncs removes=60 skip=1 times=1", "GET /syncs copies=61 skip=2 times=1",
                      "GET /syncs removes=999 copies=999"})};
    const auto ids = [&] {
        std::vector<std::int64_t> all;
        const json::value rows = client.data("/syncs?order=asc");
        for (const json::value& row : rows.as_array())
            all.push_back(row.at("id").as_int64());
        return all;
    };
    const std::vector<std::int64_t> before = ids();
    REQUIRE(before.size() == 3);
    REQUIRE(std::find(before.begin(), before.end(), 60) != before.end());
    std::vector<std::int64_t> without = before;
    std::erase(without, 60);
    CHECK(ids() == without);
    CHECK(client.ask("GET", "/syncs/60").status == 404);
    const std::vector<std::int64_t> with_copy = ids();
    REQUIRE(with_copy.size() == 3);
    CHECK(with_copy.back() > 61);
    CHECK(ids() == with_copy);
    const json::value original = client.data("/syncs/61");
    const json::value copy = client.data("/syncs/" + std::to_string(with_copy.back()));
    CHECK(copy.at("label") == original.at("label"));
    CHECK(copy.at("mappings") == original.at("mappings"));
    CHECK(copy.at("id") == with_copy.back());
    CHECK(copy.at("created_at") != original.at("created_at"));
}

TEST_CASE("a server with a wrong rule does not start") {
    CHECK_THROWS_WITH(static_cast<void>(start_server(options_of("reference", {"* boom"}))),
                      "fault rule '* boom': 'boom' is not known here");
}
