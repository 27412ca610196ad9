#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "census/api.hpp"
#include "census/list_pages.hpp"

/// How a list is read page by page. Where pages tell how many there are (`pagination`), that decides, and the
/// rows are counted. The 2021 API gives no totals (GET /syncs): a list ends with a page that is short, or
/// empty.
namespace censusctl::census {

/// Rows asked for at a time, the API's most.
inline constexpr int rows_per_page = 100;

/// How many pages are asked for at once after so many have been read, so that few beyond the end are asked
/// for in vain: a quarter of what was read, 1–8.
/// Where a page has told how many there are, 1–8 of those that are left. Fewer where the largest page so far,
/// in bytes, is so large that many of them at once would take more memory than all that is kept of them.
[[nodiscard]] int pages_at_once(int pages_read, std::optional<std::int64_t> last_page = {},
                                std::size_t largest_page = 0) noexcept;

/// What a page says of the list that it is part of.
enum class page_verdict {
    more,      ///< full: go on
    last,      ///< short or empty, or a further empty one after that
    repeated,  ///< the rows of the page before: the server ignores `page`
    shifted,   ///< rows after the end: the list changed while it was read
    too_long   ///< more rows than any workspace has
};

/// Judges the pages of one reading in their order.
class page_judge {
public:
    /// Takes the next page, told by the keys of its rows, which tell rows apart, and by its totals.
    [[nodiscard]] page_verdict take(std::vector<std::int64_t> keys,
                                    const std::optional<page_totals>& totals = {});
    /// The number of pages, where one has told it.
    [[nodiscard]] std::optional<std::int64_t> last_page() const noexcept { return last_page_; }

private:
    [[nodiscard]] page_verdict take_counted(std::size_t size, const page_totals& totals);

    std::vector<std::int64_t> previous_;
    std::int64_t pages_{0};
    std::optional<std::int64_t> last_page_;
    std::size_t rows_{0};
    std::size_t page_size_{0};
    bool ended_{false};
};

/// Absent for an empty page.
[[nodiscard]] std::optional<page_end> end_of_page(const std::vector<std::int64_t>& keys);

/// A request that asks only for the end of a full page, its number counted from 0: the row at that place
/// where the server gives pages of the size asked for, else the same page again.
[[nodiscard]] page_request request_of_end(const list_pages& pages, std::size_t number);

/// The failure (stage decode) of a list that cannot be read whole. `list` is its endpoint, "GET /syncs";
/// `problem` goes on from there.
[[nodiscard]] http::failure unreadable_list(const std::string& list, std::string_view problem,
                                            std::string hint);
/// The same for a verdict that ends the reading, repeated or too_long.
[[nodiscard]] http::failure unreadable_list(const std::string& list, page_verdict verdict);

}  // namespace censusctl::census
