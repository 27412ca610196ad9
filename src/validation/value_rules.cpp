#include <algorithm>

#include "validation/metadata_rules.hpp"
#include "validation/types.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;

void check_constant(metadata_check& check, const manifest::declared_mapping& mapping,
                    const model::constant_source& constant, const model::field& field) {
    const type_family family = field_family(field);
    if (constant.type.empty()) {
        return;  // reported by the reader
    }
    if (family == type_family::unknown || family == type_family::array ||
        constant.type == to_string(family)) {
        return;
    }
    check
        .report(code::constant_type_mismatch, mapping.at[model::attribute::mapping_from],
                "a constant of type '" + constant.type + "' does not fit field '" + field.full_name +
                    "' of type '" + field.type + "'")
        .hints.push_back("write `type: " + std::string(to_string(family)) + "`");
}

void check_column(metadata_check& check, const manifest::declared_mapping& mapping,
                  const model::column_source& column, const model::field& field) {
    if (check.sync().source_object == nullptr) {
        return;
    }
    const column_index& columns = check.columns_of(*check.sync().source_object);
    const auto found = columns.find(column.name);
    if (found == columns.end() || can_fit(column_family(found->second->type), field_family(field))) {
        return;
    }
    check.report(code::column_type_mismatch, mapping.at[model::attribute::mapping_from],
                 "column '" + found->second->name + "' of type '" + found->second->type +
                     "' does not fit field '" + field.full_name + "' of type '" + field.type +
                     (field.array ? "', an array" : "'"));
}

}  // namespace

void check_types(metadata_check& check, const manifest::declared_mapping& mapping,
                 const model::field& field) {
    if (const auto* constant = std::get_if<model::constant_source>(&mapping.spec.from)) {
        check_constant(check, mapping, *constant, field);
    } else if (const auto* column = std::get_if<model::column_source>(&mapping.spec.from)) {
        check_column(check, mapping, *column, field);
    }
}

void check_features(metadata_check& check, const manifest::declared_mapping& mapping,
                    const model::field& field) {
    if (mapping.spec.preserve_values && !field.preserve_values_supported) {
        check.report(code::preserve_values_unsupported, mapping.at[model::attribute::preserve_values],
                     check.name_of(field) + " does not support preserve_values");
    }
    const std::string& operation = mapping.spec.operation;
    const auto& supported = field.operations;
    if (!operation.empty() &&
        (!field.array || std::find(supported.begin(), supported.end(), operation) == supported.end())) {
        check.report(code::array_operation_unsupported, mapping.at[model::attribute::array_operation],
                     check.name_of(field) + " does not support the operation '" + operation + "'");
    }
}

}  // namespace censusctl::validation
