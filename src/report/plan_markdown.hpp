#pragma once
#include <cstddef>
#include <string>

#include "diagnostics/source_map.hpp"
#include "model/catalogue.hpp"
#include "plan/plan.hpp"
#include "report/markdown.hpp"
#include "report/rehearsal.hpp"

namespace censusctl::report {

/// How places become links.
struct markdown_options {
    /// What stands before a path: "https://github.com/o/r/blob/SHA/"; empty: places are not links.
    std::string link_base;
    std::size_t limit{comment_limit};
    std::string apply_command;            ///< the command that applies just this plan; empty: none is named
    const rehearsal* rehearsed{nullptr};  ///< what came of it, if it was rehearsed
    const model::catalogue* metadata{nullptr};  ///< the names of connections; absent: their ids
};

/// A plan as a comment of a pull request (GitHub and GitLab Markdown): outcome and counts, a warning where an
/// action is risky, a table of actions, folded differences, the diagnostics, plan id and the command that
/// applies just this. It begins with a hidden marker, by which a CI step finds its own comment to replace it.
/// Over the limit, details go first from the least risky actions, then rows of the table, and that is said.
/// All texts from files and the server stand in code, where nothing is a link, a mention or HTML.
[[nodiscard]] std::string plan_markdown(const plan::plan& shown, const diagnostics::source_map& sources,
                                        const markdown_options& options);

}  // namespace censusctl::report
