#pragma once
#include "json/reader.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads a run (GET /sync_runs/[ID]).
void decode_run(const json::reader& data, model::sync_run& into);

/// Reads the run's id out of the reply to POST /syncs/[ID]/trigger.
void decode_triggered_run(const json::reader& data, std::int64_t& into);

}  // namespace censusctl::census
