#include "sandbox/v1_sync_writer.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/string.hpp>

#include "sandbox/row_values.hpp"
#include "sandbox/v1_alert_writer.hpp"
#include "sandbox/v1_mapping_writer.hpp"
#include "sandbox/v1_mode_writer.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

void write_flat_schedule(const stored_sync& sync, json::object& row) {
    row["schedule_frequency"] = sync.schedule.frequency;
    row["schedule_day"] = text_or_null(sync.schedule.day);
    row["schedule_hour"] = number_or_null(sync.schedule.hour);
    row["schedule_minute"] = number_or_null(sync.schedule.minute);
    row["cron_expression"] = text_or_null(sync.schedule.cron);
    if (!sync.triggers.empty()) {
        row["triggers"] = sync.triggers;
    }
}

void write_high_water_mark(const stored_sync& sync, const world_settings& settings, json::object& row) {
    const bool set = !sync.high_water_mark.empty();
    if (settings.high_water_mark != "object") {
        row["high_water_mark_attribute"] = text_or_null(sync.high_water_mark);
    }
    if (settings.high_water_mark == "text") {
        return;
    }
    json::value& attributes = row["high_water_mark_attributes"];
    if (set) {
        attributes =
            json::object{{"use_high_water_mark_diff_type", true}, {"column_name", sync.high_water_mark}};
    }
}

void write_what_came_later(const stored_sync& sync, const world_settings& settings, json::object& row) {
    row["field_order"] = sync.field_order.empty() ? "alphabetical_column_name" : sync.field_order;
    row["sync_behavior_family"] = text_or_null(sync.behavior_family);
    row["mirror_strategy"] = text_or_null(sync.mirror_strategy);
    row["historical_sync_operation"] = text_or_null(sync.historical_operation);
    write_high_water_mark(sync, settings, row);
    row["advanced_configuration"] = sync.advanced_configuration;
}

}  // namespace

void write_v1_object(const stored_sync& sync, const world& metadata, json::object& attributes) {
    const sync_targets targets = find_targets(sync, metadata);
    const data_source* reads = targets.reads;
    json::object object;
    if (reads == nullptr) {
        object = json::object{{"type", sync.object_type}, {"id", sync.object_id}};
    } else if (reads->type == "model") {
        for (const std::string_view key : {"type", "id", "name", "created_at", "updated_at", "query"}) {
            if (const json::value* member = reads->row.if_contains(key)) {
                object[key] = *member;
            }
        }
    } else if (reads->type == "table" || reads->type == "topic") {
        object = reads->row;
    } else if (reads->type == "dataset") {
        object = json::object{{"type", "business_object_source"},
                              {"id", reads->source_object_id},
                              {"dataset_id", reads->id},
                              {"name", reads->name}};
    } else {
        const bool segment = reads->type == "segment";
        object = json::object{{"type", segment ? "filter_segment_source" : "cohort_source"},
                              {"id", reads->source_object_id},
                              {"dataset_id", reads->dataset_id}};
        const bool inside = segment && metadata.settings.segment_place == "inside";
        json::object& place = inside ? object : attributes;
        place[segment ? "filter_segment_id" : "cohort_id"] = reads->id;
    }
    for (const auto& member : sync.shown_object) {
        object[member.key()] = member.value();
    }
    attributes["object"] = std::move(object);
}

void write_shared_members(const sync_record& record, const world& metadata, json::object& row) {
    const stored_sync& sync = record.sync;
    const world_settings& settings = metadata.settings;
    row["mappings"] = v1_mappings(sync, settings);
    row["field_behavior"] = sync.field_behavior;
    row["field_normalization"] = text_or_null(sync.field_normalization);
    if (sync.age == sync_age::of_today) {
        write_what_came_later(sync, settings, row);
    }
    if (sync.alerts_shown) {
        row["alert_attributes"] = v1_alerts(sync, settings);
    }
    if (sync.age != sync_age::of_2021) {
        write_alert_flags(sync, row);
    }
    if (sync.age == sync_age::of_today) {
        row["match_rate_details"] =
            json::object{{"match_rate", nullptr}, {"match_rate_last_calculated_at", nullptr}};
    }
    for (const auto& member : sync.later) {
        row[member.key()] = member.value();
    }
}

json::object sync_v1_row(const sync_record& record, const world& metadata, std::string_view status) {
    const stored_sync& sync = record.sync;
    const bool of_today = sync.age == sync_age::of_today;
    json::object row;
    row["id"] = record.id;
    row["status"] = status;
    row["resource_identifier"] = sync.resource_identifier;
    row["created_at"] = to_text(record.created);
    row["updated_at"] = to_text(record.updated);
    row["label"] = sync.label ? json::value(json::string(*sync.label)) : json::value(nullptr);
    row["operation"] = sync.operation;
    row["paused"] = sync.paused;
    if (!of_today) {
        write_flat_schedule(sync, row);
    }
    json::object& from = row["source_attributes"].emplace_object();
    from["connection_id"] = sync.source_id;
    write_v1_object(sync, metadata, from);
    json::object& into = row["destination_attributes"].emplace_object();
    into["connection_id"] = sync.destination_id;
    into["object"] = sync.object;
    if (of_today) {
        into["lead_union_insert_to"] = text_or_null(sync.lead_union_insert_to);
        row["mode"] = v1_mode(sync);
    } else {
        row["lead_union_insert_to"] = text_or_null(sync.lead_union_insert_to);
    }
    write_shared_members(record, metadata, row);
    return row;
}

}  // namespace censusctl::sandbox
