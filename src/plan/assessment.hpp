#pragma once
#include <string>
#include <vector>

#include "diff/compare.hpp"
#include "model/capabilities.hpp"
#include "model/catalogue.hpp"
#include "model/sync.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// How a live sync differs from what its file says, and what stands between the two.
struct assessment {
    /// Empty: it is as declared, and the rest is empty too; or it is not understood, as the rest says.
    std::vector<diff::field_change> fields;
    std::string why_no_update;   ///< why no update makes it so, as a clause; empty: one does
    std::string why_no_replace;  ///< where none does: why no new sync could take its place either
};

/// How the destination's object compares names.
[[nodiscard]] diff::comparison_context context_of(const validation::resolved_sync& sync);

/// Compares a declared sync, which must have a spec, with the live one that it was found to be. `metadata`
/// tells what the live one writes to; null: as what it is to write to. Of a generation that cannot update
/// nothing is told but the fields.
[[nodiscard]] assessment assess(const validation::resolved_sync& sync, const model::live_sync& live,
                                const model::capabilities& can, const model::catalogue* metadata);

}  // namespace censusctl::plan
