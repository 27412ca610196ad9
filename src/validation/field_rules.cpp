#include <algorithm>
#include <utility>

#include "validation/metadata_rules.hpp"
#include "validation/types.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;
using diagnostics::severity;

constexpr std::size_t most_hints = 3;

/// The web application shows labels, so people write them: the full names of the fields of this label.
void suggest_by_label(metadata_check& check, diagnostics::diagnostic& problem, const std::string& wrong) {
    for (const auto& field : check.sync().object->fields) {
        if (!wrong.empty() && field.label == wrong && problem.hints.size() < most_hints) {
            problem.hints.push_back("did you mean '" + field.full_name + "'?");
            check.add_meant(field.full_name);
        }
    }
}

}  // namespace

void check_unknown_field(metadata_check& check, const manifest::declared_mapping& mapping) {
    const model::destination_object& object = *check.sync().object;
    if (mapping.spec.generate_field) {
        if (!object.allow_custom_fields) {
            check.report(code::custom_fields_unsupported, mapping.at[model::attribute::generate_field],
                         check.object_name() + " does not allow custom fields, so '" + mapping.spec.to +
                             "' cannot be generated");
        }
        return;
    }
    auto& problem = check.report(code::field_unknown, mapping.at[model::attribute::mapping_to],
                                 check.object_name() + " has no field '" + mapping.spec.to + "'");
    suggest_by_label(check, problem, mapping.spec.to);
    if (problem.hints.empty()) {
        std::vector<std::string> meant =
            check.suggest(problem, mapping.spec.to, names_of(object.fields),
                          list_command("fields", {check.sync().destination->name, object.full_name}));
        std::ranges::for_each(meant, [&](std::string& name) { check.add_meant(std::move(name)); });
    }
    if (object.allow_custom_fields && !problem.hints.empty() && problem.hints.front().starts_with("there ")) {
        problem.hints.emplace_back("`generate_field: true` would make it a custom field");
    }
    problem.notes.push_back(
        {check.declared().at[model::attribute::destination_object], "the object is chosen here"});
}

void check_writable(metadata_check& check, const manifest::declared_mapping& mapping,
                    const model::field& field) {
    if (mapping.spec.is_primary_identifier) {
        return;  // a key is matched, not written
    }
    const std::string& operation = check.declared().spec.operation;
    const bool both = operation == "upsert" || operation == "mirror";
    const bool creates = both || operation == "insert";
    const bool updates = both || operation == "update";
    if (both && !field.createable && !field.updateable) {
        check.report(code::field_not_updateable, mapping.at[model::attribute::mapping_to],
                     check.name_of(field) + " can be neither created nor updated");
        return;
    }
    const severity level = both ? severity::warning : severity::error;
    if (creates && !field.createable) {
        check
            .report(code::field_not_createable, mapping.at[model::attribute::mapping_to],
                    check.name_of(field) + " cannot be written when a record is created")
            .level = level;
    }
    if (updates && !field.updateable) {
        check
            .report(code::field_not_updateable, mapping.at[model::attribute::mapping_to],
                    check.name_of(field) + " cannot be written when a record is updated")
            .level = level;
    }
}

void check_required(metadata_check& check, const std::vector<const model::field*>& mapped) {
    const auto& declared = check.declared();
    const model::source_object* source = check.sync().source_object;
    const bool all = declared.spec.field_behavior == "sync_all_properties";
    if (declared.at.reported(model::attribute::mappings)) {
        return;  // what could not be read may well map to it
    }
    if (all && (source == nullptr || source->columns.empty())) {
        return;  // what the columns fill is not known
    }
    for (const model::field* field : check.fields_of(*check.sync().object).required) {
        const bool stated = std::find(mapped.begin(), mapped.end(), field) != mapped.end();
        if (stated || check.is_meant(*field) || (all && is_filled_by_columns(*field, *source))) {
            continue;
        }
        auto& problem =
            check.report(code::field_required_missing, declared.at[model::attribute::mappings],
                         check.object_name() + " requires field '" + field->full_name +
                             "', and nothing maps to it" + (all ? ": no column has its name" : ""));
        problem.level = declared.spec.operation == "update" ? severity::warning : severity::error;
        problem.hints.push_back("add a mapping with `to: " + field->full_name + "`");
    }
}

}  // namespace censusctl::validation
