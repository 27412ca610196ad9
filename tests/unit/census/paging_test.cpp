#include "census/paging.hpp"

#include <doctest/doctest.h>

#include <numeric>

using namespace censusctl::census;

namespace {

std::vector<std::int64_t> keys(std::int64_t first, std::size_t count) {
    std::vector<std::int64_t> all(count);
    std::iota(all.begin(), all.end(), first);
    return all;
}

}  // namespace

TEST_CASE("few pages are asked for in vain") {
    CHECK(pages_at_once(0) == 1);
    CHECK(pages_at_once(7) == 1);
    CHECK(pages_at_once(8) == 2);
    CHECK(pages_at_once(31) == 7);
    CHECK(pages_at_once(32) == 8);
    CHECK(pages_at_once(10'000) == 8);
}

TEST_CASE("a list ends with a short or an empty page") {
    page_judge judge;
    CHECK(judge.take(keys(1, 100)) == page_verdict::more);
    CHECK(judge.take(keys(101, 100)) == page_verdict::more);
    CHECK(judge.take(keys(201, 99)) == page_verdict::last);
    CHECK(judge.take({}) == page_verdict::last);
    CHECK(page_judge().take({}) == page_verdict::last);
    CHECK(page_judge().take(keys(1, 26)) == page_verdict::last);
}

TEST_CASE("a page that is longer than asked for is not the end") {
    page_judge judge;
    CHECK(judge.take(keys(1, 350)) == page_verdict::more);
    CHECK(judge.take(keys(351, 100)) == page_verdict::more);
    CHECK(judge.take({}) == page_verdict::last);
}

TEST_CASE("a first page of the default size may be a full one") {
    page_judge judge;
    CHECK(judge.take(keys(1, 25)) == page_verdict::more);
    CHECK(judge.take(keys(26, 25)) == page_verdict::more);
    CHECK(judge.take(keys(51, 24)) == page_verdict::last);
    page_judge full;
    CHECK(full.take(keys(1, 100)) == page_verdict::more);
    CHECK(full.take(keys(101, 25)) == page_verdict::last);
}

TEST_CASE("rows after the end and the same page again are told") {
    page_judge shifted;
    CHECK(shifted.take(keys(1, 60)) == page_verdict::last);
    CHECK(shifted.take(keys(61, 1)) == page_verdict::shifted);
    page_judge repeated;
    CHECK(repeated.take(keys(1, 100)) == page_verdict::more);
    CHECK(repeated.take(keys(1, 100)) == page_verdict::repeated);
}

TEST_CASE("a list without end is stopped") {
    page_judge judge;
    page_verdict verdict = page_verdict::more;
    int pages = 0;
    for (std::int64_t first = 1; verdict == page_verdict::more; first += 100) {
        verdict = judge.take(keys(first, 100));
        ++pages;
    }
    CHECK(verdict == page_verdict::too_long);
    CHECK(pages == 10'001);
}

TEST_CASE("a list that cannot be read names its endpoint") {
    const auto repeated = unreadable_list("GET /sources/4/data_sources", page_verdict::repeated);
    CHECK(repeated.stage == censusctl::http::stage::decode);
    CHECK(repeated.sent == censusctl::http::sent_state::answered);
    CHECK(repeated.method == "GET");
    CHECK(repeated.target == "/sources/4/data_sources");
    CHECK(repeated.message ==
          "GET /sources/4/data_sources gives the same page again: the server does not heed "
          "the parameter 'page'");
    CHECK(unreadable_list("GET /syncs", page_verdict::too_long).message ==
          "GET /syncs gives more than 1000000 rows");
}

TEST_CASE("where pages say how many there are, that decides") {
    const auto totals = [](std::int64_t records, std::int64_t page, std::int64_t last) {
        return std::optional(page_totals{records, page, last});
    };
    page_judge short_pages;
    CHECK(short_pages.take({1, 2}, totals(3, 1, 2)) == page_verdict::more);
    CHECK(short_pages.last_page() == 2);
    CHECK(short_pages.take({3}, totals(3, 2, 2)) == page_verdict::last);

    page_judge empty;
    CHECK(empty.take({}, totals(0, 1, 1)) == page_verdict::last);

    page_judge missing;
    CHECK(missing.take({1, 2}, totals(4, 1, 2)) == page_verdict::more);
    CHECK(missing.take({3}, totals(4, 2, 2)) == page_verdict::shifted);

    page_judge hole;
    CHECK(hole.take({}, totals(4, 1, 2)) == page_verdict::shifted);

    page_judge stuck;
    CHECK(stuck.take({1, 2}, totals(4, 1, 2)) == page_verdict::more);
    CHECK(stuck.take({3, 4}, totals(4, 1, 2)) == page_verdict::repeated);
}

TEST_CASE("pages that are known to be there are asked for at once, and no others") {
    CHECK(pages_at_once(1, 2) == 1);
    CHECK(pages_at_once(1, 6) == 5);
    CHECK(pages_at_once(1, 100) == 8);
    CHECK(pages_at_once(2, 2) == 1);
}

TEST_CASE("of pages that are very large, fewer are asked for at once") {
    constexpr std::size_t megabyte = 1'000'000;
    CHECK(pages_at_once(1, 100, 3 * megabyte) == 8);
    CHECK(pages_at_once(1, 100, 5 * megabyte) == 5);
    CHECK(pages_at_once(32, {}, 5 * megabyte) == 5);
    CHECK(pages_at_once(1, 3, 5 * megabyte) == 2);
    CHECK(pages_at_once(1, 100, 60 * megabyte) == 1);
}
