#pragma once
#include <optional>
#include <string_view>

#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// The world of this name that needs no file: "reference" (all examples of the API reference, and what the
/// manifests of the documentation use), "empty" (no connections, no syncs) or "large:N" (N live syncs of 8
/// mappings, 1 to 100000, in one source and one destination). Absent for any other name; throws
/// std::runtime_error for a bad N.
[[nodiscard]] std::optional<world> builtin_world(std::string_view name);

/// The document of the world "reference", as JSON text.
[[nodiscard]] std::string_view reference_document();

}  // namespace censusctl::sandbox
