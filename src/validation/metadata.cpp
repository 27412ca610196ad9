#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "text/suggest.hpp"
#include "validation/types.hpp"
#include "validation/validate.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;
using diagnostics::diagnostic;
using diagnostics::severity;
using diagnostics::span;
using manifest::declared_mapping;

/// A field's or column's name as it is compared: ASCII letters folded where the object does not tell them
/// apart.
std::string folded(std::string_view name, bool case_sensitive) {
    std::string made(name);
    if (!case_sensitive) {
        std::transform(made.begin(), made.end(), made.begin(), [](char letter) {
            return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
        });
    }
    return made;
}

using field_index = std::unordered_map<std::string, const model::field*>;

/// The checks of one run; indices are made once for each object, since many syncs share a few.
class checker {
public:
    explicit checker(diagnostics::collector& problems) : problems_(problems) {}

    void check(const resolved_sync& sync) {
        sync_ = &sync;
        if (sync.source_object != nullptr) {
            check_columns();
        }
        if (sync.object != nullptr) {
            check_object();
        }
    }

private:
    diagnostic& report(code id, span where, std::string message) {
        const auto& declared = *sync_->declared;
        auto& problem = problems_.report(id, where.known() ? where : declared.key.where, std::move(message));
        problem.sync = declared.key.value;
        return problem;
    }

    [[nodiscard]] std::string object_name() const {
        return "object '" + sync_->object->full_name + "' of '" + sync_->destination->name + "'";
    }

    void warn_missing(const void* of, span where, const std::string& what) {
        if (warned_.insert(of).second) {
            report(code::metadata_missing, where, what).hints.emplace_back("nothing is refused for it");
        }
    }

    void check_columns() {
        const model::source_object& object = *sync_->source_object;
        const std::string name = object.type == "model"
                                     ? "model '" + object.name + "'"
                                     : "table '" + object.table.schema + "." + object.table.name + "'";
        if (object.columns.empty()) {
            warn_missing(&object, sync_->declared->source.object.where,
                         "the workspace lists no columns of " + name);
            return;
        }
        auto [index, fresh] = columns_.try_emplace(&object);
        if (fresh) {
            for (const auto& column : object.columns) {
                index->second.emplace(column.name, &column);
            }
        }
        for (const declared_mapping& mapping : sync_->declared->mappings) {
            const auto* column = std::get_if<model::column_source>(&mapping.from.value);
            if (column == nullptr || column->name.empty() || index->second.count(column->name) > 0) {
                continue;
            }
            auto& problem = report(code::source_column_unknown, mapping.from.where,
                                   name + " has no column '" + column->name + "'");
            std::vector<std::string_view> names;
            for (const auto& one : object.columns) {
                names.emplace_back(one.name);
            }
            suggest(problem, column->name, names);
        }
    }

    static void suggest(diagnostic& problem, std::string_view wrong,
                        const std::vector<std::string_view>& names) {
        if (auto hint = text::did_you_mean(wrong, names); !hint.empty()) {
            problem.hints.push_back(std::move(hint));
        }
    }

    const field_index& fields_of(const model::destination_object& object) {
        auto [index, fresh] = fields_.try_emplace(&object);
        if (fresh) {
            for (const auto& field : object.fields) {
                index->second.emplace(folded(field.full_name, object.allow_case_sensitive_field_names),
                                      &field);
            }
        }
        return index->second;
    }

    void check_object() {
        const model::destination_object& object = *sync_->object;
        const auto& declared = *sync_->declared;
        const auto& allowed = object.supported_operations;
        if (!allowed.empty() &&
            std::find(allowed.begin(), allowed.end(), declared.operation.value) == allowed.end()) {
            report(code::operation_unsupported, declared.operation.where,
                   object_name() + " cannot be written with operation '" + declared.operation.value + "'");
        }
        if (object.fields.empty()) {
            warn_missing(&object, declared.destination.object.where,
                         "the workspace lists no fields of " + object_name());
            return;
        }
        const field_index& fields = fields_of(object);
        std::unordered_map<std::string, const declared_mapping*> mapped;
        for (const declared_mapping& mapping : declared.mappings) {
            if (mapping.to.value.empty()) {
                continue;
            }
            const std::string name = folded(mapping.to.value, object.allow_case_sensitive_field_names);
            const auto [first, fresh] = mapped.try_emplace(name, &mapping);
            if (!fresh && first->second->to.value != mapping.to.value) {
                report(code::mapping_duplicate, mapping.to.where,
                       "'" + mapping.to.value + "' and '" + first->second->to.value +
                           "' are the same field, since " + object_name() + " does not tell capitals apart")
                    .notes.push_back({first->second->to.where, "the first is here"});
            }
            check_mapping(mapping, fields, name);
        }
        check_required(mapped);
    }

