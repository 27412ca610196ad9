#pragma once
#include "sandbox/call.hpp"

/// The endpoints of syncs and their runs, of 2021.
namespace censusctl::sandbox {

[[nodiscard]] reply get_2021_syncs(const call& asked);
[[nodiscard]] reply get_2021_sync(const call& asked);
[[nodiscard]] reply post_2021_sync(const call& asked);
[[nodiscard]] reply post_2021_trigger(const call& asked);
[[nodiscard]] reply get_2021_sync_runs(const call& asked);
[[nodiscard]] reply get_2021_sync_run(const call& asked);

}  // namespace censusctl::sandbox
