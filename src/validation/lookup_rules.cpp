#include <algorithm>

#include "validation/metadata_rules.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;

void report_other_object(metadata_check& check, const manifest::declared_mapping& mapping,
                         const model::field& field) {
    const std::string& wanted = mapping.spec.lookup_object;
    const std::string& meant = field.lookup_object;
    auto& problem = check.report(
        code::lookup_object_mismatch, mapping.at[model::attribute::lookup_object],
        check.name_of(field) + (meant.empty() ? " refers to no object"
                                              : " refers to object '" + meant + "', not '" + wanted + "'"));
    problem.hints.push_back(meant.empty() ? "take `lookup_object` and `lookup_field` away"
                                          : "write `lookup_object: " + meant + "`");
}

void add_reference_keys(diagnostics::diagnostic& problem, const model::destination_object& object) {
    constexpr std::size_t most = 8;
    std::vector<std::string_view> names;
    for (const model::field& field : object.fields) {
        if (field.can_be_reference_key) {
            names.emplace_back(field.full_name);
        }
    }
    problem.hints.push_back(names.empty() ? "no field of it can" : "these can: " + quoted_list(names, most));
}

}  // namespace

void check_lookup(metadata_check& check, const manifest::declared_mapping& mapping,
                  const model::field& field) {
    const std::string& wanted = mapping.spec.lookup_object;
    const std::string& key = mapping.spec.lookup_field;
    if (wanted.empty() || key.empty()) {
        return;
    }
    if (field.lookup_object != wanted) {
        report_other_object(check, mapping, field);
        return;
    }
    const auto& objects = check.sync().destination->objects;
    const auto target = std::find_if(objects.begin(), objects.end(),
                                     [&](const auto& item) { return item.full_name == wanted; });
    if (target == objects.end() || target->fields.empty()) {
        check.report_missing(mapping.at[model::attribute::lookup_object],
                             "fields of object '" + wanted + "' of '" + check.sync().destination->name + "'");
        return;
    }
    const auto& fields = check.fields_of(*target).by_name;
    const auto found = fields.find(folded(key, target->allow_case_sensitive_field_names));
    if (found == fields.end()) {
        auto& problem = check.report(code::lookup_field_unknown, mapping.at[model::attribute::lookup_field],
                                     "object '" + wanted + "' has no field '" + key + "'");
        check.suggest(problem, key, names_of(target->fields));
        if (problem.hints.empty()) {
            add_reference_keys(problem, *target);
        }
    } else if (!found->second->can_be_reference_key) {
        auto& problem =
            check.report(code::lookup_field_not_reference_key, mapping.at[model::attribute::lookup_field],
                         "field '" + found->second->full_name + "' of object '" + wanted +
                             "' cannot be used to look a record up");
        add_reference_keys(problem, *target);
    }
}

}  // namespace censusctl::validation
