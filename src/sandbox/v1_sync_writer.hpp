#pragma once
#include <boost/json/object.hpp>

#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

/// The sync as GET /syncs/[ID] of V1 shows it (sections 4 and 10), in the dialect of its age: an old one has
/// a flat schedule and no `mode`. `status` is the word that follows from its runs.
[[nodiscard]] boost::json::object sync_v1_row(const sync_record& record, const world& metadata,
                                              std::string_view status);

/// Its members that V1 and V2 share, from `label` on, with `source_attributes` and `destination_attributes`
/// where V2 has others.
void write_shared_members(const sync_record& record, const world& metadata, boost::json::object& row);

/// `source_attributes.object` as replies call it, and the ids beside it.
void write_v1_object(const stored_sync& sync, const world& metadata, boost::json::object& attributes);

}  // namespace censusctl::sandbox
