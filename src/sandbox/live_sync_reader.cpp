#include "sandbox/live_sync_reader.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>

#include "sandbox/copied_rows.hpp"
#include "sandbox/highest_id.hpp"
#include "sandbox/row_builder.hpp"
#include "sandbox/sync_2021_reader.hpp"
#include "sandbox/sync_rules.hpp"
#include "sandbox/v1_alert_reader.hpp"
#include "sandbox/v1_mapping_reader.hpp"
#include "sandbox/v1_source_reader.hpp"
#include "sandbox/v1_sync_reader.hpp"
#include "sandbox/v2_sync_reader.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 3> ages{"2021", "2023", "today"};

void allow_known_members(const node& row) {
    row.allow_only({"id",
                    "label",
                    "resource_identifier",
                    "schedule_frequency",
                    "schedule_day",
                    "schedule_hour",
                    "schedule_minute",
                    "cron_expression",
                    "triggers",
                    "mode",
                    "created_at",
                    "updated_at",
                    "operation",
                    "paused",
                    "status",
                    "lead_union_insert_to",
                    "trigger_on_dbt_cloud_rebuild",
                    "field_behavior",
                    "field_normalization",
                    "field_order",
                    "sync_behavior_family",
                    "mirror_strategy",
                    "historical_sync_operation",
                    "high_water_mark_attribute",
                    "high_water_mark_attributes",
                    "advanced_configuration",
                    "alert_attributes",
                    "failed_run_notifications_enabled",
                    "failed_record_notifications_enabled",
                    "failed_record_notifications_threshold_percent",
                    "source_attributes",
                    "destination_attributes",
                    "mappings",
                    "activation_id",
                    "age",
                    "later"});
}

sync_age age_of(const node& row) {
    if (const auto stated = row.find("age")) {
        const std::string word = stated->one_of(ages);
        return word == ages[0] ? sync_age::of_2021
                               : (word == ages[1] ? sync_age::of_2023 : sync_age::of_today);
    }
    if (row.find("mode")) {
        return sync_age::of_today;
    }
    if (row.find("triggers") || row.find("cron_expression") || has_alert_flags(row)) {
        return sync_age::of_2023;
    }
    const bool of_2021 = row.require("source_attributes").find("data_source").has_value();
    if (of_2021) {
        return sync_age::of_2021;
    }
    return row.find("schedule_frequency") ? sync_age::of_2023 : sync_age::of_today;
}

/// A sync shows the model as it was when it was read; a file may state that.
void read_source(const node& attributes, const world& metadata, stored_sync& into) {
    const auto of_2021 = attributes.find("data_source");
    if (!of_2021) {
        read_v1_source(attributes, metadata, spelling::reply, into);
        return;
    }
    read_2021_source(attributes, metadata, into);
    const data_source* reads = metadata.find_data_source(into.source_id, into.object_type, into.object_id);
    for (const auto& member : of_2021->object()) {
        const json::value* own = reads->row.if_contains(member.key());
        if (own == nullptr || *own != member.value()) {
            into.shown_object[member.key()] = member.value();
        }
    }
}

std::vector<stored_mapping> read_mappings(const node& list) {
    std::vector<stored_mapping> mappings;
    for (const node& mapping : list.items()) {
        const node from = mapping.require("from");
        stored_mapping read;
        if (from.value().is_object() && !from.find("value")) {
            read_v1_from(from, spelling::reply, read);
        } else {
            read_2021_from(from, true, read);
        }
        read_mapping_target(mapping, read);
        read_later_attributes(mapping, read);
        mappings.push_back(std::move(read));
    }
    return mappings;
}

void read_alerts(const node& row, stored_sync& into) {
    into.alerts_shown = into.age == sync_age::of_today || row.find("alert_attributes");
    if (!row.find("alert_attributes") && into.age == sync_age::of_today && !has_alert_flags(row)) {
        into.alerts = default_alerts();
    }
    if (into.age == sync_age::of_2023 && !row.find("alert_attributes")) {
        into.alerts = alerts_of_flags(row);
    }
}

}  // namespace

std::string identifier_of(const std::optional<std::string>& label, std::int64_t id) {
    const std::string words = label ? slug_of(*label) : std::string();
    return "sync:" + (words.empty() ? "sync-" + std::to_string(id) : words);
}

namespace {

/// The connections and the object, in the spelling of V2.
void read_v2_place(const node& row, const world& metadata, stored_sync& into) {
    const world_settings& settings = metadata.settings;
    const auto id = find_at(row, settings.activation_place);
    const activation* coupling = id ? metadata.find_activation(id->text()) : nullptr;
    const source* owner = coupling == nullptr ? nullptr : metadata.find_source(coupling->source_id);
    if (owner == nullptr) {
        row.refuse("names no activation that is known");
    }
    into.activation_id = coupling->id;
    into.destination_id = coupling->destination_id;
    read_v1_object(row.require("source_attributes"), *owner, spelling::reply, into);
    if (const auto name = find_at(row, settings.object_place)) {
        into.object = name->text();
    }
}

void read_places(const node& row, const world& metadata, generation spoken, stored_sync& into) {
    if (spoken == generation::v2) {
        read_v2_place(row, metadata, into);
    } else {
        read_source(row.require("source_attributes"), metadata, into);
        read_v1_destination(row.require("destination_attributes"), metadata, into);
    }
}

sync_record read_row(const node& row, const world& metadata, generation spoken) {
    sync_record record;
    record.id = row.require("id").integer(1, highest_id);
    record.created = moment_at(row, "created_at", metadata.settings.clock);
    record.updated = moment_at(row, "updated_at", record.created);
    stored_sync& sync = record.sync;
    static_cast<void>(row.require("operation"));
    read_places(row, metadata, spoken, sync);
    if (sync.lead_union_insert_to.empty()) {
        sync.lead_union_insert_to = row.text_or("lead_union_insert_to", "");
    }
    read_shared_members(row, metadata, spelling::reply, sync);
    sync.mappings = read_mappings(row.require("mappings"));
    sync.age = age_of(row);
    read_alerts(row, sync);
    sync.trigger_on_dbt_cloud_rebuild = row.flag("trigger_on_dbt_cloud_rebuild", false);
    sync.status = row.text_or("status", "");
    sync.resource_identifier = row.text_or("resource_identifier", identifier_of(sync.label, record.id));
    return record;
}

}  // namespace

sync_record read_live_sync(const node& row, const world& metadata) {
    allow_known_members(row);
    sync_record record = read_row(row, metadata, generation::v1);
    stored_sync& sync = record.sync;
    sync.activation_id = row.text_or("activation_id", "");
    if (const auto later = row.find("later")) {
        sync.later = later->object();
    }
    if (sync.age == sync_age::of_today) {
        complete_sync(sync, find_targets(sync, metadata));
        sync.shuffle = metadata.settings.shuffle_mappings ? record.id : 0;
    }
    return record;
}

sync_record read_copied_sync(const node& row, const world& metadata, generation spoken) {
    try {
        return read_row(row, metadata, spoken);
    } catch (const document_error&) {
        // It says what this sandbox cannot follow: it is shown as it is.
        sync_record record;
        record.id = id_of(row.object(), "id");
        record.created = read_instant(text_of(row.object(), "created_at")).value_or(metadata.settings.clock);
        record.updated = record.created;
        return record;
    }
}

}  // namespace censusctl::sandbox
