#include "census/paging.hpp"

#include <algorithm>

namespace censusctl::census {
namespace {

constexpr int most_pages_at_once = 8;
/// Of pages at once, so that what is under way takes no more than what is kept. Where replies are late, such
/// a list takes longer for it: memory is what a runner of CI has least of.
constexpr std::size_t most_bytes_at_once = std::size_t{24} << 20U;
constexpr std::size_t most_rows = 1'000'000;
/// What the API gives where `per_page` is not heeded. A first page of just so many rows may be a full one.
constexpr std::size_t default_rows_per_page = 25;

}  // namespace

int pages_at_once(int pages_read, std::optional<std::int64_t> last_page, std::size_t largest_page) noexcept {
    const std::size_t fit = most_bytes_at_once / std::max(largest_page, std::size_t{1});
    const int most = static_cast<int>(std::clamp(fit, std::size_t{1}, std::size_t{most_pages_at_once}));
    if (last_page) {
        return static_cast<int>(std::clamp<std::int64_t>(*last_page - pages_read, 1, std::int64_t{most}));
    }
    return std::clamp(pages_read / 4, 1, most);
}

page_verdict page_judge::take(std::vector<std::int64_t> keys, const std::optional<page_totals>& totals) {
    const std::size_t size = keys.size();
    ++pages_;
    if (page_size_ == 0) {
        page_size_ = size == default_rows_per_page ? size : std::size_t{rows_per_page};
    }
    rows_ += size;
    if (rows_ > most_rows) {
        return page_verdict::too_long;
    }
    if (size > 0 && keys == previous_) {
        return page_verdict::repeated;
    }
    if (size > 0 && ended_) {
        return page_verdict::shifted;
    }
    previous_ = std::move(keys);
    if (totals) {
        return take_counted(size, *totals);
    }
    ended_ = size < page_size_;
    return ended_ ? page_verdict::last : page_verdict::more;
}

page_verdict page_judge::take_counted(std::size_t size, const page_totals& totals) {
    last_page_ = totals.last_page;
    ended_ = pages_ >= totals.last_page;
    if (totals.page != pages_) {
        return page_verdict::repeated;
    }
    if (!ended_) {
        return size == 0 ? page_verdict::shifted : page_verdict::more;
    }
    const bool all_there = static_cast<std::int64_t>(rows_) == totals.records;
    return all_there ? page_verdict::last : page_verdict::shifted;
}

std::optional<page_end> end_of_page(const std::vector<std::int64_t>& keys) {
    if (keys.empty()) {
        return std::nullopt;
    }
    return page_end{keys.back(), keys.size()};
}

page_request request_of_end(const list_pages& pages, std::size_t number) {
    const bool as_asked = std::ranges::all_of(
        pages.full, [](const page_end& end) { return end.rows == static_cast<std::size_t>(rows_per_page); });
    page_request wanted;
    wanted.page = static_cast<int>(number) + 1;
    wanted.per_page = rows_per_page;
    if (as_asked) {
        wanted.page *= rows_per_page;
        wanted.per_page = 1;
    }
    return wanted;
}

http::failure unreadable_list(const std::string& list, std::string_view problem, std::string hint) {
    http::failure failed;
    failed.stage = http::stage::decode;
    failed.sent = http::sent_state::answered;
    const std::size_t space = list.find(' ');
    failed.method = list.substr(0, space);
    failed.target = space == std::string::npos ? std::string{} : list.substr(space + 1);
    failed.message = list + " ";
    failed.message += problem;
    failed.hint = std::move(hint);
    return failed;
}

http::failure unreadable_list(const std::string& list, page_verdict verdict) {
    if (verdict == page_verdict::too_long) {
        return unreadable_list(list, "gives more than 1000000 rows", "check the base URL");
    }
    return unreadable_list(list, "gives the same page again: the server does not heed the parameter 'page'",
                           "check the base URL, and what stands between here and the API");
}

}  // namespace censusctl::census
