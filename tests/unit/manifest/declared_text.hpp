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
        out << " " << name << "=" << (value ? std::to_string(value->value) : "-");
    };
    out << sync.key.value << " label=" << sync.label.value << " operation=" << sync.operation.value << "\n";
    out << " source";
    connection(sync.source.connection.value);
    const model::object_name& object = sync.source.object.value;
    out << " " << object.type << " id=" << (object.id ? std::to_string(*object.id) : "-")
        << " name=" << object.name << " table=" << object.table.catalog << "|" << object.table.schema << "|"
        << object.table.name << "\n destination";
    connection(sync.destination.connection.value);
    out << " object=" << sync.destination.object.value
        << " union=" << sync.destination.lead_union_insert_to.value << "\n";
    out << " schedule=" << sync.schedule.frequency.value << " day=" << sync.schedule.day.value;
    number("hour", sync.schedule.hour);
    number("minute", sync.schedule.minute);
    out << "\n paused=" << sync.paused.value << " dbt=" << sync.trigger_on_dbt_cloud_rebuild.value
        << " behavior=" << sync.field_behavior.value << " normalization=" << sync.field_normalization.value
        << " run=" << sync.run.value;
    number("id", sync.id);
    for (const auto& after : sync.after) {
        out << " after=" << after.value;
    }
    for (const auto& label : sync.formerly) {
        out << " formerly=" << label.value;
    }
    out << "\n";
    for (const auto& mapping : sync.mappings) {
        if (const auto* column = std::get_if<model::column_source>(&mapping.from.value)) {
            out << "  " << column->name;
        } else if (const auto* constant = std::get_if<model::constant_source>(&mapping.from.value)) {
            out << "  (" << constant->type << " " << constant->value << " "
                << static_cast<int>(constant->kind) << ")";
        }
        out << " -> " << mapping.to.value << " key=" << mapping.is_primary_identifier.value
            << " generate=" << mapping.generate_field.value << " preserve=" << mapping.preserve_values.value
            << " operation=" << mapping.operation.value << " lookup=" << mapping.lookup_object.value << "."
            << mapping.lookup_field.value << "\n";
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
