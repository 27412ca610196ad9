#include "plan/server_keys.hpp"

#include <algorithm>

#include "diff/mappings.hpp"
#include "plan/matching.hpp"
#include "validation/missing_key.hpp"

namespace censusctl::plan {

bool has_compound_key(const model::live_sync& live) {
    return std::ranges::any_of(live.spec.mappings, diff::is_added_key);
}

bool is_of_key(const diff::field_change& change) noexcept {
    return change.path.id == model::attribute::is_primary_identifier;
}

void mark_server_keys(std::vector<validation::resolved_sync>& declared,
                      const std::vector<model::live_sync>& live) {
    const auto keyless = [](const validation::resolved_sync& sync) {
        return validation::lacks_key(*sync.declared);
    };
    // Nearly all projects have none, and need not be matched twice.
    if (std::ranges::none_of(declared, keyless) || std::ranges::none_of(live, has_compound_key)) {
        return;
    }
    diagnostics::collector reported_later;
    const matches found = match_syncs(declared, live, reported_later);
    for (std::size_t at = 0; at < declared.size(); ++at) {
        const std::size_t match = found.declared[at].live;
        declared[at].keyed_by_server =
            keyless(declared[at]) && match != no_match && has_compound_key(live[match]);
    }
}

}  // namespace censusctl::plan
