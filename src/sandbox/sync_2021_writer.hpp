#pragma once
#include <boost/json/object.hpp>

#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

/// The sync as GET /syncs/[ID] of 2021 shows it: every default filled in, a constant's `type` as
/// `basic_type`, the model's metadata beside its id, `lead_union_insert_to` at the top level, lookups only
/// where they are set. What 2021 cannot say is shown in the words of V1.
[[nodiscard]] boost::json::object sync_2021_row(const sync_record& record, const world& metadata);

}  // namespace censusctl::sandbox
