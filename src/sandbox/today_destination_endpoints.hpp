#pragma once
#include "sandbox/call.hpp"

/// The endpoints of destinations of V1, and of activations of V2, with the objects of either (sections 6.3,
/// 6.4 and 7).
namespace censusctl::sandbox {

[[nodiscard]] reply list_destinations(const call& asked);
[[nodiscard]] reply show_destination(const call& asked);
[[nodiscard]] reply list_activations(const call& asked);
[[nodiscard]] reply show_activation(const call& asked);
[[nodiscard]] reply list_objects(const call& asked);
[[nodiscard]] reply show_object(const call& asked);

}  // namespace censusctl::sandbox
