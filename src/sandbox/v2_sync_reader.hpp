#pragma once
#include <optional>
#include <string_view>

#include "sandbox/document.hpp"
#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

/// Reads POST /syncs of V2 (section 7): an activation in place of the two connections, and the object's name,
/// each at the place that the settings say; the rest as V1. Throws `document_error`.
[[nodiscard]] stored_sync read_v2_create(const node& request, const world& metadata);

/// Reads PATCH /syncs/[ID] of V2 into the sync as it is.
void read_v2_update(const node& request, const world& metadata, stored_sync& into);

/// The member at a dotted path such as "destination_attributes.object", if it is there.
[[nodiscard]] std::optional<node> find_at(const node& from, std::string_view dotted);

}  // namespace censusctl::sandbox
