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
    cron_expression,
    triggers,
    dbt_cloud_project_id,
    dbt_cloud_job_id,
    fivetran_job_id,
    fivetran_job_name,
    sync_sequence,
    paused,
    trigger_on_dbt_cloud_rebuild,
    field_behavior,
    field_normalization,
    field_order,
    alerts,
    mirror_strategy,
    historical_sync_operation,
    high_water_mark_attribute,
    advanced_configuration,
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
    sync_null_values,
    field_type,
    array_field,
    follow_source_type,
    // of a sync in the files alone
    run,
    after,
    id,
    formerly,
    distinct_from,
    protect,
    // the server's own record
    status,
    created_at,
    updated_at,
    // values of other attributes that not every generation can express: for capabilities alone
    delete_operation,
    dataset_source,
    segment_source,
    cohort_source,
    topic_source,
    liquid_template,
    sync_metadata,
    segment_membership,
    count_  ///< how many there are; NOLINT(readability-identifier-naming): apart from the attributes
};

inline constexpr auto attribute_count = static_cast<std::size_t>(attribute::count_);

/// Whether it came after the API of 2021. Such an attribute is spoken of only where one side states it.
[[nodiscard]] constexpr bool is_later(attribute id) noexcept {
    return (id >= attribute::cron_expression && id <= attribute::sync_sequence) ||
           (id >= attribute::field_order && id <= attribute::advanced_configuration) ||
           (id >= attribute::sync_null_values && id <= attribute::follow_source_type);
}

/// Whether it stands for one value of another attribute.
[[nodiscard]] constexpr bool is_value(attribute id) noexcept {
    return id >= attribute::delete_operation;
}

}  // namespace censusctl::model
