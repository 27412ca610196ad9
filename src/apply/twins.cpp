#include "apply/twins.hpp"

#include <algorithm>
#include <string>

namespace censusctl::apply {

twins::twins(const std::vector<model::live_sync>& live) {
    for (const model::live_sync& sync : live) {
        by_label_.emplace(sync.spec.label, sync.id);
    }
}

void twins::report(action_result& result) const {
    std::vector<std::int64_t> others;
    const auto [first, last] = by_label_.equal_range(result.change->desired.label);
    for (auto at = first; at != last; ++at) {
        // The one that it takes the place of goes.
        if (at->second != *result.sync_id && at->second != result.change->sync_id) {
            others.push_back(at->second);
        }
    }
    if (others.empty()) {
        return;
    }
    std::sort(others.begin(), others.end());
    others.erase(std::unique(others.begin(), others.end()), others.end());
    std::string ids;
    for (const std::int64_t id : others) {
        ids += (ids.empty() ? "" : ", ") + std::to_string(id);
    }
    result.outcome = outcome::failed;
    result.message = "it was created, but sync " + ids +
                     " has the same label: somebody else created it at the same time; delete one of them";
}

}  // namespace censusctl::apply
