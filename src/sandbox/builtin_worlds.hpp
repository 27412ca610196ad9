#pragma once
#include <optional>
#include <string_view>

#include "sandbox/world.hpp"

namespace censusctl::sandbox {

/// The world of this name that needs no file: "reference" (all examples of the API reference, and what the
/// manifests of the documentation and of examples/ use), "today" (syncs of every kind and age that V1 and V2
/// know), "empty" (no connections, no syncs), "large:N" (N live syncs of 8 mappings, 1 to 100000, in one
/// source and one destination) or "large:N:BYTES" (each of which has about so many bytes more). Absent for
/// any other name; throws input_error for a bad N or BYTES.
[[nodiscard]] std::optional<world> builtin_world(std::string_view name);

/// The documents of the worlds "reference" and "today", as JSON text.
[[nodiscard]] std::string_view reference_document();
[[nodiscard]] std::string_view today_document();

}  // namespace censusctl::sandbox
