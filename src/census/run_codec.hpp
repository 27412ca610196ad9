#pragma once
#include <vector>

#include "json/reader.hpp"
#include "model/sync.hpp"

namespace censusctl::census {

/// Reads a run (GET /sync_runs/[ID]).
void decode_run(const json::reader& data, model::sync_run& into);

/// Reads a page of them (GET /syncs/[ID]/sync_runs).
void decode_runs(const json::reader& data, std::vector<model::sync_run>& into);

/// Reads the run's id out of the reply to POST /syncs/[ID]/trigger.
void decode_triggered_run(const json::reader& data, std::int64_t& into);

}  // namespace censusctl::census
