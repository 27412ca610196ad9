#include "sandbox/api.hpp"

#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include "sandbox/builtin_worlds.hpp"
#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

TEST_CASE("a request without the token is refused with 401") {
    const workspace_client client{options_of("reference")};
    const response none = client.ask_with("", "GET", "/api/v1/sources");
    CHECK(verdict(none) == "401 The request carries no API token");
    CHECK(none.headers.at("www-authenticate") == "Bearer");
    CHECK(none.body == R"({"status":"error","message":"The request carries no API token"})");
    const auto with = [&](std::string_view value) {
        return verdict(
            client.ask_with("Authorization: " + std::string{value} + "\r\n", "GET", "/api/v1/sources"));
    };
    CHECK(with("Bearer wrong") == "401 The API token is not valid");
    CHECK(with("Bearer") == "401 The API token is not valid");
    CHECK(with("Bearer secret-token:abcd") == "401 The API token is not valid");
    CHECK(with("Digest secret-token:abc") == "401 The API token is not valid");
    CHECK(with("Basic !!!!") == "401 The API token is not valid");
    CHECK(with("Basic dXNlcjpzZWNyZXQtdG9rZW46YWJj") == "401 The API token is not valid");  // user:…
    CHECK(with("Bearer secret-token:abc") == "200");
    CHECK(with("bearer   secret-token:abc") == "200");
    CHECK(with("Basic YmVhcmVyOnNlY3JldC10b2tlbjphYmM=") == "200");  // bearer:secret-token:abc
}

TEST_CASE("the token is asked for before anything is said about the path") {
    const workspace_client client{options_of("reference")};
    CHECK(verdict(client.ask_with("", "GET", "/nowhere")) == "401 The request carries no API token");
}

TEST_CASE("an unknown path is refused with 404") {
    const workspace_client client{options_of("reference")};
    CHECK(verdict(client.ask("GET", "/nope?x=1")) == "404 There is no such endpoint: /api/v1/nope");
    CHECK(verdict(client.ask("GET", "")) == "404 There is no such endpoint: /api/v1");
    CHECK(verdict(client.ask("GET", "/syncs/61/nope")) ==
          "404 There is no such endpoint: /api/v1/syncs/61/nope");
    CHECK(verdict(client.ask("GET", "/sources//models/2")) ==
          "404 There is no such endpoint: /api/v1/sources//models/2");
    const std::string authorization = "Authorization: Bearer secret-token:abc\r\n";
    CHECK(verdict(client.ask_with(authorization, "GET", "/api/v2/syncs")) ==
          "404 There is no such endpoint: /api/v2/syncs");
    CHECK(verdict(client.ask_with(authorization, "GET", "/syncs")) ==
          "404 There is no such endpoint: /syncs");
    CHECK(verdict(client.ask_with(authorization, "GET", "/api/v1x/syncs")) ==
          "404 There is no such endpoint: /api/v1x/syncs");
}

TEST_CASE("another method is refused with 405 and the allowed ones") {
    const workspace_client client{options_of("reference")};
    const response deleted = client.ask("DELETE", "/syncs/61");
    CHECK(verdict(deleted) == "405 The method DELETE is not allowed here, but GET");
    CHECK(deleted.headers.at("allow") == "GET");
    const response put = client.ask("PUT", "/syncs");
    CHECK(verdict(put) == "405 The method PUT is not allowed here, but GET, POST");
    CHECK(put.headers.at("allow") == "GET, POST");
    CHECK(verdict(client.ask("GET", "/syncs/61/trigger")) ==
          "405 The method GET is not allowed here, but POST");
    CHECK(verdict(client.ask("PATCH", "/syncs/61")) == "405 The method PATCH is not allowed here, but GET");
}

