#pragma once
#include <string>
#include <vector>

#include "model/sync.hpp"
#include "plan/plan.hpp"

namespace censusctl::plan {

/// An action of a plan under which the workspace has moved since the plan was made.
struct stale_action {
    const change* action{nullptr};
    std::string why;                         ///< one sentence for people; raw text
    std::vector<diff::field_change> fields;  ///< `before`: live now, `after`: as the plan had it
};

/// The actions of `saved` that can no more be done as the plan shows them: a create whose label a live sync
/// has by now, a trigger or update of a sync that is gone or means something else. In plan order. Changes
/// elsewhere in the workspace do not count. `live` is every live sync.
[[nodiscard]] std::vector<stale_action> find_stale(const plan& saved,
                                                   const std::vector<model::live_sync>& live);

}  // namespace censusctl::plan
