#include "census/spoken_dialect.hpp"

#include <doctest/doctest.h>

#include "json/document.hpp"
#include "unit/census/support/decode.hpp"
#include "unit/census/support/fake_client.hpp"
#include "unit/census/support/run.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

/// What is wrong with a list's envelope for one who speaks this.
std::string seen(spoken_dialect& spoken, std::string_view envelope) {
    json::document document;
    json::decode_problem problem;
    REQUIRE(document.parse(envelope));
    spoken.see_list(json::reader(document.root(), problem));
    return describe(problem);
}

}  // namespace

TEST_CASE("the first list tells the generation, and all after it must agree") {
    spoken_dialect first(nullptr);
    CHECK_FALSE(first.known());
    CHECK(first.get().name == "2021");
    CHECK(seen(first, R"({"pagination": {}})").empty());
    CHECK(first.get().name == "v1");
    CHECK(seen(first, "{}") == "/pagination is missing, which each list of the generation v1 has");
    spoken_dialect second(nullptr);
    CHECK(seen(second, "{}").empty());
    CHECK(second.known());
    CHECK(second.get().name == "2021");
    CHECK(seen(second, R"({"pagination": {}})") ==
          "/pagination is there, which no list of the generation 2021 has");
}

TEST_CASE("a single sync tells it too, where no list came before") {
    for (const auto& [row, name] : {std::pair{R"({"source_attributes": {"object": {}}})", "v1"},
                                    {R"({"source_attributes": {"data_source": {}}})", "2021"}}) {
        json::document document;
        json::decode_problem problem;
        REQUIRE(document.parse(row));
        spoken_dialect spoken(nullptr);
        spoken.see_sync(json::reader(document.root(), problem));
        CHECK(spoken.known());
        CHECK(spoken.get().name == name);
    }
}

TEST_CASE("a base path tells V2, and where it tells nothing the first sources do") {
    CHECK(spoken_dialect(nullptr, "/api/v2").get().name == "v2");
    CHECK_FALSE(spoken_dialect(nullptr, "/api/v1").awaits_sources());
    CHECK(spoken_dialect(nullptr, "/behind/a/proxy").awaits_sources());
    CHECK_FALSE(spoken_dialect(&dialect_v1(), "/behind/a/proxy").awaits_sources());
}

TEST_CASE("behind a path that says nothing, V2 is found out by the groups of sources, at no request's cost") {
    boost::asio::io_context context;
    fake_client client{context.get_executor()};
    const auto service = make_api("auto", client, "/p");
    const std::string end = R"(], "pagination": {"total_records": 1, "page": 1, "last_page": 1}})";
    client.answer("GET /p/sources", R"({"status": "success", "data": [{"id": 4, "group_id": "g"})" + end);
    client.answer(
        "GET /p/activations?page=1&per_page=100&order=asc",
        R"({"status": "success", "data": [{"id": "owl", "s": {"id": 4, "name": "W", "type": "x"}})" + end);
    const auto destinations = run(context, service->list_destinations());
    REQUIRE(destinations.has_value());
    CHECK(service->capabilities().generation == "v2");
    CHECK(client.calls() ==
          std::vector<std::string>{"GET /p/sources", "GET /p/activations?page=1&per_page=100&order=asc"});
}

TEST_CASE("sources without groups are not V2's, and those with groups are nobody else's") {
    boost::asio::io_context context;
    fake_client client{context.get_executor()};
    const std::string end = R"(], "pagination": {"total_records": 1, "page": 1, "last_page": 1}})";
    const std::string path = "/sources?page=1&per_page=100&order=asc";
    client.answer("GET /api/v2" + path, R"({"status": "success", "data": [{"id": 4})" + end);
    client.answer("GET /api/v1" + path, R"({"status": "success", "data": [{"id": 4, "group_id": "g"})" + end);
    client.answer("GET /p" + path, R"({"status": "success", "data": [{"id": 4, "group_id": "g"})" + end);
    const auto v2 = make_api("v2", client, "/api/v2");
    CHECK(run(context, v2->list_sources())
              .error()
              .message.find("/data/0/group_id is missing, which each source of the generation v2 has") !=
          std::string::npos);
    const auto elsewhere = make_api("v1", client, "/p");
    CHECK(run(context, elsewhere->list_sources())
              .error()
              .message.find("/data/0/group_id is there, which only sources of the generation v2 have") !=
          std::string::npos);
    // Below V1's own path a key more is no contradiction.
    const auto v1 = make_api("v1", client, "/api/v1");
    CHECK(run(context, v1->list_sources()).has_value());
}

TEST_CASE("nothing is written before a reply has told the generation") {
    boost::asio::io_context context;
    fake_client client{context.get_executor()};
    const auto service = make_api("auto", client, "/api/v1");
    for (const auto& refused :
         {run(context, service->create_sync({})).error(), run(context, service->update_sync({})).error(),
          run(context, service->delete_sync(5)).error()}) {
        CHECK(refused.sent == http::sent_state::not_sent);
        CHECK(refused.message ==
              "which generation of the API the server speaks is not known, since nothing was read");
    }
    CHECK(client.calls().empty());
}

TEST_CASE("a list that one reply does not hold is read by pages") {
    boost::asio::io_context context;
    fake_client client{context.get_executor()};
    const auto service = make_api("auto", client, "/api/v1");
    client.answer(
        "GET /api/v1/sources",
        R"({"status": "success", "data": [{"id": 9}], "pagination": {"total_records": 2, "page": 1, "last_page": 2}})");
    client.answer(
        "GET /api/v1/sources?page=1&per_page=100&order=asc",
        R"({"status": "success", "data": [{"id": 8}, {"id": 9}], "pagination": {"total_records": 2, "page": 1, "last_page": 1}})");
    const auto sources = run(context, service->list_sources());
    REQUIRE(sources.has_value());
    CHECK(sources->size() == 2);
    CHECK(service->capabilities().generation == "v1");
    CHECK(service->capabilities().can_update);
}
