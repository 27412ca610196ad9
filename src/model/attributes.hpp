#pragma once
#include <array>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "model/attribute_row.hpp"
#include "model/sync.hpp"
#include "model/vocabulary.hpp"

/// Every attribute of a sync, stated once: the reader of manifests, the form of saved plans, the comparison,
/// the JSON Schemas and the README's table walk these rows. To add a scalar: an enumerator, a member, a row,
/// and the wire codecs of the generations that have it. A member that no row names does not compile.
namespace censusctl::model {

namespace table {

using enum value_kind;
using in_sync = attribute_row<sync_spec>;
using in_source = attribute_row<data_source>;
using in_destination = attribute_row<destination>;
using in_schedule = attribute_row<schedule>;
using in_triggers = attribute_row<triggers>;
using in_mapping = attribute_row<mapping>;

}  // namespace table

inline constexpr std::array sync_attributes{
    table::in_sync{attribute::label, "label", table::text, &sync_spec::label, "Label",
                   "The sync's name in Census; the key if left out."}
        .for_one_sync(),
    table::in_sync{attribute::source, "source", table::structured, {}, "Source", "What the sync reads."}
        .required(),
    table::in_sync{
        attribute::destination, "destination", table::structured, {}, "Destination", "Where the sync writes."}
        .required(),
    table::in_sync{attribute::operation, "operation", table::word, &sync_spec::operation, "Operation",
                   "How records are synced to the destination."}
        .required()
        .one_of(vocabulary::all_operations),
    table::in_sync{attribute::schedule,
                   "schedule",
                   table::structured,
                   {},
                   "Schedule",
                   "When the sync runs by itself; never if left out. A bare word is a frequency."}
        .otherwise("never"),
    table::in_sync{attribute::triggers,
                   "triggers",
                   table::structured,
                   {},
                   "Triggers",
                   "What else starts the sync; nothing if left out."},
    table::in_sync{attribute::paused, "paused", table::flag, &sync_spec::paused, "Paused",
                   "Whether the schedule is paused."}
        .otherwise("false"),
    table::in_sync{attribute::trigger_on_dbt_cloud_rebuild, "trigger_on_dbt_cloud_rebuild", table::flag,
                   &sync_spec::trigger_on_dbt_cloud_rebuild, "Trigger on dbt Cloud rebuild",
                   "Whether a rebuild in dbt Cloud runs the sync."}
        .otherwise("false"),
    table::in_sync{attribute::field_behavior, "field_behavior", table::word, &sync_spec::field_behavior,
                   "Field behavior",
                   "specific_properties writes the mapped fields only; sync_all_properties adds a field for "
                   "every column."}
        .otherwise("specific_properties")
        .one_of(vocabulary::field_behaviors),
    table::in_sync{attribute::field_normalization, "field_normalization", table::word,
                   &sync_spec::field_normalization, "Field normalization",
                   "How fields are named under sync_all_properties."}
        .left_alone()
        .one_of(vocabulary::field_name_styles)
        .only_with(attribute::field_behavior, "sync_all_properties"),
    table::in_sync{attribute::field_order, "field_order", table::word, &sync_spec::field_order, "Field order",
                   "In which order fields are written, where the destination's object supports it."}
        .left_alone()
        .one_of(vocabulary::field_orders),
    table::in_sync{attribute::alerts,
                   "alerts",
                   table::structured,
                   {},
                   "Alerts",
                   "When Census tells people of the sync; [] for never."}
        .left_alone(),
    table::in_sync{attribute::mirror_strategy, "mirror_strategy", table::word, &sync_spec::mirror_strategy,
                   "Mirror strategy", "How a mirror takes away what the source no longer has."}
        .left_alone()
        .one_of(vocabulary::mirror_strategies)
        .only_with(attribute::operation, "mirror"),
    table::in_sync{attribute::historical_sync_operation, "historical_sync_operation", table::word,
                   &sync_spec::historical_sync_operation, "Historical sync operation",
                   "What an append does with the records that are there when it is made."}
        .left_alone()
        .one_of(vocabulary::historical_operations)
        .only_with(attribute::operation, "append"),
    table::in_sync{attribute::high_water_mark_attribute, "high_water_mark_attribute", table::text,
                   &sync_spec::high_water_mark_attribute, "High water mark attribute",
                   "The column by which an append tells new records."}
        .left_alone()
        .only_with(attribute::operation, "append"),
    table::in_sync{attribute::advanced_configuration,
                   "advanced_configuration",
                   table::structured,
                   {},
                   "Advanced configuration",
                   "Settings that the destination's object defines; only those stated are compared."}
        .left_alone(),
    table::in_sync{attribute::mappings,
                   "mappings",
                   table::structured,
                   {},
                   "Mappings",
                   "Which column or constant goes into which field."}
        .required(),
    table::in_sync{
        attribute::run, "run", table::word, {}, "Run", "When apply triggers the sync; never if left out."}
        .otherwise("never")
        .one_of(vocabulary::run_policies)
        .for_files(),
    table::in_sync{attribute::after,
                   "after",
                   table::texts,
                   {},
                   "After",
                   "Keys of syncs whose runs must have completed before this one runs."}
        .for_files(),
    table::in_sync{attribute::id, "id", table::id, {}, "Id", "The id of the live sync, whatever its label."}
        .for_one_sync(),
    table::in_sync{attribute::formerly,
                   "formerly",
                   table::texts,
                   {},
                   "Formerly",
                   "Labels under which the live sync may still be found."}
        .for_one_sync(),
    table::in_sync{attribute::distinct_from,
                   "distinct_from",
                   table::ids,
                   {},
                   "Distinct from",
                   "Ids of live syncs that look like this one under another label, and are others."}
        .for_one_sync(),
    table::in_sync{attribute::protect,
                   "protect",
                   table::flag,
                   {},
                   "Protect",
                   "Whether the sync is never deleted nor replaced as long as the files declare it."}
        .otherwise("false")
        .for_files(),
};

/// Under `source:`. Which keys name the object is told by `vocabulary::source_kinds`.
inline constexpr std::array source_attributes{
    table::in_source{
        attribute::source_connection,
        "source.connection",
        table::structured,
        {},
        "Connection",
        "A connection of the workspace: its name (a source's label serves too), or its numeric id."}
        .required(),
    table::in_source{
        attribute::source_object,
        "source.object",
        table::structured,
        {},
        "Object",
        "What is read: model, table, dataset, segment, cohort or topic, by name; or type and id."}
        .required(),
};

/// Under `destination:`.
inline constexpr std::array destination_attributes{
    table::in_destination{attribute::destination_connection,
                          "destination.connection",
                          table::structured,
                          {},
                          "Connection",
                          "A connection of the workspace: its name, or its numeric id."}
        .required(),
    table::in_destination{attribute::destination_object, "destination.object", table::text,
                          &destination::object, "Object",
                          "The object's full name, as the destination lists it."}
        .required(),
    table::in_destination{attribute::lead_union_insert_to, "destination.lead_union_insert_to", table::text,
                          &destination::lead_union_insert_to, "Lead union insert to",
                          "Where to insert a union object (Salesforce connections)."},
};

/// Under `schedule:`.
inline constexpr std::array schedule_attributes{
    table::in_schedule{attribute::schedule_frequency, "schedule.frequency", table::word, &schedule::frequency,
                       "Frequency", "How often the sync runs; expression where a cron expression says it."}
        .otherwise("never")
        .one_of(vocabulary::all_frequencies),
    table::in_schedule{attribute::schedule_day, "schedule.day", table::word, &schedule::day, "Day",
                       "The day of the week, for weekly."}
        .one_of(vocabulary::days),
    table::in_schedule{attribute::schedule_hour, "schedule.hour", table::integer, &schedule::hour, "Hour",
                       "The hour of the day, 0 to 24, in UTC."},
    table::in_schedule{attribute::schedule_minute, "schedule.minute", table::integer, &schedule::minute,
                       "Minute", "The minute of the hour, 0 to 59."},
    table::in_schedule{attribute::cron_expression, "schedule.cron_expression", table::text,
                       &schedule::cron_expression, "Cron expression",
                       "In place of the others five fields in UTC: minute, hour, day, month, weekday."},
};

/// Under `triggers:`.
inline constexpr std::array trigger_attributes{
    table::in_triggers{attribute::dbt_cloud_project_id, "triggers.dbt_cloud.project_id", table::text,
                       &triggers::dbt_cloud_project_id, "Project id",
                       "The dbt Cloud project whose job starts the sync."},
    table::in_triggers{attribute::dbt_cloud_job_id, "triggers.dbt_cloud.job_id", table::text,
                       &triggers::dbt_cloud_job_id, "Job id", "The dbt Cloud job that starts the sync."},
    table::in_triggers{attribute::fivetran_job_id, "triggers.fivetran.job_id", table::text,
                       &triggers::fivetran_job_id, "Job id", "The Fivetran job that starts the sync."},
    table::in_triggers{attribute::fivetran_job_name, "triggers.fivetran.job_name", table::text,
                       &triggers::fivetran_job_name, "Job name", "The name of the Fivetran job."},
    table::in_triggers{attribute::sync_sequence,
                       "triggers.sync_sequence",
                       table::structured,
                       {},
                       "Sync sequence",
                       "The key of the sync whose successful run starts this one."},
};

/// Of one entry of `mappings:`.
inline constexpr std::array mapping_attributes{
    table::in_mapping{attribute::mapping_from,
                      "from",
                      table::structured,
                      {},
                      "From",
                      "The name of a column, or a constant, a Liquid template, a fact of the run, or the "
                      "segments that a record is in."}
        .required(),
    table::in_mapping{attribute::mapping_to, "to", table::text, &mapping::to, "To",
                      "The full name of the field that is written. Each field once."}
        .required(),
    table::in_mapping{attribute::is_primary_identifier, "is_primary_identifier", table::flag,
                      &mapping::is_primary_identifier, "Primary identifier",
                      "Whether this mapping is the key by which records are matched. Exactly one is."}
        .otherwise("false"),
    table::in_mapping{attribute::generate_field, "generate_field", table::flag, &mapping::generate_field,
                      "Generate field", "Whether to create the field as a custom field."}
        .otherwise("false"),
    table::in_mapping{attribute::preserve_values, "preserve_values", table::flag, &mapping::preserve_values,
                      "Preserve values", "Whether a value that the destination has already is kept."}
        .otherwise("false"),
    table::in_mapping{attribute::array_operation, "operation", table::word, &mapping::operation,
                      "Array operation",
                      "For arrays: whether values are merged into those that are there, or overwrite them."}
        .one_of(vocabulary::array_operations),
    table::in_mapping{attribute::lookup_object, "lookup_object", table::text, &mapping::lookup_object,
                      "Lookup object",
                      "For a reference field: the full name of the object that it refers to."},
    table::in_mapping{attribute::lookup_field, "lookup_field", table::text, &mapping::lookup_field,
                      "Lookup field",
                      "For a reference field: the field by which the referenced record is found."},
    table::in_mapping{attribute::sync_null_values, "sync_null_values", table::flag,
                      &mapping::sync_null_values, "Sync null values",
                      "Whether an empty value is written too; a new mapping does."}
        .left_alone()
        .otherwise("true"),
    table::in_mapping{attribute::field_type, "field_type", table::text, &mapping::field_type, "Field type",
                      "With generate_field: the type of the new field, one that the object offers."}
        .left_alone()
        .only_with(attribute::generate_field, "true"),
    table::in_mapping{attribute::array_field, "array_field", table::flag, &mapping::array_field,
                      "Array field", "With generate_field: whether the new field holds a list."}
        .left_alone()
        .otherwise("false")
        .only_with(attribute::generate_field, "true"),
    table::in_mapping{attribute::follow_source_type, "follow_source_type", table::flag,
                      &mapping::follow_source_type, "Follow source type",
                      "Whether the field's type follows that of the column."}
        .left_alone()
        .otherwise("false"),
};

/// The attributes of an `Owner`, in the order of the file format.
template <class Owner>
[[nodiscard]] constexpr std::span<const attribute_row<Owner>> attributes_of() noexcept {
    if constexpr (std::is_same_v<Owner, sync_spec>) {
        return sync_attributes;
    } else if constexpr (std::is_same_v<Owner, data_source>) {
        return source_attributes;
    } else if constexpr (std::is_same_v<Owner, destination>) {
        return destination_attributes;
    } else if constexpr (std::is_same_v<Owner, schedule>) {
        return schedule_attributes;
    } else if constexpr (std::is_same_v<Owner, triggers>) {
        return trigger_attributes;
    } else {
        return mapping_attributes;
    }
}

/// The row of an attribute that an `Owner` has; in a constant expression another does not compile.
template <class Owner>
[[nodiscard]] constexpr const attribute_row<Owner>& row_of(attribute id) {
    for (const attribute_row<Owner>& row : attributes_of<Owner>()) {
        if (row.id == id) {
            return row;
        }
    }
    throw std::logic_error("no such attribute");
}

/// The text or word of an attribute; empty where it is kept as something else.
template <class Owner>
[[nodiscard]] std::string_view text_of(const attribute_row<Owner>& row, const Owner& owner) noexcept {
    const auto* member = std::get_if<std::string Owner::*>(&row.member);
    return member == nullptr ? std::string_view() : std::string_view(owner.*(*member));
}

/// Whether an attribute has an effect, as far as `needs` says; where not, it is neither compared nor sent.
template <class Owner>
[[nodiscard]] bool has_effect(const attribute_row<Owner>& row, const Owner& owner) noexcept {
    if (row.needs == row.id) {
        return true;
    }
    const attribute_row<Owner>& needed = row_of<Owner>(row.needs);
    if (const auto* flag = std::get_if<bool Owner::*>(&needed.member)) {
        return owner.*(*flag);
    }
    return text_of(needed, owner) == row.needed;
}

/// "schedule.hour", "status"; of a mapping's attribute the part after the mapping: "from.value".
[[nodiscard]] std::string_view path_of(attribute id) noexcept;

/// The structure that an attribute stands in, `schedule` of `schedule.hour`; itself where it stands in none.
[[nodiscard]] constexpr attribute group_of(attribute id) noexcept {
    if (id == attribute::source_connection || id == attribute::source_object) {
        return attribute::source;
    }
    if (id >= attribute::destination_connection && id <= attribute::lead_union_insert_to) {
        return attribute::destination;
    }
    if (id >= attribute::schedule_frequency && id <= attribute::cron_expression) {
        return attribute::schedule;
    }
    return id >= attribute::dbt_cloud_project_id && id <= attribute::sync_sequence ? attribute::triggers : id;
}

/// Whether it is an attribute of one mapping rather than of the sync.
[[nodiscard]] constexpr bool is_of_mapping(attribute id) noexcept {
    return id >= attribute::mapping_from && id <= attribute::follow_source_type;
}

}  // namespace censusctl::model
