#pragma once
#include <vector>

#include "diff/compare.hpp"

namespace censusctl::diff {

/// How much `judge` tells.
enum class detail {
    differences,  ///< only what differs, without canonical forms and rules: cheap when little differs
    everything    ///< all attributes, in full
};

/// The one walk over all attributes of two syncs that `compare` and `explain` share.
[[nodiscard]] std::vector<attribute_comparison> judge(const model::sync_spec& desired,
                                                      const model::sync_spec& live,
                                                      const comparison_context& context, detail wanted);

}  // namespace censusctl::diff
