#pragma once
#include "diff/compare.hpp"

namespace censusctl::diff {

/// Gives `to` what `from` has at a path of `compare(to, from)`, and leaves the rest of it alone. What a kind
/// of source, or a constant, is made of goes along whole; a mapping that only one side has comes or goes
/// whole.
void take_over(model::sync_spec& to, const model::sync_spec& from, const attribute_path& path,
               const comparison_context& context);

}  // namespace censusctl::diff
