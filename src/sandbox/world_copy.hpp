#pragma once
#include "sandbox/workspace_record.hpp"
#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// A world that holds what a workspace answered, row by row as it was spelt: its connections, the models,
/// tables, objects and fields that were asked for, and its syncs. What was not asked for is not there. Unlike
/// a world file a reply is somebody else's: unknown members are kept, and a member of another type counts as
/// not stated. Throws input_error for a reply that is not the JSON of the API reference ("Response").
[[nodiscard]] world copy_world(const workspace_record& known);

}  // namespace censusctl::sandbox
