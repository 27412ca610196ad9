#pragma once
#include "sandbox/call.hpp"

/// The endpoints of sources and destinations, of 2021.
namespace censusctl::sandbox {

[[nodiscard]] reply get_sources(const call& asked);
[[nodiscard]] reply get_source(const call& asked);
[[nodiscard]] reply get_data_sources(const call& asked);
[[nodiscard]] reply get_model(const call& asked);
[[nodiscard]] reply get_table(const call& asked);
[[nodiscard]] reply get_destinations(const call& asked);
[[nodiscard]] reply get_destination(const call& asked);
[[nodiscard]] reply get_object(const call& asked);

}  // namespace censusctl::sandbox
