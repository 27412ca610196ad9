#include "plan/replacement.hpp"

#include <algorithm>
#include <variant>

#include "diff/attributes.hpp"
#include "diff/mappings.hpp"
#include "model/attributes.hpp"
#include "model/server_made.hpp"
#include "plan/server_keys.hpp"
#include "plan/update_keys.hpp"

namespace censusctl::plan {
namespace {

using model::attribute;
using model::sync_spec;

constexpr std::string_view default_field_order = "alphabetical_column_name";

bool maps(const manifest::declared_sync& declared, std::string_view field) {
    return std::ranges::any_of(declared.mappings, [&](const manifest::declared_mapping& mapping) {
        return mapping.spec.to == field;
    });
}

/// What the live sync has that a new one could not be given; empty: nothing.
std::string what_none_can_be_given(const model::live_sync& live, const manifest::declared_sync& declared) {
    const auto mapping = std::ranges::find_if(live.spec.mappings, [&](const model::mapping& row) {
        return model::is_of_unknown_kind(row) && !maps(declared, row.to);
    });
    if (mapping != live.spec.mappings.end()) {
        return "a new one could not be given its mapping of '" + mapping->to +
               "', whose kind of source is not known here";
    }
    if (live.kept.mode == "live") {
        return "it is a live sync, of which none can be made any more";
    }
    if (model::has_odd_mode(live.kept)) {
        return "a new one could not be given its mode '" + live.kept.mode + "', which is not known here";
    }
    const auto& kept = live.kept.members;
    const auto trigger = std::ranges::find(kept, model::kept_place::triggers, &model::kept_member::place);
    if (trigger != kept.end()) {
        return "a new one could not be given its trigger '" + trigger->name + "', which is not known here";
    }
    const auto alert = std::ranges::find(kept, model::kept_place::alerts, &model::kept_member::place);
    if (!declared.spec.alerts && alert != kept.end()) {
        return "a new one could not be given its alert '" + alert->name +
               "'; state `alerts` to say which it is to have";
    }
    return {};
}

/// Whether both write to the same object, so that what belongs to it can go over.
bool same_object(const sync_spec& desired, const sync_spec& live) {
    return desired.destination.connection_id == live.destination.connection_id &&
           desired.destination.object == live.destination.object;
}

using text_member = std::string sync_spec::*;

/// The member of a text that the workspace has as it likes where no file states it; null: the row is no such.
const text_member* text_left_alone(const model::attribute_row<sync_spec>& row) {
    return row.unstated == model::when_unstated::left_alone ? std::get_if<text_member>(&row.member) : nullptr;
}

bool is_taken_over(const model::attribute_row<sync_spec>& row, const sync_spec& desired,
                   const sync_spec& made) {
    if (const text_member* member = text_left_alone(row)) {
        return desired.**member != made.**member;
    }
    if (row.id == attribute::alerts) {
        return desired.alerts != made.alerts;
    }
    if (row.id == attribute::mappings) {
        return desired.mappings.size() != made.mappings.size();
    }
    return row.id == attribute::advanced_configuration &&
           desired.advanced_configuration != made.advanced_configuration;
}

void take_text(const sync_spec& live, const model::attribute_row<sync_spec>& row, sync_spec& made) {
    const text_member* member = text_left_alone(row);
    if (member != nullptr && (made.**member).empty() && model::has_effect(row, made)) {
        made.** member = live.**member;
    }
}

/// The ids of alerts are those of the sync that has them.
std::vector<model::alert> without_ids(std::vector<model::alert> alerts) {
    for (model::alert& alert : alerts) {
        alert.id.reset();
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

/// Those that no file names: no comparison shows their end.
void take_rows_added_by_hand(const sync_spec& live, const diff::comparison_context& context,
                             sync_spec& made) {
    const std::size_t stated = made.mappings.size();
    for (const model::mapping& row : live.mappings) {
        const auto end = made.mappings.begin() + static_cast<std::ptrdiff_t>(stated);
        const bool is_named = std::any_of(made.mappings.begin(), end, [&](const model::mapping& mapping) {
            return diff::same_field(mapping.to, row.to, context);
        });
        if (!is_named && model::is_added_by_hand(row)) {
            made.mappings.push_back(row);
        }
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
    for (const auto& row : model::sync_attributes) {
        if (row.id != attribute::field_order) {  // belongs to the object: below
            take_text(live, row, made);
        }
    }
    if (!same_object(desired, live)) {
        return made;
    }
    // The default is told of every sync, and refused by an object whose fields have no order.
    if (live.field_order != default_field_order) {
        take_text(live, model::row_of<sync_spec>(attribute::field_order), made);
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
    if (diff::syncs_all_properties(desired) && diff::syncs_all_properties(live)) {
        take_rows_added_by_hand(live, context, made);
    }
    return made;
}

std::vector<std::string> taken_over(const sync_spec& desired, const sync_spec& made) {
    std::vector<std::string> paths;
    for (const auto& row : model::sync_attributes) {
        if (is_taken_over(row, desired, made)) {
            paths.emplace_back(row.path);
        }
    }
    return paths;
}

}  // namespace censusctl::plan
