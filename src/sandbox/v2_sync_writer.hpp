#pragma once
#include <boost/json/object.hpp>

#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

/// The sync as GET /syncs/[ID] of V2 shows it (section 7): the activation and the object's name at the places
/// that the settings say, `group_id`, no connection ids, always with `mode`.
[[nodiscard]] boost::json::object sync_v2_row(const sync_record& record, const world& metadata,
                                              std::string_view status);

/// The id of the activation that the sync belongs to; empty where none couples its two connections.
[[nodiscard]] std::string activation_of(const stored_sync& sync, const world& metadata);

}  // namespace censusctl::sandbox
