#include "validation/missing_key.hpp"

#include <algorithm>

#include "validation/structure_rules.hpp"

namespace censusctl::validation {

namespace {

/// Whether it was said already of what would be the key that it cannot be read.
bool was_told(const manifest::declared_sync& sync) {
    return sync.at.reported(model::attribute::mappings) ||
           std::ranges::any_of(sync.mappings, [](const manifest::declared_mapping& mapping) {
               return mapping.at.reported(model::attribute::is_primary_identifier);
           });
}

}  // namespace

bool lacks_key(const manifest::declared_sync& sync) {
    if (sync.spec.operation.empty() || sync.spec.operation == "append" || was_told(sync)) {
        return false;
    }
    if (sync.mappings.empty() && sync.spec.field_behavior != "sync_all_properties") {
        return false;
    }
    return std::ranges::none_of(sync.mappings, [](const manifest::declared_mapping& mapping) {
        return mapping.spec.is_primary_identifier;
    });
}

diagnostics::diagnostic& report_missing_key(const manifest::declared_sync& sync,
                                            diagnostics::collector& problems) {
    diagnostics::diagnostic& problem = report(problems, sync, diagnostics::code::primary_identifier_missing,
                                              sync.at[model::attribute::mappings],
                                              "sync '" + sync.key.value + "' has no primary identifier");
    problem.hints.emplace_back("write `is_primary_identifier: true` at the mapping that identifies a record");
    return problem;
}

}  // namespace censusctl::validation
