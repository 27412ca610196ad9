#include <set>
#include <string>

#include "model/liquid.hpp"
#include "validation/metadata_rules.hpp"

namespace censusctl::validation {
namespace {

using model::attribute;

std::string shown(const model::source_object& object) {
    return object.type == "table" ? "table '" + object.table.schema + "." + object.table.name + "'"
                                  : object.type + " '" + object.name + "'";
}

/// A column that is named must be there; an empty name names none.
void check_column(metadata_check& check, const std::string& name, diagnostics::span where) {
    const model::source_object& object = *check.sync().source_object;
    if (name.empty() || check.columns_of(object).contains(name)) {
        return;
    }
    auto& problem = check.report(diagnostics::code::source_column_unknown, where,
                                 shown(object) + " has no column '" + name + "'");
    std::vector<std::string_view> names;
    names.reserve(object.columns.size());
    for (const auto& item : object.columns) {
        names.emplace_back(item.name);
    }
    const std::string table = object.table.catalog + "." + object.table.schema + "." + object.table.name;
    const bool is_listed = object.type == "model" || object.type == "table" || object.type == "dataset";
    check.suggest(problem, name, names,
                  is_listed ? list_command("columns", {check.sync().source->name,
                                                       object.type == "table" ? table : object.name})
                            : "");
}

}  // namespace

void check_columns(metadata_check& check) {
    const model::source_object& object = *check.sync().source_object;
    if (object.columns.empty()) {
        check.report_missing(check.declared().source.object.where,
                             "columns of " + shown(object) + " of '" + check.sync().source->name + "'");
        return;
    }
    for (const auto& mapping : check.declared().mappings) {
        const diagnostics::span where = mapping.at[attribute::mapping_from];
        if (const auto* column = std::get_if<model::column_source>(&mapping.spec.from)) {
            check_column(check, column->name, where);
        } else if (const auto* liquid = std::get_if<model::liquid_source>(&mapping.spec.from)) {
            std::set<std::string> names;  // a column that is named twice is wrong once
            for (const model::liquid_column& named : model::check_liquid(liquid->text).columns) {
                if (names.insert(named.name).second) {
                    check_column(check, named.name, mapping.at[attribute::liquid_template]);
                }
            }
        }
    }
    check_column(check, check.declared().spec.high_water_mark_attribute,
                 check.declared().at[attribute::high_water_mark_attribute]);
}

}  // namespace censusctl::validation
