#pragma once
#include <vector>

#include "sandbox/stored_sync.hpp"
#include "sandbox/v1_spelling.hpp"

namespace censusctl::sandbox {

/// V1's `mappings` (section 4.3), whole. In requests a `from` is an object with `type` and `data`, a template
/// is plain text, `position` is noise, and a compound key is refused: the server alone makes one.
[[nodiscard]] std::vector<stored_mapping> read_v1_mappings(const node& list, spelling accepted);

/// One `from` of V1.
void read_v1_from(const node& from, spelling accepted, stored_mapping& into);

/// The attributes of a mapping that came after 2021.
void read_later_attributes(const node& mapping, stored_mapping& into);

}  // namespace censusctl::sandbox
