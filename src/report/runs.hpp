#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "model/sync.hpp"
#include "report/document_origin.hpp"
#include "report/render.hpp"

namespace censusctl::report {

/// The newest runs of a sync of the files (GET /syncs/[ID]/sync_runs).
struct sync_runs {
    std::string key;
    std::string label;
    std::int64_t sync_id{0};
    std::vector<model::sync_run> runs;  ///< newest first
};

/// A table for each sync, and under a run that failed what the server said of it.
[[nodiscard]] std::string runs_text(const std::vector<sync_runs>& shown, const text_style& style);

/// The document of `schemas/runs.schema.json`.
[[nodiscard]] std::string runs_json(const std::vector<sync_runs>& shown, const document_origin& origin);

}  // namespace censusctl::report
