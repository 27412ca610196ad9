#pragma once
#include <string>

namespace censusctl::report {

/// Where a page comes from. Empty texts: it is not said.
struct page_origin {
    std::string made_at;  ///< "2026-11-27 21:30 UTC"
    std::string commit;   ///< the id of the commit of the project's files
    bool edited{false};   ///< the files have changes that are not in that commit
};

}  // namespace censusctl::report
