#pragma once
#include "sandbox/workspace_record.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// A world that holds what a workspace answered in V1 or V2, row by row as it was spelt. The places where V2
/// holds a sync's activation and object are found out from the rows. Throws input_error for a reply
/// that is not the API's envelope.
[[nodiscard]] world copy_today_world(const workspace_record& known);

}  // namespace censusctl::sandbox
