#pragma once
#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "census/fan_out.hpp"
#include "census/paging.hpp"

namespace censusctl::census {

/// How the rows of one list are fetched and told apart. The functions are called from one thread, and must
/// serve as long as the reading goes on.
template <class Row>
struct list_source {
    std::string name;  ///< its endpoint, for messages: "GET /syncs"
    std::function<awaitable<result<page_rows<Row>>>(page_request)> fetch;
    std::function<std::int64_t(const Row&)> key;
    /// Puts the rows of all pages into order. False: they contradict each other, so that the list must have
    /// changed while it was read.
    std::function<bool(std::vector<Row>&)> settle;
};

/// A list as it was read.
template <class Row>
struct read_rows {
    std::vector<Row> rows;  ///< of all pages, settled
    list_pages pages;       ///< as they came
};

namespace list_detail {

inline constexpr int most_rereads = 3;

template <class Row>
using wave = std::vector<page_rows<Row>>;

template <class Row>
awaitable<std::optional<http::failure>> fetch_page(std::shared_ptr<const list_source<Row>> list, int page,
                                                   std::shared_ptr<wave<Row>> into, std::size_t at) {
    page_request wanted;
    wanted.page = page;
    wanted.per_page = rows_per_page;
    result<page_rows<Row>> fetched = co_await list->fetch(wanted);
    std::optional<http::failure> problem;
    if (fetched) {
        (*into)[at] = std::move(*fetched);
    } else {
        problem = std::move(fetched).error();
    }
    co_return problem;
}

/// Judges the pages of a wave and moves their rows to the others.
template <class Row>
page_verdict take_wave(const list_source<Row>& list, page_judge& judge, wave<Row>& pages,
                       read_rows<Row>& into) {
    page_verdict verdict = page_verdict::more;
    for (auto& page : pages) {
        std::vector<std::int64_t> keys;
        keys.reserve(page.rows.size());
        for (const Row& row : page.rows) {
            keys.push_back(list.key(row));
        }
        const std::optional<page_end> end = end_of_page(keys);
        verdict = judge.take(std::move(keys), page.totals);
        if (verdict != page_verdict::more && verdict != page_verdict::last) {
            return verdict;
        }
        if (verdict == page_verdict::more && end) {
            into.pages.full.push_back(*end);
        }
        into.rows.insert(into.rows.end(), std::make_move_iterator(page.rows.begin()),
                         std::make_move_iterator(page.rows.end()));
    }
    return verdict;
}

/// Reads the list once. Absent: it changed meanwhile.
template <class Row>
awaitable<result<std::optional<read_rows<Row>>>> read_once(std::shared_ptr<const list_source<Row>> list) {
    using outcome = result<std::optional<read_rows<Row>>>;
    const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
    page_judge judge;
    read_rows<Row> into;
    page_verdict verdict = page_verdict::more;
    int pages_read = 0;
    std::size_t largest_page = 0;
    while (verdict == page_verdict::more) {
        const int count = pages_at_once(pages_read, judge.last_page(), largest_page);
        auto pages = std::make_shared<wave<Row>>(static_cast<std::size_t>(count));
        auto side_by_side = std::make_shared<fan_out>(executor, pages->size());
        for (std::size_t at = 0; at < pages->size(); ++at) {
            const int page = pages_read + static_cast<int>(at) + 1;
            side_by_side->add(job_rank(1, at),
                              [list, page, pages, at] { return fetch_page<Row>(list, page, pages, at); });
        }
        std::optional<http::failure> problem = co_await side_by_side->run();
        if (problem) {
            outcome failed = std::move(*problem);
            co_return failed;
        }
        for (const page_rows<Row>& page : *pages) {
            largest_page = std::max(largest_page, page.bytes);
        }
        verdict = take_wave(*list, judge, *pages, into);
        pages_read += count;
    }
    if (verdict == page_verdict::repeated || verdict == page_verdict::too_long) {
        outcome failed = unreadable_list(list->name, verdict);
        co_return failed;
    }
    std::optional<read_rows<Row>> whole;
    if (verdict == page_verdict::last && list->settle(into.rows)) {
        whole = std::move(into);
    }
    outcome read = std::move(whole);
    co_return read;
}

}  // namespace list_detail

/// All rows of a list. Pages are asked for oldest first, and after some, several at once. A list that changes
/// while it is read is read again, up to three times, then a failure.
template <class Row>
awaitable<result<read_rows<Row>>> read_list_by_page(list_source<Row> source) {
    const auto list = std::make_shared<const list_source<Row>>(std::move(source));
    for (int reread = 0; reread <= list_detail::most_rereads; ++reread) {
        result<std::optional<read_rows<Row>>> read = co_await list_detail::read_once<Row>(list);
        if (!read) {
            result<read_rows<Row>> failed = std::move(read).error();
            co_return failed;
        }
        if (*read) {
            result<read_rows<Row>> whole = std::move(**read);
            co_return whole;
        }
    }
    result<read_rows<Row>> failed =
        unreadable_list(list->name, "changed each time it was read: rows came twice, or out of order",
                        "try again when nobody edits the workspace");
    co_return failed;
}

/// The same, of which only the rows are wanted.
template <class Row>
awaitable<result<std::vector<Row>>> read_list(list_source<Row> source) {
    result<read_rows<Row>> read = co_await read_list_by_page<Row>(std::move(source));
    if (!read) {
        result<std::vector<Row>> failed = std::move(read).error();
        co_return failed;
    }
    result<std::vector<Row>> rows = std::move(read->rows);
    co_return rows;
}

}  // namespace censusctl::census
