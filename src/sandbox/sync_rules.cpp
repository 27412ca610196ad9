#include "sandbox/sync_rules.hpp"

#include <algorithm>

#include "sandbox/generated_mappings.hpp"
#include "sandbox/mapping_check.hpp"

namespace censusctl::sandbox {

namespace {

void check_operation(const stored_sync& sync, const destination_object& object) {
    const auto& known = object.operations;
    if (!known.empty() && std::find(known.begin(), known.end(), sync.operation) == known.end()) {
        throw document_error{"operation",
                             sync.operation + " is not supported by the object '" + object.full_name + "'"};
    }
    if (!object.can_be_destination) {
        throw document_error{"", "The object '" + object.full_name + "' cannot be the destination of a sync"};
    }
}

void check_goes_with(std::string_view key, const std::string& value, std::string_view operation,
                     const stored_sync& sync) {
    if (!value.empty() && sync.operation != operation) {
        throw document_error{std::string(key), "goes only with the operation " + std::string(operation)};
    }
}

bool same_place(const stored_sync& before, const stored_sync& after) {
    return before.source_id == after.source_id && before.object_type == after.object_type &&
           before.object_id == after.object_id && before.destination_id == after.destination_id &&
           before.object == after.object && before.activation_id == after.activation_id;
}

}  // namespace

void check_attributes(const stored_sync& sync, const sync_targets& targets) {
    const bool ordered = targets.object == nullptr || targets.object->field_ordering;
    if (!sync.field_order.empty() && !ordered) {
        throw document_error{"field_order", "is not supported by the object '" + sync.object + "'"};
    }
    check_goes_with("mirror_strategy", sync.mirror_strategy, "mirror", sync);
    check_goes_with("high_water_mark_attribute", sync.high_water_mark, "append", sync);
    check_goes_with("historical_sync_operation", sync.historical_operation, "append", sync);
}

void check_sync(const stored_sync& sync, const sync_targets& targets, generation spoken) {
    if (targets.object != nullptr) {
        check_operation(sync, *targets.object);
    }
    check_attributes(sync, targets);
    check_mappings(sync, targets, spoken);
}

void check_update(const stored_sync& before, const stored_sync& after, const sync_targets& targets) {
    const bool braze = targets.into != nullptr && targets.into->type == "braze";
    if (before.operation != "delete" && !braze) {
        return;
    }
    const std::string why = braze ? " of a sync to Braze" : " of a sync that deletes";
    if (before.operation != after.operation) {
        throw document_error{"operation", "cannot be changed" + why};
    }
    if (!same_place(before, after)) {
        throw document_error{"", "The source and the destination" + why + " cannot be changed"};
    }
}

void complete_sync(stored_sync& sync, const sync_targets& targets) {
    add_generated_mappings(sync, targets);
    if (sync.operation == "mirror" && sync.mirror_strategy.empty()) {
        sync.mirror_strategy = "sync_updates_and_deletes";
    }
    if (sync.behavior_family.empty()) {
        sync.behavior_family = sync.operation == "append" ? "activateEvents" : "mapRecords";
    }
    if (targets.object == nullptr) {
        return;
    }
    for (const auto& member : targets.object->advanced_defaults) {
        if (!sync.advanced_configuration.contains(member.key())) {
            sync.advanced_configuration[member.key()] = member.value();
        }
    }
}

}  // namespace censusctl::sandbox
