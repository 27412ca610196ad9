#pragma once
#include "sandbox/document.hpp"
#include "sandbox/sync_targets.hpp"

namespace censusctl::sandbox {

/// Reads a sync as POST /syncs of 2021 takes it and finds what it refers to. Throws `document_error` for a
/// value that is missing, of another type, out of its range or list, and for a connection, model, table or
/// object that does not exist. Whether the mappings fit the metadata is `check_mappings`'s part. Unknown
/// members are ignored, as the API does.
[[nodiscard]] stored_sync read_2021_request(const node& request, const world& metadata);

/// Reads one `from` of 2021: a column's name, or a constant. `as_returned`: `basic_type` is taken too, as
/// replies have it.
void read_2021_from(const node& from, bool as_returned, stored_mapping& into);

/// The attributes of a mapping that all generations share, but for `from`.
void read_mapping_target(const node& mapping, stored_mapping& into);

/// `source_attributes.data_source`: by id, or by type and name, or by type and the three names of a table.
void read_2021_source(const node& attributes, const world& metadata, stored_sync& into);

/// `schedule_frequency` and what goes with it; daily and weekly are at midnight unless they say otherwise.
void read_flat_schedule(const node& request, bool with_cron, stored_sync& into);

/// `field_behavior` and `field_normalization`.
void read_field_behavior(const node& request, stored_sync& into);

}  // namespace censusctl::sandbox
