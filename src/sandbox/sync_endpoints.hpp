#pragma once
#include "sandbox/metadata_endpoints.hpp"

/// The endpoints of syncs and their runs.
namespace censusctl::sandbox {

[[nodiscard]] reply get_syncs(const call& asked);
[[nodiscard]] reply get_sync(const call& asked);
[[nodiscard]] reply post_sync(const call& asked);
[[nodiscard]] reply post_trigger(const call& asked);
[[nodiscard]] reply get_sync_runs(const call& asked);
[[nodiscard]] reply get_sync_run(const call& asked);

}  // namespace censusctl::sandbox
