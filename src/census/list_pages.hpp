#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace censusctl::census {

/// How a full page ended: what must still stand there if the list is not to have moved.
struct page_end {
    std::int64_t key{0};  ///< of its last row
    std::size_t rows{0};
};

/// The full pages of a list, from the first one on: all that was read but the end of the list. While no row
/// can come to be before another, which `order=asc` promises, a list is torn only by a removal: each row
/// after it moves up by one, and the first row of a page that was not read yet slips into one that was,
/// unseen. The end of some full page is then another than it was, and stays so, since rows only ever move up.
struct list_pages {
    std::vector<page_end> full;
};

}  // namespace censusctl::census
