#pragma once
#include "cli/context.hpp"
#include "report/page_origin.hpp"

namespace censusctl::cli {

struct loaded_project;

/// When a page is made, which is now, and of which commit of the project's repository; a file that was read
/// and is not in it is a change that is not committed.
[[nodiscard]] report::page_origin origin_of_page(const context& invocation, const loaded_project& project);

}  // namespace censusctl::cli
