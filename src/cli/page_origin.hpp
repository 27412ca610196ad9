#pragma once
#include "cli/context.hpp"
#include "report/page_origin.hpp"

namespace censusctl::cli {

/// When a page is made, which is now, and of which commit of the project's repository.
[[nodiscard]] report::page_origin origin_of_page(const context& invocation, const std::string& token_env);

}  // namespace censusctl::cli
