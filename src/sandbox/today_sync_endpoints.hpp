#pragma once
#include "sandbox/call.hpp"

/// The endpoints of syncs, of V1 and V2 (sections 4, 5 and 7).
namespace censusctl::sandbox {

[[nodiscard]] reply list_syncs(const call& asked);
[[nodiscard]] reply show_sync(const call& asked);
[[nodiscard]] reply create_sync(const call& asked);
[[nodiscard]] reply update_sync(const call& asked);
[[nodiscard]] reply delete_sync(const call& asked);
[[nodiscard]] reply trigger_sync(const call& asked);
}  // namespace censusctl::sandbox
