#include "validation/metadata_rules.hpp"

namespace censusctl::validation {
namespace {

std::string shown(const model::source_object& object) {
    return object.type == "model" ? "model '" + object.name + "'"
                                  : "table '" + object.table.schema + "." + object.table.name + "'";
}

}  // namespace

void check_columns(metadata_check& check) {
    const model::source_object& object = *check.sync().source_object;
    if (object.columns.empty()) {
        check.report_missing(check.declared().source.object.where,
                             "columns of " + shown(object) + " of '" + check.sync().source->name + "'");
        return;
    }
    const column_index& columns = check.columns_of(object);
    for (const auto& mapping : check.declared().mappings) {
        const auto* column = std::get_if<model::column_source>(&mapping.spec.from);
        if (column == nullptr || column->name.empty() || columns.contains(column->name)) {
            continue;
        }
        auto& problem =
            check.report(diagnostics::code::source_column_unknown, mapping.at[model::attribute::mapping_from],
                         shown(object) + " has no column '" + column->name + "'");
        std::vector<std::string_view> names;
        names.reserve(object.columns.size());
        for (const auto& item : object.columns) {
            names.emplace_back(item.name);
        }
        check.suggest(problem, column->name, names);
    }
}

}  // namespace censusctl::validation
