#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>

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

std::string call_of_row(int place) {
    return "GET /api/v1/syncs?page=" + std::to_string(place) + "&per_page=1&order=asc";
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

    /// The pages of a listing, for the question whether it stands.
    list_pages pages() {
        const census::progress_function silent;
        const auto listed = run(context, list_syncs_by_page(*service, silent));
        REQUIRE(listed.has_value());
        return listed->pages;
    }

    bool stands(const list_pages& before) {
        client.requests.clear();
        const auto answer = run(context, listing_stands(*service, before));
        REQUIRE(answer.has_value());
        return *answer;
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

TEST_CASE("the end of a list is read side by side and then to its end") {
    world at;
    at.fill(450);
    const auto ids_of = [](const result<std::vector<model::live_sync>>& listed) {
        REQUIRE(listed.has_value());
        std::vector<std::int64_t> ids;
        for (const auto& sync : *listed) {
            ids.push_back(sync.id);
        }
        return ids;
    };
    CHECK(ids_of(run(at.context, list_syncs_from(*at.service, 2, 2))) == ids_from(101, 450));
    CHECK(at.client.most_waiting == 2);
    CHECK(at.client.calls() == std::vector<std::string>{call_of(2), call_of(3), call_of(4), call_of(5)});
    at.client.requests.clear();
    CHECK(ids_of(run(at.context, list_syncs_from(*at.service, 4, 3))) == ids_from(301, 450));
    CHECK(at.client.calls() == std::vector<std::string>{call_of(4), call_of(5), call_of(6)});
    at.client.requests.clear();
    CHECK(ids_of(run(at.context, list_syncs_from(*at.service, 9, 0))).empty());
    CHECK(at.client.calls() == std::vector<std::string>{call_of(9)});
    world broken;
    broken.client.answer(call_of(5), "", 500);
    broken.fill(450);
    CHECK(run(broken.context, list_syncs_from(*broken.service, 4, 3)).has_error());
}

TEST_CASE("a listing of one page stands without a request") {
    world at;
    at.fill(99);
    const list_pages pages = at.pages();
    CHECK(pages.full.empty());
    CHECK(at.stands(pages));
    CHECK(at.client.requests.empty());
}

TEST_CASE("a listing stands if each full page still ends with the same row") {
    world at;
    at.fill(250);
    const list_pages pages = at.pages();
    at.client.answer(call_of_row(100), page_of({100}));
    at.client.answer(call_of_row(200), page_of({200}));
    CHECK(at.stands(pages));
    CHECK(at.client.calls() == std::vector<std::string>{call_of_row(100), call_of_row(200)});
}

TEST_CASE("a removal between two pages is noticed wherever it was") {
    // Page 1 was read with the ids 1 to 100; then one of them went, so that page 2 began with 102.
    world early;
    early.client.answer(call_of(1), page_of(ids_from(1, 100)));
    early.client.answer(call_of(2), page_of(ids_from(102, 201)));
    early.client.answer(call_of(3), page_of(ids_from(202, 230)));
    const list_pages without_101 = early.pages();
    early.client.answer(call_of_row(100), page_of({101}));
    early.client.answer(call_of_row(200), page_of({201}));
    CHECK_FALSE(early.stands(without_101));
    world late;
    late.client.answer(call_of(1), page_of(ids_from(1, 100)));
    late.client.answer(call_of(2), page_of(ids_from(101, 200)));
    late.client.answer(call_of(3), page_of(ids_from(202, 230)));
    const list_pages without_201 = late.pages();
    late.client.answer(call_of_row(100), page_of({100}));
    late.client.answer(call_of_row(200), page_of({201}));
    CHECK_FALSE(late.stands(without_201));
}

TEST_CASE("a full page beyond the end that the list now has is noticed") {
    world at;
    at.fill(200);
    const list_pages pages = at.pages();
    at.client.answer(call_of_row(100), page_of({100}));
    at.client.answer(call_of_row(200), page_of({}));
    CHECK_FALSE(at.stands(pages));
}

TEST_CASE("a server that gives pages of its own size is asked for the same pages") {
    world at;
    at.client.answer(call_of(1), page_of(ids_from(1, 25)));
    at.client.answer(call_of(2), page_of(ids_from(26, 50)));
    at.client.answer(call_of(3), page_of({51}));
    const list_pages pages = at.pages();
    CHECK(at.stands(pages));
    CHECK(at.client.calls() == std::vector<std::string>{call_of(1), call_of(2)});
}

TEST_CASE("a server that gives no pages of one row is asked for the same pages") {
    world at;
    at.fill(150);
    const list_pages pages = at.pages();
    at.client.answer(call_of_row(100), page_of(ids_from(1, 100)));
    CHECK(at.stands(pages));
    CHECK(at.client.calls() == std::vector<std::string>{call_of_row(100), call_of(1)});
}

TEST_CASE("whether a listing stands cannot be told without an answer") {
    world at;
    at.fill(150);
    const list_pages pages = at.pages();
    at.client.answer(call_of_row(100), "", 503);
    const auto answer = run(at.context, listing_stands(*at.service, pages));
    REQUIRE(answer.has_error());
    CHECK(answer.error().status == 503);
}

TEST_CASE("random removals while a list is read page by page are never missed") {
    std::mt19937 random{20211101};
    int torn = 0;
    for (int round = 0; round < 300; ++round) {
        world at;
        std::vector<std::int64_t> live = ids_from(1, 100 + static_cast<std::int64_t>(random() % 500));
        const std::vector<std::int64_t> all = live;
        std::vector<std::int64_t> seen;
        const auto rows_at = [&](std::size_t from, std::size_t count) {
            const auto begin = live.begin() + static_cast<std::ptrdiff_t>(std::min(from, live.size()));
            const auto end = live.begin() + static_cast<std::ptrdiff_t>(std::min(from + count, live.size()));
            return std::vector<std::int64_t>(begin, end);
        };
        for (int page = 1; page <= 8; ++page) {
            at.client.answer(call_of(page), page_of(rows_at(static_cast<std::size_t>(page - 1) * 100, 100)));
            if (random() % 4 == 0) {
                live.erase(live.begin() + static_cast<std::ptrdiff_t>(random() % live.size()));
            }
        }
        for (int place = 100; place <= 800; place += 100) {
            at.client.answer(call_of_row(place), page_of(rows_at(static_cast<std::size_t>(place) - 1, 1)));
        }
        const auto listed = run(at.context, list_syncs_by_page(*at.service, {}));
        REQUIRE(listed.has_value());
        for (const auto& sync : listed->syncs) {
            seen.push_back(sync.id);
        }
        const bool missed = !std::ranges::includes(seen, live);
        torn += missed ? 1 : 0;
        if (missed) {
            CHECK_FALSE(at.stands(listed->pages));
        }
        CHECK(std::ranges::includes(all, seen));
    }
    CHECK(torn > 50);
}