    void check_mapping(const declared_mapping& mapping, const field_index& fields, const std::string& name) {
        const model::destination_object& object = *sync_->object;
        const std::string& operation = sync_->declared->operation.value;
        const auto found = fields.find(name);
        if (found == fields.end()) {
            if (operation == "append" && mapping.is_primary_identifier.value &&
                mapping.to.value == "unique_id") {
                return;  // a virtual field, which no metadata lists
            }
            unknown_field(mapping);
            return;
        }
        const model::field& field = *found->second;
        check_writable(mapping, field, operation);
        if (mapping.is_primary_identifier.value) {
            check_key(mapping, field, operation);
        }
        if (mapping.preserve_values.value && !field.preserve_values_supported) {
            report(
                code::preserve_values_unsupported, mapping.preserve_values.where,
                "field '" + field.full_name + "' of " + object_name() + " does not support preserve_values");
        }
        const auto& supported = field.operations;
        if (!mapping.operation.value.empty() &&
            (!field.array ||
             std::find(supported.begin(), supported.end(), mapping.operation.value) == supported.end())) {
            report(code::array_operation_unsupported, mapping.operation.where,
                   "field '" + field.full_name + "' of " + object_name() +
                       " does not support the operation '" + mapping.operation.value + "'");
        }
        check_constant(mapping, field);
        check_column_type(mapping, field);
        check_lookup(mapping, field, object);
    }

    void unknown_field(const declared_mapping& mapping) {
        const model::destination_object& object = *sync_->object;
        if (mapping.generate_field.value) {
            if (!object.allow_custom_fields) {
                report(code::custom_fields_unsupported, mapping.generate_field.where,
                       object_name() + " does not allow custom fields, so '" + mapping.to.value +
                           "' cannot be generated");
            }
            return;
        }
        auto& problem = report(code::field_unknown, mapping.to.where,
                               object_name() + " has no field '" + mapping.to.value + "'");
        std::vector<std::string_view> names;
        for (const auto& field : object.fields) {
            if (field.label == mapping.to.value) {
                problem.hints.push_back("did you mean '" + field.full_name + "'?");
            }
            names.emplace_back(field.full_name);
        }
        if (problem.hints.empty()) {
            suggest(problem, mapping.to.value, names);
        }
        if (problem.hints.empty() && object.allow_custom_fields) {
            problem.hints.emplace_back("`generate_field: true` would make it a custom field");
        }
        problem.notes.push_back({sync_->declared->destination.object.where, "the object is chosen here"});
    }

    void check_writable(const declared_mapping& mapping, const model::field& field,
                        const std::string& operation) {
        if (mapping.is_primary_identifier.value) {
            return;  // a key is matched, not written
        }
        const bool creates = operation == "insert" || operation == "upsert" || operation == "mirror";
        const bool updates = operation == "update" || operation == "upsert" || operation == "mirror";
        const std::string name = "field '" + field.full_name + "' of " + object_name();
        const bool both = creates && updates;
        if (both && !field.createable && !field.updateable) {
            report(code::field_not_updateable, mapping.to.where,
                   name + " can be neither created nor updated");
            return;
        }
        if (creates && !field.createable) {
            auto& problem = report(code::field_not_createable, mapping.to.where,
                                   name + " cannot be written when a record is created");
            problem.level = both ? severity::warning : severity::error;
        }
        if (updates && !field.updateable) {
            auto& problem = report(code::field_not_updateable, mapping.to.where,
                                   name + " cannot be written when a record is updated");
            problem.level = both ? severity::warning : severity::error;
        }
    }

    void check_key(const declared_mapping& mapping, const model::field& field, const std::string& operation) {
        const bool suits = operation == "insert"   ? field.can_be_insert_key
                           : operation == "update" ? field.can_be_update_key
                           : operation == "append" ? true
                                                   : field.can_be_upsert_key;
        if (suits || operation.empty()) {
            return;
        }
        auto& problem = report(code::primary_identifier_unsupported, mapping.to.where,
                               "field '" + field.full_name + "' of " + object_name() +
                                   " cannot be the key of '" + operation + "'");
        std::string keys;
        for (const auto& one : sync_->object->fields) {
            const bool fits = operation == "insert"   ? one.can_be_insert_key
                              : operation == "update" ? one.can_be_update_key
                                                      : one.can_be_upsert_key;
            if (fits) {
                keys += (keys.empty() ? "'" : ", '") + one.full_name + "'";
            }
        }
        problem.hints.push_back(keys.empty() ? "no field of it can" : "these can: " + keys);
    }

