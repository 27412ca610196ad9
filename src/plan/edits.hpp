#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "diff/compare.hpp"
#include "model/sync.hpp"

namespace censusctl::plan {

/// What to do by hand in the Census web application so that `live` becomes as declared: first which sync to
/// open, then one step for each change, mappings as a whole. Texts are raw.
[[nodiscard]] std::vector<std::string> edits_by_hand(const model::live_sync& live,
                                                     const std::vector<diff::field_change>& fields);

/// The same so that it is gone.
[[nodiscard]] std::vector<std::string> delete_by_hand(const model::live_sync& live);

/// A value in a sentence: 'text', 8, true, null.
[[nodiscard]] std::string in_words(const diff::attribute_value& value);

}  // namespace censusctl::plan
