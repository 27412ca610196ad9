#include <algorithm>
#include <memory>

#include "census/group_choice.hpp"
#include "census/list_reader.hpp"
#include "census/workspace.hpp"

namespace censusctl::census {
namespace {

/// The service with a count of its answers.
struct counted_service {
    api* service{nullptr};
    progress_function progress;
    std::size_t answered{0};
};

awaitable<result<page_rows<model::live_sync>>> fetch_syncs(std::shared_ptr<counted_service> from,
                                                           page_request page) {
    result<page_rows<model::live_sync>> rows = co_await from->service->list_syncs(page);
    ++from->answered;
    if (from->progress) {
        from->progress(from->answered);
    }
    co_return rows;
}

bool follows(const model::live_sync& left, const model::live_sync& right) {
    return left.id >= right.id;
}

/// Ascending ids, each once. A server that knows only the other order is heeded too.
bool settle_syncs(std::vector<model::live_sync>& syncs) {
    if (syncs.size() > 1 && syncs.front().id > syncs.back().id) {
        std::ranges::reverse(syncs);
    }
    return std::ranges::adjacent_find(syncs, follows) == syncs.end();
}

list_source<model::live_sync> source_of(api& service, progress_function progress) {
    auto from = std::make_shared<counted_service>();
    from->service = &service;
    from->progress = std::move(progress);
    list_source<model::live_sync> list;
    list.name = "GET /syncs";
    list.fetch = [from](page_request page) {
        return fetch_syncs(from, page);
    };
    list.key = [](const model::live_sync& sync) {
        return sync.id;
    };
    list.settle = settle_syncs;
    return list;
}

/// What the ends of the pages of a listing are compared with, and whether all of them were as before.
struct end_comparison {
    api* service{nullptr};
    list_pages before;
    bool same{true};
};

/// Compares the end of one full page.
awaitable<std::optional<http::failure>> compare_end(std::shared_ptr<end_comparison> with,
                                                    std::size_t number) {
    page_request wanted = request_of_end(with->before, number);
    result<page_rows<model::live_sync>> page = co_await with->service->list_syncs(wanted);
    if (page && page->rows.size() > 1 && wanted.per_page == 1) {
        // A server that gives no pages so short: the whole page, then.
        wanted.page = static_cast<int>(number) + 1;
        wanted.per_page = rows_per_page;
        page = co_await with->service->list_syncs(wanted);
    }
    std::optional<http::failure> problem;
    if (!page) {
        problem = std::move(page).error();
    } else if (page->rows.empty() || page->rows.back().id != with->before.full[number].key) {
        with->same = false;
    }
    co_return problem;
}

constexpr std::size_t most_at_once = 64;

}  // namespace

awaitable<result<std::vector<model::live_sync>>> list_all_syncs(api& service, progress_function progress) {
    result<std::vector<model::live_sync>> all = co_await read_list(source_of(service, std::move(progress)));
    if (all) {
        keep_groups(*all, service.groups());
    }
    co_return all;
}

awaitable<result<sync_listing>> list_syncs_by_page(api& service, progress_function progress) {
    list_source<model::live_sync> source = source_of(service, std::move(progress));
    result<read_rows<model::live_sync>> read =
        co_await read_list_by_page<model::live_sync>(std::move(source));
    if (!read) {
        result<sync_listing> failed = std::move(read).error();
        co_return failed;
    }
    sync_listing listing;
    listing.syncs = std::move(read->rows);
    listing.pages = std::move(read->pages);
    keep_groups(listing.syncs, service.groups());
    co_return listing;
}

awaitable<result<std::vector<model::live_sync>>> list_syncs_from(api& service, int first_page, int pages) {
    const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
    const progress_function silent;
    const auto list = std::make_shared<const list_source<model::live_sync>>(source_of(service, silent));
    std::vector<model::live_sync> rows;
    int next = first_page;
    int count = std::max(pages, 1);
    bool more = true;
    while (more) {
        const auto wave =
            std::make_shared<list_detail::wave<model::live_sync>>(static_cast<std::size_t>(count));
        const auto side_by_side = std::make_shared<fan_out>(executor, most_at_once);
        for (std::size_t at = 0; at < wave->size(); ++at) {
            const int page = next + static_cast<int>(at);
            side_by_side->add(job_rank(1, at), [list, page, wave, at] {
                return list_detail::fetch_page(list, page, wave, at);
            });
        }
        std::optional<http::failure> problem = co_await side_by_side->run();
        if (problem) {
            result<std::vector<model::live_sync>> failed = std::move(*problem);
            co_return failed;
        }
        for (auto& page : *wave) {
            more = page.totals ? page.totals->page < page.totals->last_page
                               : page.rows.size() >= static_cast<std::size_t>(rows_per_page);
            rows.insert(rows.end(), std::make_move_iterator(page.rows.begin()),
                        std::make_move_iterator(page.rows.end()));
        }
        next += count;
        count = 1;
    }
    keep_groups(rows, service.groups());
    result<std::vector<model::live_sync>> all = std::move(rows);
    co_return all;
}

awaitable<result<bool>> listing_stands(api& service, list_pages pages) {
    const boost::asio::any_io_executor executor = co_await boost::asio::this_coro::executor;
    const auto with = std::make_shared<end_comparison>();
    with->service = &service;
    with->before = std::move(pages);
    const auto side_by_side = std::make_shared<fan_out>(executor, most_at_once);
    for (std::size_t number = 0; number < with->before.full.size(); ++number) {
        side_by_side->add(job_rank(1, number), [with, number] { return compare_end(with, number); });
    }
    std::optional<http::failure> problem = co_await side_by_side->run();
    if (problem) {
        result<bool> failed = std::move(*problem);
        co_return failed;
    }
    result<bool> compared = with->same;
    co_return compared;
}

}  // namespace censusctl::census
