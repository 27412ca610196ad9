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