TEST_CASE("what does not exist is refused with 404 and its id") {
    const workspace_client client{options_of("reference")};
    const auto get = [&](std::string_view path) {
        return verdict(client.ask("GET", path));
    };
    CHECK(get("/sources/99") == "404 Source 99 was not found");
    CHECK(get("/sources/x") == "404 Source x was not found");
    CHECK(get("/sources/-4") == "404 Source -4 was not found");
    CHECK(get("/sources/4x") == "404 Source 4x was not found");
    CHECK(get("/sources/99999999999999999999") == "404 Source 99999999999999999999 was not found");
    CHECK(get("/sources/99/data_sources") == "404 Source 99 was not found");
    CHECK(get("/sources/99/models/1") == "404 Source 99 was not found");
    CHECK(get("/sources/4/models/2") == "404 Model 2 was not found");
    CHECK(get("/sources/4/tables/15") == "404 Table 15 was not found");
    CHECK(get("/destinations/99") == "404 Destination 99 was not found");
    CHECK(get("/destinations/99/objects/user") == "404 Destination 99 was not found");
    CHECK(get("/destinations/15/objects/no%20such") == "404 Object no such was not found");
    CHECK(get("/syncs/99") == "404 Sync 99 was not found");
    CHECK(get("/syncs/99/sync_runs") == "404 Sync 99 was not found");
    CHECK(get("/sync_runs/99") == "404 Sync run 99 was not found");
    CHECK(verdict(client.ask("POST", "/syncs/99/trigger")) == "404 Sync 99 was not found");
}

TEST_CASE("a name that is not UTF-8 comes back in JSON that can be read") {
    const workspace_client client{options_of("reference")};
    CHECK(verdict(client.ask("GET", "/destinations/15/objects/%ff%0a")) ==
          "404 Object \\xff\\n was not found");
}

TEST_CASE("a slash at the end of a path does not count") {
    const workspace_client client{options_of("reference")};
    CHECK(client.data("/syncs/61/").at("id") == 61);
}

TEST_CASE("syncs come in pages of 25 with the newest first") {
    const workspace_client client{options_of("large:120")};
    const auto ids = [&](std::string_view query) {
        std::vector<std::int64_t> found;
        const json::value page = client.data("/syncs" + std::string{query});
        for (const json::value& one : page.as_array())
            found.push_back(one.at("id").as_int64());
        return found;
    };
    CHECK(client.get("/syncs").as_object().size() == 2);  // no totals: status and data only
    const auto first = ids("");
    REQUIRE(first.size() == 25);
    CHECK(first.front() == 120);
    CHECK(first.back() == 96);
    CHECK(ids("?page=2").front() == 95);
    CHECK(ids("?page=5").size() == 20);
    CHECK(ids("?page=5").back() == 1);
    CHECK(ids("?page=6").empty());
    CHECK(ids("?page=99999999999999999999999").empty());
    CHECK(ids("?page=0") == first);
    CHECK(ids("?page=-1") == first);
    CHECK(ids("?page=two") == first);
    CHECK(ids("?per_page=0") == first);
    CHECK(ids("?order=sideways") == first);
    CHECK(ids("?order=desc") == first);
    CHECK(ids("?per_page=7").size() == 7);
    CHECK(ids("?per_page=100").size() == 100);
    CHECK(ids("?per_page=1000").size() == 100);
    CHECK(ids("?per_page=1000&page=2").size() == 20);
    CHECK(ids("?order=asc&per_page=3") == std::vector<std::int64_t>{1, 2, 3});
    CHECK(ids("?order=asc&page=2&per_page=3") == std::vector<std::int64_t>{4, 5, 6});
    CHECK(ids("?page=1&page=2").front() == 95);
    CHECK(ids("?per%5fpage=3").size() == 3);
}

TEST_CASE("data sources come in the order of the world unless an order is asked for") {
    const workspace_client client{options_of("reference")};
    const auto ids = [&](std::string_view query) {
        std::vector<std::int64_t> found;
        const json::value page = client.data("/sources/4/data_sources" + std::string{query});
        for (const json::value& one : page.as_array())
            found.push_back(one.at("id").as_int64());
        return found;
    };
    CHECK(ids("") == std::vector<std::int64_t>{2, 15, 18, 3});
    CHECK(ids("?order=asc") == std::vector<std::int64_t>{2, 3, 15, 18});
    CHECK(ids("?order=desc") == std::vector<std::int64_t>{18, 15, 3, 2});
    CHECK(ids("?per_page=3&page=2") == std::vector<std::int64_t>{3});
}

TEST_CASE("runs come in pages too") {
    const workspace_client client{options_of("reference")};
    const json::value page = client.data("/syncs/52/sync_runs?order=asc&per_page=1&page=2");
    REQUIRE(page.as_array().size() == 1);
    CHECK(page.at(0).at("id") == 93);
    CHECK(client.data("/syncs/60/sync_runs").as_array().empty());
}

TEST_CASE("the empty world has empty lists") {
    const workspace_client client{options_of("empty")};
    for (const char* path : {"/sources", "/destinations", "/syncs"})
        CHECK(client.ask("GET", path).body == R"({"status":"success","data":[]})");
}
