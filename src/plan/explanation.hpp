#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"
#include "model/sync.hpp"
#include "validation/resolver.hpp"

/// Why a sync of the files and its live one are held equal or different.
namespace censusctl::plan {

/// How the destination object of a sync compares the names of its fields.
[[nodiscard]] diff::comparison_context comparison_of(const validation::resolved_sync& sync);

/// Every attribute that is compared, in the order of the file format, with the rule that decided. The file's
/// raw values are its own words: a connection by its name where the file names it so. `sync` must have a
/// spec.
[[nodiscard]] std::vector<diff::attribute_comparison> explain_sync(const validation::resolved_sync& sync,
                                                                   const model::live_sync& live);

/// What only one side has and is never compared: what the file says for censusctl itself (id, formerly, run,
/// after), and the server's records (status, created_at, updated_at). Each with the reason.
[[nodiscard]] std::vector<diff::attribute_comparison> explain_never_compared(
    const validation::resolved_sync& sync, const model::live_sync& live);

/// What the live sync has that the program does not understand, each with the reason.
[[nodiscard]] std::vector<diff::attribute_comparison> explain_workspace_only(const model::live_sync& live);

/// All that may be asked for: the paths of these rows, and what they lie under ("schedule",
/// "mappings[email]", "mappings").
[[nodiscard]] std::vector<std::string> fields_of(const std::vector<diff::attribute_comparison>& rows);

}  // namespace censusctl::plan
