#include "sandbox/mapping_check.hpp"

#include <algorithm>
#include <set>

namespace censusctl::sandbox {

namespace {

[[noreturn]] void refuse(const draft_mapping& mapping, const std::string& attribute,
                         const std::string& problem) {
    throw document_error{mapping.path + "." + attribute, problem};
}

std::string quoted(const std::string& name) {
    return "'" + name + "'";
}

void check_column(const draft_mapping& mapping, const data_source& reads) {
    if (mapping.column.empty() || reads.columns.empty()) {
        return;
    }
    if (std::find(reads.columns.begin(), reads.columns.end(), mapping.column) == reads.columns.end()) {
        refuse(mapping, "from", "names no column of the " + reads.type + ": " + quoted(mapping.column));
    }
}

bool key_allowed(const field& target, std::string_view operation) {
    if (operation == "insert") {
        return target.can_be_insert_key;
    }
    if (operation == "update") {
        return target.can_be_update_key;
    }
    return operation == "append" || target.can_be_upsert_key;
}

void check_key(const draft_mapping& mapping, const field& target, const std::string& operation) {
    if (!key_allowed(target, operation)) {
        refuse(mapping, "is_primary_identifier",
               "cannot be true: the field " + quoted(target.full_name) + " is no key for the operation " +
                   operation);
    }
}

/// A key is matched, not written, so that only the other fields need to be writable.
void check_writable(const draft_mapping& mapping, const field& target, const std::string& operation) {
    const bool creates = operation == "insert";
    const bool updates = operation == "update";
    if (creates && !target.createable) {
        refuse(mapping, "to", "names a field that cannot be created: " + quoted(target.full_name));
    }
    if (updates && !target.updateable) {
        refuse(mapping, "to", "names a field that cannot be updated: " + quoted(target.full_name));
    }
    if (!target.createable && !target.updateable) {
        refuse(mapping, "to", "names a field that cannot be written: " + quoted(target.full_name));
    }
}

void check_array_operation(const draft_mapping& mapping, const field& target) {
    if (mapping.operation.empty()) {
        return;
    }
    const auto& known = target.operations;
    if (!target.array || std::find(known.begin(), known.end(), mapping.operation) == known.end()) {
        refuse(mapping, "operation",
               mapping.operation + " is not supported by the field " + quoted(target.full_name));
    }
}

void check_lookup_pair(const draft_mapping& mapping) {
    if (mapping.lookup_object.empty() && !mapping.lookup_field.empty()) {
        refuse(mapping, "lookup_object", "is missing: lookup_field needs it");
    }
    if (!mapping.lookup_object.empty() && mapping.lookup_field.empty()) {
        refuse(mapping, "lookup_field", "is missing: lookup_object needs it");
    }
}

void check_lookup(const draft_mapping& mapping, const field* target, const destination& into) {
    if (mapping.lookup_object.empty()) {
        return;
    }
    if (target != nullptr && target->lookup_object != mapping.lookup_object) {
        refuse(mapping, "lookup_object",
               target->lookup_object.empty()
                   ? "cannot be set: the field " + quoted(target->full_name) + " refers to no object"
                   : "must be " + quoted(target->lookup_object) + ", which the field " +
                         quoted(target->full_name) + " refers to");
    }
    const destination_object* referred = into.find_object(mapping.lookup_object);
    if (referred == nullptr) {
        refuse(mapping, "lookup_object",
               "names no object of destination " + std::to_string(into.id) + ": " +
                   quoted(mapping.lookup_object));
    }
    if (referred->fields.empty()) {
        return;
    }
    const field* key = referred->find_field(mapping.lookup_field);
    if (key == nullptr) {
        refuse(mapping, "lookup_field",
               "names no field of the object " + quoted(referred->full_name) + ": " +
                   quoted(mapping.lookup_field));
    }
    if (!key->can_be_reference_key) {
        refuse(mapping, "lookup_field", "names a field that is no reference key: " + quoted(key->full_name));
    }
}

void check_new_field(const draft_mapping& mapping, const destination_object& object) {
    if (!mapping.generate_field) {
        refuse(mapping, "to",
               "names no field of the object " + quoted(object.full_name) + ": " + quoted(mapping.to));
    }
    if (!object.allow_custom_fields) {
        refuse(mapping, "generate_field",
               "cannot be true: the object " + quoted(object.full_name) + " allows no custom fields");
    }
}

void check_target(const draft_mapping& mapping, const sync_draft& draft) {
    check_lookup_pair(mapping);
    if (draft.object->fields.empty()) {
        check_lookup(mapping, nullptr, *draft.into);
        return;
    }
    const field* target = draft.object->find_field(mapping.to);
    if (target == nullptr) {
        check_new_field(mapping, *draft.object);
        check_lookup(mapping, nullptr, *draft.into);
        return;
    }
    if (mapping.is_primary_identifier) {
        check_key(mapping, *target, draft.operation);
    } else {
        check_writable(mapping, *target, draft.operation);
    }
    if (mapping.preserve_values && !target->preserve_values_supported) {
        refuse(mapping, "preserve_values", "is not supported by the field " + quoted(target->full_name));
    }
    check_array_operation(mapping, *target);
    check_lookup(mapping, target, *draft.into);
}

void check_primary_identifier(const sync_draft& draft) {
    const auto count =
        std::count_if(draft.mappings.begin(), draft.mappings.end(),
                      [](const draft_mapping& mapping) { return mapping.is_primary_identifier; });
    if (count != 1) {
        throw document_error{"mappings",
                             "must have exactly one primary identifier, not " + std::to_string(count)};
    }
}

void check_duplicates(const sync_draft& draft) {
    std::set<std::string, std::less<>> taken;
    for (const draft_mapping& mapping : draft.mappings) {
        if (!taken.insert(draft.object->case_sensitive ? mapping.to : folded(mapping.to)).second) {
            refuse(mapping, "to", "is mapped twice: " + quoted(mapping.to));
        }
    }
}

/// An update finds its record, so that what the record must have is there already.
void check_required(const sync_draft& draft) {
    if (draft.operation == "update" || draft.field_behavior == "sync_all_properties") {
        return;
    }
    for (const field& wanted : draft.object->fields) {
        const bool mapped =
            std::any_of(draft.mappings.begin(), draft.mappings.end(), [&](const auto& mapping) {
                return same_name(mapping.to, wanted.full_name, draft.object->case_sensitive);
            });
        if (wanted.required_for_mapping && !mapped) {
            throw document_error{"mappings", "must map the required field " + quoted(wanted.full_name)};
        }
    }
}

}  // namespace

void check_mappings(const sync_draft& draft) {
    check_primary_identifier(draft);
    check_duplicates(draft);
    for (const draft_mapping& mapping : draft.mappings) {
        check_column(mapping, *draft.reads);
        check_target(mapping, draft);
    }
    check_required(draft);
}

}  // namespace censusctl::sandbox
