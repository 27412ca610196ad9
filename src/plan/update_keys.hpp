#pragma once
#include <vector>

#include "diff/compare.hpp"
#include "model/attribute.hpp"

namespace censusctl::plan {

/// The attributes of the file format's top level that some changes touch, each once, in its order: `schedule`
/// for `schedule.hour`, `mappings` for `mappings[email].from`. An update sends these, each whole, and nothing
/// else.
[[nodiscard]] std::vector<model::attribute> update_keys(const std::vector<diff::field_change>& fields);

}  // namespace censusctl::plan
