#pragma once
#include <cstddef>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "model/sync.hpp"
#include "plan/plan.hpp"

/// Live syncs of which not all is understood: nothing of them is compared, and no change of them is planned.
namespace censusctl::plan {

[[nodiscard]] inline bool is_understood(const model::live_sync& live) noexcept {
    return live.not_understood.empty();
}

/// Whether a live sync is known to be what a change makes of it. Of one that is not understood nobody knows,
/// even where all that could be read of it is the same.
[[nodiscard]] bool is_as_desired(const change& wanted, const model::live_sync& live);

/// Notes sync-not-understood, once, where some of these live syncs are not understood. Those that files
/// declare are not among them: of each of these the plan says so.
void report_not_understood(const std::vector<std::size_t>& unmanaged,
                           const std::vector<model::live_sync>& live, diagnostics::collector& problems);

/// The note of what is done with a live sync, and that it is not understood, where it is not.
[[nodiscard]] std::string with_not_understood(const std::string& note, const model::live_sync& live);

}  // namespace censusctl::plan
