#pragma once
#include <boost/json/object.hpp>
#include <string>

#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// What has become of a run at a moment.
enum class run_state { queued, working, completed, failed, skipped, cancelled };

[[nodiscard]] run_state state_of(const run_record& run, instant now);

/// The run as GET /sync_runs/[ID] shows it at the moment `now`. 2021 knows working, completed and failed; V1
/// and V2 (section 6.6) also queued, skipped and cancelled.
[[nodiscard]] std::string run_json(const run_record& run, instant now, generation spoken,
                                   const world_settings& settings);

}  // namespace censusctl::sandbox
