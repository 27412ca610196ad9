#pragma once
#include <cstddef>
#include <cstdint>

namespace censusctl::model {

/// All that a file can say of a sync, and all that a reply tells of one for reports, each under a name that
/// code can use: `model/attributes.hpp` states what each is. The order is that of the file format; numbers
/// mean nothing outside the process.
enum class attribute : std::uint8_t {
    // of a sync
    label,
    source,
    source_connection,
    source_object,
    destination,
    destination_connection,
    destination_object,
    lead_union_insert_to,
    operation,
    schedule,
    schedule_frequency,
    schedule_day,
    schedule_hour,
    schedule_minute,
    paused,
    trigger_on_dbt_cloud_rebuild,
    field_behavior,
    field_normalization,
    mappings,
    // of one mapping
    mapping_from,
    constant_value,
    constant_type,
    mapping_to,
    is_primary_identifier,
    generate_field,
    preserve_values,
    array_operation,
    lookup_object,
    lookup_field,
    // of a sync in the files alone
    run,
    after,
    id,
    formerly,
    // the server's own record
    status,
    created_at,
    updated_at,
    count_  ///< how many there are; NOLINT(readability-identifier-naming): apart from the attributes
};

inline constexpr auto attribute_count = static_cast<std::size_t>(attribute::count_);

}  // namespace censusctl::model
