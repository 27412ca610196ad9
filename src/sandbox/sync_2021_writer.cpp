#include "sandbox/sync_2021_writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>

#include "sandbox/generated_mappings.hpp"
#include "sandbox/row_values.hpp"
#include "sandbox/v1_mapping_writer.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::value from_of(const stored_mapping& mapping, const world_settings& settings) {
    if (mapping.from == from_kind::column) {
        return mapping.data;
    }
    if (mapping.from == from_kind::constant) {
        return json::value(
            json::object{{"value", constant_value(mapping.data, settings.constants_as_strings)},
                         {"basic_type", mapping.word}});
    }
    return v1_from(mapping, settings);
}

json::object mapping_of(const stored_mapping& mapping, const world_settings& settings) {
    json::object row;
    row["from"] = from_of(mapping, settings);
    row["to"] = mapping.to;
    row["is_primary_identifier"] = mapping.is_primary_identifier;
    row["generate_field"] = mapping.generate_field;
    row["preserve_values"] = mapping.preserve_values;
    row["operation"] = text_or_null(mapping.operation);
    if (!mapping.lookup_object.empty()) {
        row["lookup_object"] = mapping.lookup_object;
        row["lookup_field"] = mapping.lookup_field;
    }
    return row;
}

/// A sync shows the model as it was when it was read; a world may state that.
json::object object_of(const stored_sync& sync, const sync_targets& targets) {
    json::object row;
    if (targets.reads != nullptr) {
        row = targets.reads->row;
    } else {
        row = json::object{{"type", sync.object_type}, {"id", sync.object_id}};
    }
    for (const auto& member : sync.shown_object) {
        row[member.key()] = member.value();
    }
    return row;
}

}  // namespace

json::object sync_2021_row(const sync_record& record, const world& metadata) {
    const stored_sync& sync = record.sync;
    const sync_targets targets = find_targets(sync, metadata);
    json::object row;
    row["id"] = record.id;
    row["label"] = sync.label ? json::value(json::string(*sync.label)) : json::value(nullptr);
    row["schedule_frequency"] = sync.schedule.frequency;
    row["schedule_day"] = text_or_null(sync.schedule.day);
    row["schedule_hour"] = number_or_null(sync.schedule.hour);
    row["schedule_minute"] = number_or_null(sync.schedule.minute);
    row["created_at"] = to_text(record.created);
    row["updated_at"] = to_text(record.updated);
    row["operation"] = sync.operation;
    row["paused"] = sync.paused;
    row["status"] = "Ready";
    row["lead_union_insert_to"] = text_or_null(sync.lead_union_insert_to);
    row["trigger_on_dbt_cloud_rebuild"] =
        sync.trigger_on_dbt_cloud_rebuild || sync.triggers.contains("dbt_cloud");
    row["field_behavior"] = sync.field_behavior;
    row["field_normalization"] = text_or_null(sync.field_normalization);
    json::object& from = row["source_attributes"].emplace_object();
    from["connection_id"] = sync.source_id;
    from["data_source"] = object_of(sync, targets);
    json::object& into = row["destination_attributes"].emplace_object();
    into["connection_id"] = sync.destination_id;
    into["object"] = sync.object;
    json::array& mappings = row["mappings"].emplace_array();
    mappings.reserve(sync.mappings.size());
    for (const std::size_t place : shuffled_order(sync.mappings.size(), sync.shuffle)) {
        mappings.emplace_back(mapping_of(sync.mappings[place], metadata.settings));
    }
    return row;
}

}  // namespace censusctl::sandbox
