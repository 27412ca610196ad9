#include "sandbox/sync_2021_reader.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>

#include "sandbox/constant_check.hpp"
#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace {

bool is_of_2021(const data_source& known) {
    return known.type == "model" || known.type == "table";
}

const data_source* find_named(const node& wanted, const source& owner, std::string_view type) {
    const auto& all = owner.data_sources;
    const auto found = std::find_if(all.begin(), all.end(), [&](const data_source& known) {
        if (known.type != type) {
            return false;
        }
        if (type == "model") {
            return known.name == wanted.require("name").text();
        }
        return known.table == wanted.require("table_name").text() &&
               known.schema == wanted.require("table_schema").text() &&
               known.catalog == wanted.require("table_catalog").text();
    });
    return found == all.end() ? nullptr : &*found;
}

/// By id, or by type and name, or by type and the three names of a table.
const data_source& read_data_source(const node& wanted, const source& owner) {
    const std::optional<node> type = wanted.find("type");
    const std::string type_name = type ? type->one_of(words::data_source_types) : std::string{};
    if (const auto id = wanted.find("id")) {
        const std::int64_t number = id->integer();
        for (const data_source& known : owner.data_sources) {
            if (known.id == number && (type ? known.type == type_name : is_of_2021(known))) {
                return known;
            }
        }
        id->refuse("names no " + (type ? type_name : "model or table") + " of source " +
                   std::to_string(owner.id));
    }
    if (!type) {
        wanted.refuse("must have an id, or a type and a name");
    }
    // Read even where the source has nothing, so that what is missing is said first.
    for (const std::string_view key :
         type_name == "model"
             ? std::vector<std::string_view>{"name"}
             : std::vector<std::string_view>{"table_name", "table_schema", "table_catalog"}) {
        static_cast<void>(wanted.require(key).text());
    }
    const data_source* found = find_named(wanted, owner, type_name);
    if (found == nullptr && type_name == "model") {
        wanted.require("name").refuse("names no model of source " + std::to_string(owner.id) + ": '" +
                                      wanted.require("name").text() + "'");
    }
    if (found == nullptr) {
        wanted.refuse("names no table of source " + std::to_string(owner.id) + ": '" +
                      wanted.require("table_catalog").text() + "." + wanted.require("table_schema").text() +
                      "." + wanted.require("table_name").text() + "'");
    }
    return *found;
}

void read_2021_destination(const node& attributes, const world& metadata, stored_sync& into) {
    const node connection = attributes.require("connection_id");
    into.destination_id = connection.integer();
    const destination* target = metadata.find_destination(into.destination_id);
    if (target == nullptr) {
        connection.refuse("names no destination: " + std::to_string(into.destination_id));
    }
    const node object = attributes.require("object");
    into.object = object.text();
    if (target->find_object(into.object) == nullptr) {
        object.refuse("names no object of destination " + std::to_string(target->id) + ": '" + into.object +
                      "'");
    }
    into.lead_union_insert_to = attributes.text_or("lead_union_insert_to", "");
}

}  // namespace

void read_2021_from(const node& from, bool as_returned, stored_mapping& into) {
    if (from.value().is_string()) {
        into.from = from_kind::column;
        into.data = from.value();
        if (into.column().empty()) {
            from.refuse("must not be empty");
        }
        return;
    }
    if (!from.value().is_object()) {
        from.refuse("must be the name of a column, or an object with a value and a type");
    }
    const node value = from.require("value");
    const std::optional<node> returned = as_returned ? from.find("basic_type") : std::nullopt;
    const node type = returned ? *returned : from.require("type");
    into.from = from_kind::constant;
    into.word = type.one_of(words::constant_types);
    check_constant(value, into.word);
    into.data = value.value();
}

void read_mapping_target(const node& mapping, stored_mapping& into) {
    const node to = mapping.require("to");
    into.to = to.text();
    if (into.to.empty()) {
        to.refuse("must not be empty");
    }
    into.is_primary_identifier = mapping.flag("is_primary_identifier", false);
    into.generate_field = mapping.flag("generate_field", false);
    into.preserve_values = mapping.flag("preserve_values", false);
    if (const auto operation = mapping.find("operation")) {
        into.operation = operation->one_of(words::array_operations);
    }
    into.lookup_object = mapping.text_or("lookup_object", "");
    into.lookup_field = mapping.text_or("lookup_field", "");
}

void read_2021_source(const node& attributes, const world& metadata, stored_sync& into) {
    const node connection = attributes.require("connection_id");
    into.source_id = connection.integer();
    const source* owner = metadata.find_source(into.source_id);
    if (owner == nullptr) {
        connection.refuse("names no source: " + std::to_string(into.source_id));
    }
    const data_source& reads = read_data_source(attributes.require("data_source"), *owner);
    into.object_type = reads.type;
    into.object_id = reads.id;
}

void read_flat_schedule(const node& request, bool with_cron, stored_sync& into) {
    stored_schedule& schedule = into.schedule;
    if (const auto frequency = request.find("schedule_frequency")) {
        schedule.frequency =
            with_cron ? frequency->one_of(words::frequencies_today) : frequency->one_of(words::frequencies);
    }
    if (const auto day = request.find("schedule_day")) {
        schedule.day = day->one_of(words::days);
    }
    if (const auto hour = request.find("schedule_hour")) {
        schedule.hour = hour->integer(0, 24);
    }
    if (const auto minute = request.find("schedule_minute")) {
        schedule.minute = minute->integer(0, 59);
    }
    const bool weekly = schedule.frequency == "weekly";
    if (weekly && schedule.day.empty()) {
        throw document_error{"schedule_day", "is missing: a weekly schedule needs one"};
    }
    if (weekly || schedule.frequency == "daily") {
        schedule.hour = schedule.hour.value_or(0);
        schedule.minute = schedule.minute.value_or(0);
    }
}

void read_field_behavior(const node& request, stored_sync& into) {
    if (const auto behavior = request.find("field_behavior")) {
        into.field_behavior = behavior->one_of(words::field_behaviors);
    }
    std::string word = into.field_normalization.empty() ? "match_source_names" : into.field_normalization;
    if (const auto normalization = request.find("field_normalization")) {
        word = normalization->one_of(words::field_normalizations);
    }
    // It has a meaning for generated mappings only, and is null without them.
    into.field_normalization = into.syncs_all() ? word : std::string();
}

stored_sync read_2021_request(const node& request, const world& metadata) {
    stored_sync sync;
    sync.age = sync_age::of_2021;
    sync.alerts_shown = false;
    if (const auto label = request.find("label")) {
        sync.label = label->text();
    }
    sync.operation = request.require("operation").one_of(words::operations);
    read_2021_source(request.require("source_attributes"), metadata, sync);
    read_2021_destination(request.require("destination_attributes"), metadata, sync);
    read_flat_schedule(request, false, sync);
    sync.paused = request.flag("paused", false);
    sync.trigger_on_dbt_cloud_rebuild = request.flag("trigger_on_dbt_cloud_rebuild", false);
    read_field_behavior(request, sync);
    for (const node& mapping : request.require("mappings").items()) {
        stored_mapping& read = sync.mappings.emplace_back();
        read_2021_from(mapping.require("from"), false, read);
        read_mapping_target(mapping, read);
    }
    return sync;
}

}  // namespace censusctl::sandbox
