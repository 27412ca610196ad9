#include "plan/replacement.hpp"

#include <algorithm>
#include <variant>

#include "diff/mappings.hpp"
#include "model/attributes.hpp"
#include "model/vocabulary.hpp"
#include "plan/update_keys.hpp"

namespace censusctl::plan {
namespace {

using model::attribute;
using model::sync_spec;

/// The API's reference does not know all of its options, so that none is ever made (census-api-today 4.5).
constexpr std::string_view partly_known_alert = "record_count_deviation";
constexpr std::string_view default_field_order = "alphabetical_column_name";

bool can_be_made(const model::alert& alert) {
    return alert.type != partly_known_alert &&
           model::vocabulary::contains(model::vocabulary::alert_types, alert.type);
}

/// What the live sync has that a new one could not be given; empty: nothing.
std::string what_none_can_be_given(const model::live_sync& live, const manifest::declared_sync& declared) {
    if (live.kept.mode == "live") {
        return "it is a live sync, of which none can be made any more";
    }
    if (!live.kept.triggers.empty()) {
        return "a new one could not be given its trigger '" + live.kept.triggers.front().first +
               "', which is not known here";
    }
    if (!declared.spec.alerts && live.spec.alerts) {
        const auto odd = std::ranges::find_if_not(*live.spec.alerts, can_be_made);
        if (odd != live.spec.alerts->end()) {
            return "a new one could not be given its alert '" + odd->type +
                   "'; state `alerts` to say which it is to have";
        }
    }
    return {};
}

bool has_compound_key(const model::live_sync& live) {
    return std::ranges::any_of(live.spec.mappings, diff::is_added_key);
}

bool is_of_key(const diff::field_change& change) {
    return change.path.id == attribute::is_primary_identifier;
}

/// Whether both write to the same object, so that what belongs to it can go over.
bool same_object(const sync_spec& desired, const sync_spec& live) {
    return desired.destination.connection_id == live.destination.connection_id &&
           desired.destination.object == live.destination.object;
}

void take_text(const sync_spec& live, attribute id, std::string sync_spec::*member, sync_spec& made) {
    if ((made.*member).empty() && model::has_effect(model::row_of<sync_spec>(id), made)) {
        made.*member = live.*member;
    }
}

/// The ids of alerts are those of the sync that has them.
std::vector<model::alert> without_ids(std::vector<model::alert> alerts) {
    for (model::alert& alert : alerts) {
        alert.id.reset();
        alert.json.clear();
    }
    return alerts;
}

void take_settings(const sync_spec& live, sync_spec& made) {
    if (!live.advanced_configuration || live.advanced_configuration->empty()) {
        return;
    }
    std::vector<model::setting> all = made.advanced_configuration.value_or(std::vector<model::setting>());
    for (const model::setting& setting : *live.advanced_configuration) {
        if (std::ranges::find(all, setting.name, &model::setting::name) == all.end()) {
            all.push_back(setting);
        }
    }
    std::ranges::sort(all, {}, &model::setting::name);
    made.advanced_configuration = std::move(all);
}

void take_mapping(const model::mapping& live, model::mapping& made) {
    if (!made.sync_null_values) {
        made.sync_null_values = live.sync_null_values;
    }
    if (!made.follow_source_type) {
        made.follow_source_type = live.follow_source_type;
    }
    if (!made.generate_field || !live.generate_field) {
        return;
    }
    if (made.field_type.empty()) {
        made.field_type = live.field_type;
    }
    if (!made.array_field) {
        made.array_field = live.array_field;
    }
}

}  // namespace

std::string why_irreplaceable(const std::vector<diff::field_change>& fields, const model::live_sync& live,
                              const manifest::declared_sync& declared, const model::capabilities& can) {
    if (!can.can_update || !can.can_delete) {
        return "the API of generation " + std::string(can.generation) + " creates and triggers only";
    }
    if (!live.not_understood.empty()) {
        return "it is not understood";
    }
    if (declared.protect) {
        return "`protect: true` keeps it";
    }
    if (declared.id) {
        return "the file names it by its `id`, which the new one would not have; take `id` away, and its "
               "label "
               "finds it";
    }
    if (std::string lost = what_none_can_be_given(live, declared); !lost.empty()) {
        return lost;
    }
    if (has_compound_key(live) && std::ranges::any_of(fields, is_of_key)) {
        return "a new one would be given that key too";
    }
    for (const attribute key : update_keys(fields)) {
        if (!can.can_create(key)) {
            return "a new one cannot be given '" + std::string(model::path_of(key)) + "' either";
        }
    }
    return {};
}

sync_spec replacement_of(const sync_spec& desired, const sync_spec& live,
                         const diff::comparison_context& context) {
    sync_spec made = desired;
    if (!made.alerts && live.alerts) {
        made.alerts = without_ids(*live.alerts);
    }
    take_text(live, attribute::field_normalization, &sync_spec::field_normalization, made);
    take_text(live, attribute::mirror_strategy, &sync_spec::mirror_strategy, made);
    take_text(live, attribute::historical_sync_operation, &sync_spec::historical_sync_operation, made);
    take_text(live, attribute::high_water_mark_attribute, &sync_spec::high_water_mark_attribute, made);
    if (!same_object(desired, live)) {
        return made;
    }
    // The default is told of every sync, and refused by an object whose fields have no order.
    if (live.field_order != default_field_order) {
        take_text(live, attribute::field_order, &sync_spec::field_order, made);
    }
    take_settings(live, made);
    for (model::mapping& mapping : made.mappings) {
        const auto there = std::ranges::find_if(live.mappings, [&](const model::mapping& row) {
            return diff::same_field(mapping.to, row.to, context);
        });
        if (there != live.mappings.end()) {
            take_mapping(*there, mapping);
        }
    }
    return made;
}

std::vector<std::string> taken_over(const sync_spec& desired, const sync_spec& made) {
    std::vector<std::string> paths;
    const auto add = [&paths](bool taken, attribute id) {
        if (taken) {
            paths.emplace_back(model::path_of(id));
        }
    };
    add(desired.field_normalization != made.field_normalization, attribute::field_normalization);
    add(desired.field_order != made.field_order, attribute::field_order);
    add(desired.alerts != made.alerts, attribute::alerts);
    add(desired.mirror_strategy != made.mirror_strategy, attribute::mirror_strategy);
    add(desired.historical_sync_operation != made.historical_sync_operation,
        attribute::historical_sync_operation);
    add(desired.high_water_mark_attribute != made.high_water_mark_attribute,
        attribute::high_water_mark_attribute);
    add(desired.advanced_configuration != made.advanced_configuration, attribute::advanced_configuration);
    return paths;
}

}  // namespace censusctl::plan
