#include <algorithm>

#include "validation/metadata_rules.hpp"
#include "validation/missing_key.hpp"

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

/// The fields that can be the key, as a list; empty: none.
std::string suitable(const std::vector<model::field>& fields, const std::string& operation) {
    std::vector<std::string_view> names;
    for (const auto& field : fields) {
        if (can_be_key(field, operation)) {
            names.emplace_back(field.full_name);
        }
    }
    return quoted_list(names, most_named);
}

}  // namespace

void check_operation(metadata_check& check) {
    const std::string& operation = check.declared().spec.operation;
    const auto& allowed = check.sync().object->supported_operations;
    if (operation.empty() || allowed.empty() ||
        std::find(allowed.begin(), allowed.end(), operation) != allowed.end()) {
        return;
    }
    auto& problem =
        check.report(code::operation_unsupported, check.declared().at[model::attribute::operation],
                     check.object_name() + " cannot be written with operation '" + operation + "'");
    problem.hints.push_back("it can with " + quoted_list({allowed.begin(), allowed.end()}, most_named));
}

void check_key_stated(metadata_check& check) {
    const manifest::declared_sync& declared = check.declared();
    if (!lacks_key(declared) || check.sync().keyed_by_server) {
        return;
    }
    const model::destination_object* object = check.sync().object;
    const std::string& operation = declared.spec.operation;
    if (object == nullptr) {
        if (operation != "mirror") {
            report_missing_key(declared, check.problems());
        }
        return;
    }
    if (std::ranges::find(object->keyless_operations, operation) != object->keyless_operations.end()) {
        return;
    }
    diagnostics::diagnostic& problem = report_missing_key(declared, check.problems());
    if (const std::string fields = suitable(object->fields, operation); !fields.empty()) {
        problem.hints.push_back("fields that can be it: " + fields);
    }
}

void check_key(metadata_check& check, const manifest::declared_mapping& mapping, const model::field& field) {
    const std::string& operation = check.declared().spec.operation;
    if (operation.empty() || can_be_key(field, operation)) {
        return;
    }
    const std::string fields = suitable(check.sync().object->fields, operation);
    check
        .report(code::primary_identifier_unsupported, mapping.at[model::attribute::mapping_to],
                check.name_of(field) + " cannot be the key of '" + operation + "'")
        .hints.push_back(fields.empty() ? "no field of it can" : "these can: " + fields);
}

}  // namespace censusctl::validation
