#pragma once
#include "sandbox/call.hpp"

/// The endpoints of sources and what is in them, of V1 and V2 (sections 6.1 and 6.2).
namespace censusctl::sandbox {

[[nodiscard]] reply list_sources(const call& asked);
[[nodiscard]] reply show_source(const call& asked);
[[nodiscard]] reply list_source_objects(const call& asked);
[[nodiscard]] reply list_models(const call& asked);
[[nodiscard]] reply show_model(const call& asked);
[[nodiscard]] reply show_table(const call& asked);
[[nodiscard]] reply list_segments(const call& asked);
[[nodiscard]] reply show_segment(const call& asked);
[[nodiscard]] reply list_datasets(const call& asked);
[[nodiscard]] reply show_dataset(const call& asked);

}  // namespace censusctl::sandbox
