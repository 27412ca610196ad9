#include <algorithm>

#include "validation/metadata_rules.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;

constexpr std::size_t most_named = 8;

bool can_be_key(const model::field& field, const std::string& operation) {
    if (operation == "insert") {
        return field.can_be_insert_key;
    }
    if (operation == "update") {
        return field.can_be_update_key;
    }
    return operation == "append" || field.can_be_upsert_key;
}

std::string suitable(const std::vector<model::field>& fields, const std::string& operation) {
    std::string named;
    std::size_t count = 0;
    for (const auto& field : fields) {
        if (can_be_key(field, operation) && ++count <= most_named) {
            named += (named.empty() ? "'" : ", '") + field.full_name + "'";
        }
    }
    if (count == 0) {
        return "no field of it can";
    }
    return "these can: " + named +
           (count > most_named ? " and " + std::to_string(count - most_named) + " more" : "");
}

}  // namespace

void check_operation(metadata_check& check) {
    const std::string& operation = check.declared().spec.operation;
    const auto& allowed = check.sync().object->supported_operations;
    if (!allowed.empty() && std::find(allowed.begin(), allowed.end(), operation) == allowed.end()) {
        check.report(code::operation_unsupported, check.declared().at[model::attribute::operation],
                     check.object_name() + " cannot be written with operation '" + operation + "'");
    }
}

void check_mirror_key(metadata_check& check) {
    const manifest::declared_sync& declared = check.declared();
    const auto& keyless = check.sync().object->keyless_operations;
    const bool has_key = std::any_of(
        declared.mappings.begin(), declared.mappings.end(),
        [](const manifest::declared_mapping& mapping) { return mapping.spec.is_primary_identifier; });
    if (declared.spec.operation != "mirror" || has_key ||
        std::find(keyless.begin(), keyless.end(), "mirror") != keyless.end()) {
        return;
    }
    check
        .report(code::primary_identifier_missing, declared.at[model::attribute::mappings],
                "sync '" + declared.key.value + "' has no primary identifier")
        .hints.emplace_back("write `is_primary_identifier: true` at the mapping that identifies a record");
}

void check_key(metadata_check& check, const manifest::declared_mapping& mapping, const model::field& field) {
    const std::string& operation = check.declared().spec.operation;
    if (operation.empty() || can_be_key(field, operation)) {
        return;
    }
    check
        .report(code::primary_identifier_unsupported, mapping.at[model::attribute::mapping_to],
                check.name_of(field) + " cannot be the key of '" + operation + "'")
        .hints.push_back(suitable(check.sync().object->fields, operation));
}

}  // namespace censusctl::validation
