#pragma once
#include "sandbox/call.hpp"

/// The endpoints of runs, of V1 and V2 (section 6.6).
namespace censusctl::sandbox {

[[nodiscard]] reply list_runs(const call& asked);
[[nodiscard]] reply show_run(const call& asked);
[[nodiscard]] reply cancel_run(const call& asked);

}  // namespace censusctl::sandbox
