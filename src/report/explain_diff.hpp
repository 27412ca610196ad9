#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"
#include "manifest/trace.hpp"
#include "model/sync.hpp"
#include "plan/attribution.hpp"
#include "report/document_origin.hpp"
#include "report/render.hpp"

/// How the attributes of one sync were judged, for `explain-diff KEY[.field]`.
namespace censusctl::report {

/// What is explained: a sync of the files, the live one that it is, and how they compare.
struct explained_sync {
    std::string key;
    std::string label;  ///< desired
    std::int64_t sync_id{0};
    std::vector<diff::attribute_comparison> rows;
    document_origin origin{};
    manifest::traced_sync stated{};  ///< where each value comes from; without parts nothing is said of it
    const diagnostics::source_map* sources{nullptr};  ///< of the places in it; null where it has no parts
    std::string base{};  ///< what tells whose a difference is, as a message says it; empty: nothing does
    std::map<std::string, plan::field_side> sides{};  ///< of the different rows, by path
};

/// The rows whose path is `field` or lies under it; all of them for an empty `field`. Where the names of
/// mapped fields are the same whatever their case, so are paths that begin with `mappings[`.
[[nodiscard]] std::vector<diff::attribute_comparison> under(std::vector<diff::attribute_comparison> rows,
                                                            std::string_view field,
                                                            const diff::comparison_context& context);

/// For each attribute: equal, equal though spelt otherwise, different, or not compared; both values as they
/// stand, where the file's comes from, both canonical values, and the rule that decided.
[[nodiscard]] std::string explain_diff_text(const explained_sync& shown, const text_style& style);

/// The same as a document: format_version, tool_version, environment, api, sync, label, sync_id, base,
/// attributes.
[[nodiscard]] std::string explain_diff_json(const explained_sync& shown);

}  // namespace censusctl::report
