#pragma once
#include <optional>

#include "cli/context.hpp"
#include "cli/last_applied.hpp"
#include "model/sync.hpp"
#include "plan/left_behind.hpp"
#include "plan/workspace_identity.hpp"

namespace censusctl::cli {

/// What was declared before: in the files that `--base` names, where there are such, else what the newest
/// journal of an apply to this workspace says was. Absent where neither is known. A journal that cannot be
/// read is passed over: who has to settle it is told of it elsewhere.
[[nodiscard]] std::optional<plan::known_syncs> known_before(const context& invocation,
                                                            const std::optional<last_applied>& base,
                                                            const std::vector<model::live_sync>& live,
                                                            const plan::workspace_identity& here);

}  // namespace censusctl::cli
