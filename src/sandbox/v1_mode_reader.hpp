#pragma once
#include "sandbox/sync_targets.hpp"
#include "sandbox/v1_spelling.hpp"

namespace censusctl::sandbox {

/// V1's `mode` (section 4.4), whole: triggers that it does not state are gone. `live` is refused in requests,
/// and so is a cron expression that is none, and a sequence after a sync that does not exist. A kind of
/// trigger that is not known counts where the sync has one of it already, and is ignored otherwise.
void read_v1_mode(const node& mode, const world& metadata, spelling accepted, stored_sync& into);

/// `triggers` as replies of 2023 have them beside a flat schedule: the same kinds without `schedule`.
void read_triggers(const node& triggers, const world& metadata, spelling accepted, stored_sync& into);

}  // namespace censusctl::sandbox