    void check_constant(const declared_mapping& mapping, const model::field& field) {
        const auto* constant = std::get_if<model::constant_source>(&mapping.from.value);
        const type_family family = field_family(field);
        if (constant == nullptr || family == type_family::unknown || family == type_family::array ||
            constant->type == to_string(family)) {
            return;
        }
        report(code::constant_type_mismatch, mapping.from.where,
               "a constant of type '" + constant->type + "' does not fit field '" + field.full_name +
                   "' of type '" + field.type + "'")
            .hints.push_back("write `type: " + std::string(to_string(family)) + "`");
    }

    /// Where both types are known, and one cannot become the other.
    void check_column_type(const declared_mapping& mapping, const model::field& field) {
        const auto* column = std::get_if<model::column_source>(&mapping.from.value);
        if (column == nullptr || sync_->source_object == nullptr) {
            return;
        }
        const column_index& columns = columns_[sync_->source_object];
        const auto found = columns.find(column->name);
        if (found == columns.end() || can_fit(column_family(found->second->type), field_family(field))) {
            return;
        }
        report(code::column_type_mismatch, mapping.from.where,
               "column '" + found->second->name + "' of type '" + found->second->type +
                   "' does not fit field '" + field.full_name + "' of type '" + field.type +
                   (field.array ? "', an array" : "'"));
    }

    void check_lookup(const declared_mapping& mapping, const model::field& field,
                      const model::destination_object& object) {
        const std::string& wanted = mapping.lookup_object.value;
        if (wanted.empty() || mapping.lookup_field.value.empty()) {
            return;
        }
        if (field.lookup_object != wanted) {
            auto& problem =
                report(code::lookup_object_mismatch, mapping.lookup_object.where,
                       field.lookup_object.empty()
                           ? "field '" + field.full_name + "' of " + object_name() + " refers to no object"
                           : "field '" + field.full_name + "' of " + object_name() + " refers to object '" +
                                 field.lookup_object + "', not '" + wanted + "'");
            if (!field.lookup_object.empty()) {
                problem.hints.push_back("write `lookup_object: " + field.lookup_object + "`");
            }
            return;
        }
        const auto& objects = sync_->destination->objects;
        const auto target = std::find_if(objects.begin(), objects.end(),
                                         [&](const auto& one) { return one.full_name == wanted; });
        if (target == objects.end() || target->fields.empty()) {
            warn_missing(target == objects.end() ? &object : &*target, mapping.lookup_object.where,
                         "the workspace lists no fields of object '" + wanted + "'");
            return;
        }
        const field_index& fields = fields_of(*target);
        const auto found =
            fields.find(folded(mapping.lookup_field.value, target->allow_case_sensitive_field_names));
        if (found == fields.end()) {
            auto& problem =
                report(code::lookup_field_unknown, mapping.lookup_field.where,
                       "object '" + wanted + "' has no field '" + mapping.lookup_field.value + "'");
            std::vector<std::string_view> names;
            for (const auto& one : target->fields) {
                names.emplace_back(one.full_name);
            }
            suggest(problem, mapping.lookup_field.value, names);
        } else if (!found->second->can_be_reference_key) {
            report(code::lookup_field_not_reference_key, mapping.lookup_field.where,
                   "field '" + found->second->full_name + "' of object '" + wanted +
                       "' cannot be used to look a record up");
        }
    }

    void check_required(const std::unordered_map<std::string, const declared_mapping*>& mapped) {
        const model::destination_object& object = *sync_->object;
        const auto& declared = *sync_->declared;
        const bool all = declared.field_behavior.value == "sync_all_properties";
        if (all && (sync_->source_object == nullptr || sync_->source_object->columns.empty())) {
            return;
        }
        for (const auto& field : object.fields) {
            if (!field.required_for_mapping ||
                mapped.count(folded(field.full_name, object.allow_case_sensitive_field_names)) > 0 ||
                (all && is_filled_by_columns(field, *sync_->source_object))) {
                continue;
            }
            auto& problem = report(code::field_required_missing, declared.mappings_where,
                                   object_name() + " requires field '" + field.full_name +
                                       "', and nothing maps to it" + (all ? ": no column has its name" : ""));
            problem.level = declared.operation.value == "update" ? severity::warning : severity::error;
            problem.hints.push_back("add a mapping with `to: " + field.full_name + "`");
        }
    }

    diagnostics::collector& problems_;
    const resolved_sync* sync_{nullptr};
    std::unordered_map<const model::destination_object*, field_index> fields_;
    using column_index = std::unordered_map<std::string_view, const model::column*>;
    std::unordered_map<const model::source_object*, column_index> columns_;
    std::unordered_set<const void*> warned_;
};

}  // namespace

void check_metadata(const std::vector<resolved_sync>& syncs, diagnostics::collector& problems) {
    checker checks(problems);
    for (const resolved_sync& sync : syncs) {
        checks.check(sync);
    }
}

}  // namespace censusctl::validation
