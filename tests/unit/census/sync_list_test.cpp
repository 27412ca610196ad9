#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "census/workspace.hpp"
#include "unit/census/support/fake_client.hpp"
#include "unit/census/support/run.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

std::string row(std::int64_t id) {
    return "{\"id\":" + std::to_string(id) +
           R"(,"operation":"upsert","source_attributes":{"connection_id":4,"data_source":{"type":"model",)"
           R"("id":15}},"destination_attributes":{"connection_id":15,"object":"user"},"mappings":[]})";
}

std::string page_of(const std::vector<std::int64_t>& ids) {
    std::string rows;
    for (const std::int64_t id : ids) {
        rows += (rows.empty() ? "" : ",") + row(id);
    }
    return R"({"status":"success","data":[)" + rows + "]}";
}

std::string call_of(int page) {
    return "GET /api/v1/syncs?page=" + std::to_string(page) + "&per_page=100&order=asc";
}

std::vector<std::int64_t> ids_from(std::int64_t first, std::int64_t last) {
    std::vector<std::int64_t> ids;
    for (; first <= last; ++first) {
        ids.push_back(first);
    }
    return ids;
}

struct world {
    boost::asio::io_context context;
    fake_client client{context.get_executor()};
    std::unique_ptr<api> service = make_api("2021", client, "/api/v1");
    std::vector<std::size_t> progress;

    /// A workspace of `count` syncs, and empty pages after them.
    void fill(std::int64_t count) {
        std::int64_t first = 1;
        for (int page = 1; page <= count / 100 + 9; ++page) {
            client.answer(call_of(page), page_of(ids_from(first, std::min(first + 99, count))));
            first += 100;
        }
    }

    result<std::vector<model::live_sync>> list() {
        return run(context, list_all_syncs(*service, [this](std::size_t done) { progress.push_back(done); }));
    }

    std::vector<std::int64_t> ids() {
        const auto listed = list();
        REQUIRE(listed.has_value());
        std::vector<std::int64_t> all;
        for (const auto& sync : *listed) {
            all.push_back(sync.id);
        }
        return all;
    }
};

}  // namespace

TEST_CASE("a short page ends the list after as few requests as can be") {
    for (const std::int64_t count : {0, 1, 26, 99}) {
        world at;
        at.fill(count);
        CHECK(at.ids() == ids_from(1, count));
        CHECK(at.client.calls() == std::vector<std::string>{call_of(1)});
        CHECK(at.progress == std::vector<std::size_t>{1});
    }
}

TEST_CASE("a full last page takes one more request") {
    world at;
    at.fill(200);
    CHECK(at.ids() == ids_from(1, 200));
    CHECK(at.client.calls() == std::vector<std::string>{call_of(1), call_of(2), call_of(3)});
    CHECK(at.progress == std::vector<std::size_t>{1, 2, 3});
}

TEST_CASE("long lists are read several pages at once") {
    world at;
    at.fill(9950);
    CHECK(at.ids() == ids_from(1, 9950));
    CHECK(at.client.most_waiting == 8);
    CHECK(at.client.requests.size() >= 100);
    CHECK(at.client.requests.size() <= 108);
}

TEST_CASE("a server that gives pages of its own size is read whole") {
    world at;
    at.client.answer(call_of(1), page_of(ids_from(1, 25)));
    at.client.answer(call_of(2), page_of(ids_from(26, 50)));
    at.client.answer(call_of(3), page_of({}));
    CHECK(at.ids() == ids_from(1, 50));
    world longer;
    longer.client.answer(call_of(1), page_of(ids_from(1, 350)));
    longer.client.answer(call_of(2), page_of({}));
    CHECK(longer.ids() == ids_from(1, 350));
}

TEST_CASE("a server that knows only the descending order is heeded") {
    world at;
    auto ids = ids_from(1, 130);
    std::ranges::reverse(ids);
    at.client.answer(call_of(1), page_of(std::vector(ids.begin(), ids.begin() + 100)));
    at.client.answer(call_of(2), page_of(std::vector(ids.begin() + 100, ids.end())));
    CHECK(at.ids() == ids_from(1, 130));
    CHECK(at.client.requests.size() == 2);
}

TEST_CASE("a list that shifts once is read again") {
    world at;
    // At first, id 100 comes twice, as when a row before it was added meanwhile.
    at.client.answer(call_of(1), page_of(ids_from(1, 100)));
    at.client.answer(call_of(2), page_of(ids_from(100, 120)));
    at.client.answer(call_of(2), page_of(ids_from(101, 121)));
    CHECK(at.ids() == ids_from(1, 121));
    CHECK(at.client.requests.size() == 4);
}

TEST_CASE("rows after a short page of the same wave make the list be read again") {
    world at;
    // The ninth and tenth page are asked for together. At first the ninth is short, and the tenth is not
    // empty.
    at.client.answer(call_of(9), page_of(ids_from(801, 850)));
    at.fill(950);
    CHECK(at.ids() == ids_from(1, 950));
    CHECK(at.client.count(call_of(1)) == 2);
    CHECK(at.client.requests.size() == 20);
}

TEST_CASE("a list that always shifts is a failure after three more readings") {
    world at;
    at.client.answer(call_of(1), page_of(ids_from(1, 100)));
    at.client.answer(call_of(2), page_of({90, 91}));
    const auto listed = at.list();
    REQUIRE(listed.has_error());
    CHECK(listed.error().stage == http::stage::decode);
    CHECK(listed.error().message ==
          "GET /syncs changed each time it was read: rows came twice, or out of order");
    CHECK(listed.error().hint == "try again when nobody edits the workspace");
    CHECK(at.client.requests.size() == 8);
}

TEST_CASE("a server that ignores the page is told at the second one") {
    world at;
    for (int page = 1; page < 20; ++page) {
        at.client.answer(call_of(page), page_of(ids_from(1, 100)));
    }
    const auto listed = at.list();
    REQUIRE(listed.has_error());
    CHECK(listed.error().message ==
          "GET /syncs gives the same page again: the server does not heed the parameter 'page'");
    CHECK(at.client.requests.size() == 2);
}

TEST_CASE("the failure of the earliest page is returned") {
    http::failure cut;
    cut.message = "cut";
    world broken;
    for (int page = 1; page <= 8; ++page) {
        broken.client.answer(call_of(page), page_of(ids_from(page * 100 - 99, page * 100)));
    }
    broken.client.fail(call_of(9), cut);
    broken.client.answer(call_of(10), "", 500);
    const auto listed = broken.list();
    REQUIRE(listed.has_error());
    CHECK(listed.error().message == "cut");
    CHECK(broken.client.requests.size() == 10);
}
