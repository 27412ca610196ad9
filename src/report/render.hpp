#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/source_map.hpp"
#include "model/catalogue.hpp"
#include "plan/plan.hpp"
#include "report/document_origin.hpp"

namespace censusctl::report {

/// How text is drawn. Everything that comes from a file or a server is escaped, whatever the style.
struct text_style {
    bool colour{false};
    int width{100};  ///< columns of the terminal; long values are cut in the middle to fit
    std::optional<std::chrono::sys_seconds> now{};  ///< for what comes next; absent: nothing is said of it
    bool from_repository{false};  ///< the paths of problems begin at its root, not at the project folder
};

/// Problems in the shape of the best compilers: `file:line:column: severity: text [code]`, source line,
/// caret, hints, notes. Ends with a newline unless empty. Problems must be sorted.
[[nodiscard]] std::string diagnostics_text(const std::vector<diagnostics::diagnostic>& problems,
                                           const diagnostics::source_map& sources, const text_style& style);

/// What is shown of a plan first.
enum class whose {
    all,         ///< the actions in their order
    files_first  ///< those in which the files have a part; the others after them, by name
};

/// How a plan is shown as text.
struct plan_view {
    std::string next{};  ///< the command that does it; empty: none is named
    whose first{whose::all};
    bool full{true};                            ///< false: a new sync is two lines, and not all that it is
    const model::catalogue* metadata{nullptr};  ///< the names of connections; absent: their ids
};

/// A reviewer's view of a plan: problems, a head (`plan_head`), actions with `old -> new`, what is kept, what
/// an apply costs, plan id, and the command that does it. Where a base was asked for each difference is
/// marked as [files], [workspace] or [both]; else those that are not the files' alone.
[[nodiscard]] std::string plan_text(const plan::plan& shown, const diagnostics::source_map& sources,
                                    const text_style& style, const plan_view& view = {});

struct rehearsal;

/// The document of the contract's section 6, two spaces of indent, fixed key order, a newline at its end. A
/// plan that was rehearsed has the member `rehearsal` as well.
[[nodiscard]] std::string plan_json(const plan::plan& shown, const diagnostics::source_map& sources,
                                    const rehearsal* rehearsed = nullptr);

/// Problems alone, as a document: format_version, tool_version, environment, api, summary (errors, warnings),
/// diagnostics in the form that they have in a plan.
[[nodiscard]] std::string diagnostics_json(const std::vector<diagnostics::diagnostic>& problems,
                                           const diagnostics::source_map& sources,
                                           const document_origin& origin = {});

}  // namespace censusctl::report
