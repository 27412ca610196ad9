#pragma once
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

#include "plan/matching.hpp"
#include "plan/plan.hpp"
#include "validation/resolver.hpp"

namespace censusctl::plan {

/// What happens to a declared sync, as far as its trigger must know. None: it is blocked, faulty or left out.
enum class fate : std::uint8_t { none, created, changed, replaced, unchanged };

/// What triggers follow from; all by index of the declared syncs, and must outlive the call.
struct trigger_causes {
    const std::vector<validation::resolved_sync>& declared;
    const std::vector<model::live_sync>& live;
    const matches& found;
    const std::vector<fate>& fates;
    const std::set<std::string>& owed;                ///< keys of syncs whose run an earlier apply owes
    const std::unordered_set<std::size_t>& finished;  ///< those whose replacement this plan finishes
};

/// The triggers of a plan, each after those that it waits for: as the `run` and `after` of each sync say. A
/// blocked or faulty one never runs, since what would run is not what the file says.
[[nodiscard]] std::vector<change> plan_triggers(const trigger_causes& causes);

}  // namespace censusctl::plan
