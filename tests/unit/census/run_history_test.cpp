#include "census/run_history.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/fake_client.hpp"
#include "unit/census/support/run.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

std::string call_of(std::int64_t sync, int newest) {
    return "GET /api/v1/syncs/" + std::to_string(sync) +
           "/sync_runs?page=1&per_page=" + std::to_string(newest) + "&order=desc";
}

std::string runs_of(std::int64_t sync, const std::vector<std::int64_t>& ids) {
    std::string rows;
    for (const std::int64_t id : ids) {
        rows += (rows.empty() ? "" : ",") + std::string("{\"id\":") + std::to_string(id) +
                ",\"sync_id\":" + std::to_string(sync) + R"(,"status":"completed"})";
    }
    return R"({"status":"success","data":[)" + rows + "]}";
}

struct world {
    boost::asio::io_context context;
    fake_client client{context.get_executor()};
    std::unique_ptr<api> service = make_api("2021", client, "/api/v1");
    std::size_t answered{0};

    result<run_histories> read(std::vector<std::int64_t> ids, int newest) {
        return run(context, fetch_run_histories(*service, std::move(ids), newest,
                                                [this](std::size_t count) { answered = count; }));
    }
};

std::vector<std::int64_t> ids_of(const std::vector<model::sync_run>& runs) {
    std::vector<std::int64_t> ids;
    for (const model::sync_run& run : runs) {
        ids.push_back(run.id);
    }
    return ids;
}

}  // namespace

TEST_CASE("run histories: one request for each sync and a sync that is gone is left out") {
    world here;
    here.client.answer(call_of(7, 3), runs_of(7, {93, 92, 91}));
    here.client.answer(call_of(8, 3), runs_of(8, {}));
    here.client.answer(call_of(9, 3), R"({"status":"not_found"})", 404);
    here.client.hold_until(3);
    const auto read = here.read({9, 7, 8, 7}, 3);
    REQUIRE(read.has_value());
    CHECK(read->size() == 2);
    CHECK(ids_of(read->at(7)) == std::vector<std::int64_t>{93, 92, 91});
    CHECK(read->at(8).empty());
    CHECK(here.client.requests.size() == 3);
    CHECK_FALSE(here.client.starved);
    CHECK(here.answered == 3);
}

TEST_CASE("run histories: a server that heeds neither order nor size") {
    world here;
    here.client.answer(call_of(7, 2), runs_of(7, {91, 92, 93}));
    const auto read = here.read({7}, 2);
    REQUIRE(read.has_value());
    CHECK(ids_of(read->at(7)) == std::vector<std::int64_t>{93, 92});
}

TEST_CASE("run histories: a failure is that of the lowest id") {
    world here;
    here.client.answer(call_of(7, 100), R"({"status":"error","message":"no"})", 403);
    here.client.answer(call_of(8, 100), R"({"status":"error","message":"no"})", 401);
    const auto read = here.read({8, 7}, 1000);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().status == 403);
}
