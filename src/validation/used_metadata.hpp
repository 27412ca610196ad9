#pragma once
#include <vector>

#include "model/catalogue.hpp"
#include "validation/resolver.hpp"

namespace censusctl::validation {

/// The part of the metadata that these syncs use: their connections, their models and tables with all
/// columns, the objects that they write to or look records up in with all fields. Everything sorted (by id,
/// type, name), so that it depends on what is used and not on the order of files or replies.
[[nodiscard]] model::catalogue used_metadata(const std::vector<resolved_sync>& syncs);

}  // namespace censusctl::validation
