#include "sandbox/mapping_check.hpp"

#include <algorithm>
#include <set>

namespace censusctl::sandbox {

namespace {

/// A mapping and its place in the request, which refusals name.
struct placed_mapping {
    std::size_t place;
    const stored_mapping& mapping;
};

[[noreturn]] void refuse(const placed_mapping& at, const std::string& attribute, const std::string& problem) {
    throw document_error{"mappings[" + std::to_string(at.place) + "]." + attribute, problem};
}

std::string quoted(const std::string& name) {
    return "'" + name + "'";
}

void check_column(const placed_mapping& at, const data_source* reads) {
    const std::string column = at.mapping.column();
    if (column.empty() || reads == nullptr || reads->columns.empty()) {
        return;
    }
    if (std::find(reads->columns.begin(), reads->columns.end(), column) == reads->columns.end()) {
        refuse(at, "from", "names no column of the " + reads->type + ": " + quoted(column));
    }
}

bool key_allowed(const field& target, std::string_view operation) {
    if (operation == "insert") {
        return target.can_be_insert_key;
    }
    if (operation == "update") {
        return target.can_be_update_key;
    }
    if (operation == "delete") {
        return target.can_be_update_key || target.can_be_upsert_key;
    }
    return operation == "append" || target.can_be_upsert_key;
}

void check_key(const placed_mapping& at, const field& target, const std::string& operation) {
    if (!key_allowed(target, operation)) {
        refuse(at, "is_primary_identifier",
               "cannot be true: the field " + quoted(target.full_name) + " is no key for the operation " +
                   operation);
    }
}

/// A key is matched, not written, so that only the other fields need to be writable.
void check_writable(const placed_mapping& at, const field& target, const std::string& operation) {
    const bool creates = operation == "insert";
    const bool updates = operation == "update";
    if (creates && !target.createable) {
        refuse(at, "to", "names a field that cannot be created: " + quoted(target.full_name));
    }
    if (updates && !target.updateable) {
        refuse(at, "to", "names a field that cannot be updated: " + quoted(target.full_name));
    }
    if (!target.createable && !target.updateable) {
        refuse(at, "to", "names a field that cannot be written: " + quoted(target.full_name));
    }
}

void check_array_operation(const placed_mapping& at, const field& target) {
    if (at.mapping.operation.empty()) {
        return;
    }
    const auto& known = target.operations;
    if (!target.array || std::find(known.begin(), known.end(), at.mapping.operation) == known.end()) {
        refuse(at, "operation",
               at.mapping.operation + " is not supported by the field " + quoted(target.full_name));
    }
}

void check_lookup_pair(const placed_mapping& at) {
    if (at.mapping.lookup_object.empty() && !at.mapping.lookup_field.empty()) {
        refuse(at, "lookup_object", "is missing: lookup_field needs it");
    }
    if (!at.mapping.lookup_object.empty() && at.mapping.lookup_field.empty()) {
        refuse(at, "lookup_field", "is missing: lookup_object needs it");
    }
}

void check_lookup(const placed_mapping& at, const field* target, const destination* into) {
    if (at.mapping.lookup_object.empty()) {
        return;
    }
    if (target != nullptr && target->lookup_object != at.mapping.lookup_object) {
        refuse(at, "lookup_object",
               target->lookup_object.empty()
                   ? "cannot be set: the field " + quoted(target->full_name) + " refers to no object"
                   : "must be " + quoted(target->lookup_object) + ", which the field " +
                         quoted(target->full_name) + " refers to");
    }
    if (into == nullptr) {
        return;
    }
    const destination_object* referred = into->find_object(at.mapping.lookup_object);
    if (referred == nullptr) {
        refuse(at, "lookup_object",
               "names no object of destination " + std::to_string(into->id) + ": " +
                   quoted(at.mapping.lookup_object));
    }
    if (referred->fields.empty()) {
        return;
    }
    const field* key = referred->find_field(at.mapping.lookup_field);
    if (key == nullptr) {
        refuse(at, "lookup_field",
               "names no field of the object " + quoted(referred->full_name) + ": " +
                   quoted(at.mapping.lookup_field));
    }
    if (!key->can_be_reference_key) {
        refuse(at, "lookup_field", "names a field that is no reference key: " + quoted(key->full_name));
    }
}

void check_new_field(const placed_mapping& at, const destination_object& object) {
    if (!at.mapping.generate_field) {
        refuse(at, "to",
               "names no field of the object " + quoted(object.full_name) + ": " + quoted(at.mapping.to));
    }
    if (!object.allow_custom_fields) {
        refuse(at, "generate_field",
               "cannot be true: the object " + quoted(object.full_name) + " allows no custom fields");
    }
}

void check_target(const placed_mapping& at, const stored_sync& sync, const sync_targets& targets,
                  generation spoken) {
    check_lookup_pair(at);
    if (targets.object == nullptr || targets.object->fields.empty()) {
        check_lookup(at, nullptr, targets.into);
        return;
    }
    const field* target = targets.object->find_field(at.mapping.to);
    // An append is told apart by a key that is no field.
    const bool virtual_key = spoken != generation::of_2021 && at.mapping.is_primary_identifier &&
                             sync.operation == "append" && at.mapping.to == "unique_id";
    if (target == nullptr && virtual_key) {
        return;
    }
    if (target == nullptr) {
        check_new_field(at, *targets.object);
        check_lookup(at, nullptr, targets.into);
        return;
    }
    if (at.mapping.is_primary_identifier) {
        check_key(at, *target, sync.operation);
    } else {
        check_writable(at, *target, sync.operation);
    }
    if (at.mapping.preserve_values && !target->preserve_values_supported) {
        refuse(at, "preserve_values", "is not supported by the field " + quoted(target->full_name));
    }
    check_array_operation(at, *target);
    check_lookup(at, target, targets.into);
}

/// Whether a sync may do without a mapping that is the key: only V1 and V2 know of such.
bool needs_key(const stored_sync& sync, const sync_targets& targets, generation spoken) {
    if (spoken == generation::of_2021) {
        return true;
    }
    const bool file = targets.into == nullptr || targets.into->file_system;
    if (targets.object == nullptr) {
        return !file;
    }
    const auto& keyless = targets.object->keyless;
    return std::find(keyless.begin(), keyless.end(), sync.operation) == keyless.end();
}

void check_primary_identifier(const stored_sync& sync, const sync_targets& targets, generation spoken) {
    const auto count = std::count_if(
        sync.mappings.begin(), sync.mappings.end(),
        [](const stored_mapping& mapping) { return mapping.is_primary_identifier && !mapping.generated; });
    if (count > 1 || (count == 0 && needs_key(sync, targets, spoken))) {
        throw document_error{"mappings",
                             "must have exactly one primary identifier, not " + std::to_string(count)};
    }
}

void check_duplicates(const stored_sync& sync, bool case_sensitive) {
    std::set<std::string, std::less<>> taken;
    for (std::size_t i = 0; i < sync.mappings.size(); ++i) {
        const placed_mapping at{i, sync.mappings[i]};
        if (!taken.insert(case_sensitive ? at.mapping.to : folded(at.mapping.to)).second) {
            refuse(at, "to", "is mapped twice: " + quoted(at.mapping.to));
        }
    }
}

/// An update finds its record, so that what the record must have is there already.
void check_required(const stored_sync& sync, const destination_object& object) {
    if (sync.operation == "update" || sync.operation == "delete" || sync.syncs_all()) {
        return;
    }
    for (const field& wanted : object.fields) {
        const bool mapped = std::any_of(sync.mappings.begin(), sync.mappings.end(), [&](const auto& mapping) {
            return same_name(mapping.to, wanted.full_name, object.case_sensitive);
        });
        if (wanted.required_for_mapping && !mapped) {
            throw document_error{"mappings", "must map the required field " + quoted(wanted.full_name)};
        }
    }
}

}  // namespace

void check_mappings(const stored_sync& sync, const sync_targets& targets, generation spoken) {
    check_primary_identifier(sync, targets, spoken);
    check_duplicates(sync, targets.object == nullptr || targets.object->case_sensitive);
    for (std::size_t i = 0; i < sync.mappings.size(); ++i) {
        const placed_mapping at{i, sync.mappings[i]};
        check_column(at, targets.reads);
        check_target(at, sync, targets, spoken);
    }
    if (targets.object != nullptr) {
        check_required(sync, *targets.object);
    }
}

}  // namespace censusctl::sandbox
