#pragma once
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "manifest/declaration.hpp"

namespace censusctl::test {

/// Everything that a sync says, without its places.
inline std::string declared_text(const manifest::declared_sync& sync) {
    std::ostringstream out;
    const auto connection = [&](const model::connection_name& name) {
        out << " connection=" << (name.id ? "#" + std::to_string(*name.id) : name.name);
    };
    const auto number = [&](const char* name, const auto& value) {
        out << " " << name << "=" << (value ? std::to_string(*value) : "-");
    };
    out << sync.key.value << " label=" << sync.spec.label << " operation=" << sync.spec.operation << "\n";
    out << " source";
    connection(sync.source.connection.value);
    const model::object_name& object = sync.source.object.value;
    out << " " << object.type << " id=" << (object.id ? std::to_string(*object.id) : "-")
        << " name=" << object.name << " table=" << object.table.catalog << "|" << object.table.schema << "|"
        << object.table.name << "\n destination";
    connection(sync.destination.connection.value);
    out << " object=" << sync.spec.destination.object
        << " union=" << sync.spec.destination.lead_union_insert_to << "\n";
    out << " schedule=" << sync.spec.schedule.frequency << " day=" << sync.spec.schedule.day;
    number("hour", sync.spec.schedule.hour);
    number("minute", sync.spec.schedule.minute);
    out << "\n paused=" << sync.spec.paused << " dbt=" << sync.spec.trigger_on_dbt_cloud_rebuild
        << " behavior=" << sync.spec.field_behavior << " normalization=" << sync.spec.field_normalization
        << " run=" << sync.run.value;
    number("id", sync.id ? std::optional(sync.id->value) : std::nullopt);
    for (const auto& after : sync.after) {
        out << " after=" << after.value;
    }
    for (const auto& label : sync.formerly) {
        out << " formerly=" << label.value;
    }
    out << "\n";
    for (const auto& mapping : sync.mappings) {
        if (const auto* column = std::get_if<model::column_source>(&mapping.spec.from)) {
            out << "  " << column->name;
        } else if (const auto* constant = std::get_if<model::constant_source>(&mapping.spec.from)) {
            out << "  (" << constant->type << " " << constant->value << " "
                << static_cast<int>(constant->kind) << ")";
        }
        out << " -> " << mapping.spec.to << " key=" << mapping.spec.is_primary_identifier
            << " generate=" << mapping.spec.generate_field << " preserve=" << mapping.spec.preserve_values
            << " operation=" << mapping.spec.operation << " lookup=" << mapping.spec.lookup_object << "."
            << mapping.spec.lookup_field << "\n";
    }
    return out.str();
}

inline std::string declared_text(const std::vector<manifest::declared_sync>& syncs) {
    std::string text;
    for (const auto& sync : syncs) {
        text += declared_text(sync);
    }
    return text;
}

}  // namespace censusctl::test
