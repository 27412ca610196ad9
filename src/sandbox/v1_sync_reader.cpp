#include "sandbox/v1_sync_reader.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/string.hpp>

#include "sandbox/cron_text.hpp"
#include "sandbox/sync_2021_reader.hpp"
#include "sandbox/v1_alert_reader.hpp"
#include "sandbox/v1_mapping_reader.hpp"
#include "sandbox/v1_mode_reader.hpp"
#include "sandbox/v1_source_reader.hpp"
#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

bool is_null(const node& request, std::string_view key) {
    const json::value* member = request.object().if_contains(key);
    return member != nullptr && member->is_null();
}

/// A word of a list; null clears it.
template <class List>
void read_word(const node& request, std::string_view key, const List& allowed, std::string& into) {
    if (const auto word = request.find(key)) {
        into = word->one_of(allowed);
    } else if (is_null(request, key)) {
        into.clear();
    }
}

void read_label(const node& request, stored_sync& into) {
    if (const auto label = request.find("label")) {
        into.label = label->text();
    }
    if (is_null(request, "label") || (into.label && into.label->empty())) {
        into.label.reset();
    }
}

/// Two spellings: the column's name, or an object that counts only with its flag set.
void read_high_water_mark(const node& request, stored_sync& into) {
    if (const auto column = request.find("high_water_mark_attribute")) {
        into.high_water_mark = column->text();
    } else if (const auto attributes = request.find("high_water_mark_attributes")) {
        const bool counts = attributes->flag("use_high_water_mark_diff_type", false);
        into.high_water_mark = counts ? attributes->require("column_name").text() : std::string();
    } else if (is_null(request, "high_water_mark_attribute")) {
        into.high_water_mark.clear();
    }
}

bool has_flat_schedule(const node& request) {
    constexpr std::array<std::string_view, 5> keys{"schedule_frequency", "schedule_day", "schedule_hour",
                                                   "schedule_minute", "cron_expression"};
    return std::any_of(keys.begin(), keys.end(),
                       [&](std::string_view key) { return request.find(key).has_value(); });
}

void read_flat(const node& request, stored_sync& into) {
    into.schedule = stored_schedule{};
    read_flat_schedule(request, true, into);
    const auto cron = request.find("cron_expression");
    if (into.schedule.frequency != "expression" && !cron) {
        return;
    }
    const node expression = request.require("cron_expression");
    if (!is_cron(expression.text())) {
        expression.refuse("is no cron expression of five fields: '" + expression.text() + "'");
    }
    into.schedule = computed_parts(expression.text());
}

/// `mode` wins over the flat schedule of old; sent to an old sync it makes it one of today.
void read_when(const node& request, const world& metadata, spelling accepted, stored_sync& into) {
    if (const auto mode = request.find("mode")) {
        read_v1_mode(*mode, metadata, accepted, into);
        into.age = sync_age::of_today;
        return;
    }
    if (has_flat_schedule(request)) {
        read_flat(request, into);
    }
    if (const auto triggers = request.find("triggers")) {
        read_triggers(*triggers, metadata, accepted, into);
    }
}

void read_advanced(const node& request, stored_sync& into) {
    const auto advanced = request.find("advanced_configuration");
    if (!advanced) {
        return;
    }
    for (const auto& member : advanced->object()) {
        if (member.value().is_object() || member.value().is_array()) {
            advanced->require({member.key().data(), member.key().size()}).refuse("must be a plain value");
        }
    }
    into.advanced_configuration = advanced->object();
}

/// What goes with the old operation alone goes with it.
void read_operation(const node& request, stored_sync& into) {
    const auto operation = request.find("operation");
    const std::string before = into.operation;
    if (operation) {
        into.operation = operation->one_of(words::operations_today);
    }
    if (into.operation != before) {
        into.mirror_strategy.clear();
        into.behavior_family.clear();
        into.high_water_mark.clear();
        into.historical_operation.clear();
    }
}

bool same_json(std::string_view left, std::string_view right) {
    boost::system::error_code error;
    const json::value first = json::parse(left, error);
    if (error || !first.is_object()) {
        return false;
    }
    const json::value second = json::parse(right, error);
    return !error && first == second;
}

}  // namespace

void read_object_name(const node& name, const destination& owner, stored_sync& into) {
    const std::string text = name.text();
    into.object = text;
    if (text.empty()) {
        name.refuse("must not be empty");
    }
    if (owner.find_object(text) != nullptr || owner.file_system) {
        return;
    }
    for (const destination_object& known : owner.objects) {
        if (same_json(known.full_name, text)) {
            into.object = known.full_name;
            return;
        }
    }
    name.refuse("names no object of destination " + std::to_string(owner.id) + ": '" + text + "'");
}

void read_v1_destination(const node& attributes, const world& metadata, stored_sync& into) {
    const node connection = attributes.require("connection_id");
    const std::int64_t wanted = read_v1_id(connection);
    const destination* owner = metadata.find_destination(wanted);
    if (owner == nullptr) {
        connection.refuse("names no destination: " + std::to_string(wanted));
    }
    const std::string before = into.object;
    into.destination_id = wanted;
    read_object_name(attributes.require("object"), *owner, into);
    into.lead_union_insert_to = attributes.text_or("lead_union_insert_to", "");
    if (into.object != before) {
        into.field_order.clear();
    }
}

void read_shared_members(const node& request, const world& metadata, spelling accepted, stored_sync& into) {
    read_label(request, into);
    read_operation(request, into);
    into.paused = request.flag("paused", into.paused);
    read_when(request, metadata, accepted, into);
    if (request.find("field_behavior") || request.find("field_normalization")) {
        read_field_behavior(request, into);
    }
    read_word(request, "field_order", words::field_orders, into.field_order);
    read_word(request, "mirror_strategy", words::mirror_strategies, into.mirror_strategy);
    read_word(request, "sync_behavior_family", words::behavior_families, into.behavior_family);
    read_word(request, "historical_sync_operation", words::historical_operations, into.historical_operation);
    read_high_water_mark(request, into);
    read_advanced(request, into);
    const auto alerts = request.find("alert_attributes");
    if (alerts) {
        into.alerts = accepted == spelling::request ? read_v1_alerts(*alerts, into.alerts)
                                                    : read_returned_alerts(*alerts);
        into.alerts_shown = true;
    } else if (has_alert_flags(request)) {
        into.alerts = alerts_of_flags(request);
    }
}

void read_requested_mappings(const node& request, stored_sync& into) {
    if (const auto mappings = request.find("mappings")) {
        into.mappings = read_v1_mappings(*mappings, spelling::request);
    }
}

stored_sync read_v1_create(const node& request, const world& metadata) {
    stored_sync sync;
    static_cast<void>(request.require("operation"));
    read_v1_source(request.require("source_attributes"), metadata, spelling::request, sync);
    read_v1_destination(request.require("destination_attributes"), metadata, sync);
    sync.mappings = read_v1_mappings(request.require("mappings"), spelling::request);
    if (!request.find("alert_attributes")) {
        sync.alerts = default_alerts();
    }
    read_shared_members(request, metadata, spelling::request, sync);
    return sync;
}

void read_v1_update(const node& request, const world& metadata, stored_sync& into) {
    if (const auto source = request.find("source_attributes")) {
        read_v1_source(*source, metadata, spelling::request, into);
    }
    if (const auto destination = request.find("destination_attributes")) {
        read_v1_destination(*destination, metadata, into);
    }
    read_requested_mappings(request, into);
    read_shared_members(request, metadata, spelling::request, into);
}

}  // namespace censusctl::sandbox
