#pragma once
#include <string>
#include <vector>

#include "report/document_origin.hpp"
#include "report/render.hpp"
#include "validation/metadata_difference.hpp"

namespace censusctl::report {

/// What `lock --check` found: how the workspace's metadata differ from the lock's, and what that breaks.
struct lock_check {
    std::vector<validation::metadata_change> changes;
    std::vector<diagnostics::diagnostic>
        breaks;  ///< what the live metadata say and the lock's do not; sorted

    [[nodiscard]] bool current() const noexcept { return changes.empty() && breaks.empty(); }
};

/// For people: a line for each change, then the diagnostics. Ends with a newline.
[[nodiscard]] std::string lock_check_text(const lock_check& found, const diagnostics::source_map& sources,
                                          const text_style& style);

/// The same as a document: format_version, tool_version, environment, api, current, changes, diagnostics.
[[nodiscard]] std::string lock_check_json(const lock_check& found, const diagnostics::source_map& sources,
                                          const document_origin& origin);

}  // namespace censusctl::report
