#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/sync.hpp"

namespace censusctl::plan {

/// How the newest runs of one sync went (GET /syncs/[ID]/sync_runs).
struct run_health {
    std::vector<model::sync_run> runs;  ///< newest first
    std::size_t completed{0};
    std::size_t failed{0};
    std::size_t stopped{0};  ///< canceled or skipped: neither a success nor a failure
    std::size_t running{0};
    /// Of the runs that completed or failed, in whole percent, rounded down, so that 100 means all of them;
    /// absent where there are none.
    std::optional<int> success_percent;
    // Sums over the runs that say; the API gives null for a failed run.
    std::int64_t records_processed{0};
    std::int64_t records_failed{0};
    std::int64_t records_invalid{0};
    /// Index into `runs` of the failure that stands: the newest run that completed or failed is a failed one.
    std::optional<std::size_t> failure;

    /// Whether the sync does not work at present.
    [[nodiscard]] bool failing() const noexcept { return failure.has_value(); }
};

/// Sums up runs, which are newest first. Pure.
[[nodiscard]] run_health health_of(std::vector<model::sync_run> runs);

/// What went wrong with a run, in one line: "JSON_ARRAY_ERROR: The array field …", or "failed". Raw text of
/// the server.
[[nodiscard]] std::string failure_of(const model::sync_run& run);

}  // namespace censusctl::plan
