#pragma once
#include "manifest/declaration.hpp"
#include "manifest/layered_mapping.hpp"
#include "manifest/reading_problems.hpp"

/// When a sync runs by itself (POST /syncs, `mode`).
namespace censusctl::manifest {

/// Reads `schedule:`, a mapping or a bare frequency. A cron expression by itself is the frequency
/// `expression`.
void read_schedule(const layered_mapping::entry& schedule, bool complete, declared_sync& into,
                   reading_problems& problems);

/// Reads `triggers:`, what else starts a sync.
void read_triggers(const layered_mapping::entry& triggers, bool complete, declared_sync& into,
                   reading_problems& problems);

}  // namespace censusctl::manifest
