#pragma once
#include <vector>

#include "diff/compare.hpp"
#include "plan/moved_side.hpp"

namespace censusctl::plan {

/// An update of which something is left as the workspace has it.
struct kept_fields {
    model::sync_spec desired;              ///< what the update comes to: the file's, with what is kept
    std::vector<diff::field_change> rest;  ///< what is still to change; empty: nothing
    std::vector<moved_side> moved;         ///< whose, by index of `rest`
    std::vector<diff::field_change> kept;  ///< what only the workspace has made
};

/// Takes out of an update the `fields` that only the workspace has made (`moved`, by index of them). Fields
/// that depend on one another are not torn apart: where a change of the files would come to nothing without
/// one that the workspace has made, a frequency and its hour, that one is not kept, and is both sides'.
[[nodiscard]] kept_fields keep_of_workspace(const model::sync_spec& desired, const model::sync_spec& live,
                                            const std::vector<diff::field_change>& fields,
                                            const std::vector<moved_side>& moved,
                                            const diff::comparison_context& context);

}  // namespace censusctl::plan
