#pragma once
#include <optional>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

#include "manifest/declaration.hpp"

namespace censusctl::test {

/// What it says of attributes that came after 2021; nothing where it states none.
inline std::string later_text(const model::sync_spec& spec) {
    std::string text;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty()) {
            text.append(" ").append(name).append("=").append(value).append("\n");
        }
    };
    add("cron", spec.schedule.cron_expression);
    add("dbt project", spec.triggers.dbt_cloud_project_id);
    add("dbt job", spec.triggers.dbt_cloud_job_id);
    add("fivetran job", spec.triggers.fivetran_job_id);
    add("fivetran name", spec.triggers.fivetran_job_name);
    add("sequence", spec.triggers.sync_sequence.key);
    add("order", spec.field_order);
    add("mirror", spec.mirror_strategy);
    add("historical", spec.historical_sync_operation);
    add("water mark", spec.high_water_mark_attribute);
    if (spec.alerts) {
        text += " alerts " + std::to_string(spec.alerts->size()) + "\n";
        for (const model::alert& alert : *spec.alerts) {
            add("  type", alert.type);
            add("  send", alert.send_for);
            add("  recovery",
                alert.should_send_recovery ? std::to_string(*alert.should_send_recovery ? 1 : 0) : "");
            add("  threshold", alert.threshold ? std::to_string(*alert.threshold) : "");
            add("  unit", alert.unit);
            add("  start", alert.start_type);
            add("  status", alert.status_name);
        }
    }
    if (spec.advanced_configuration) {
        for (const model::setting& setting : *spec.advanced_configuration) {
            text += " setting " + setting.name + "=" + setting.value + " " +
                    std::to_string(static_cast<int>(setting.kind)) + "\n";
        }
    }
    return text;
}

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
    out << "\n" << later_text(sync.spec);
    for (const auto& mapping : sync.mappings) {
        if (const auto* column = std::get_if<model::column_source>(&mapping.spec.from)) {
            out << "  " << column->name;
        } else if (const auto* constant = std::get_if<model::constant_source>(&mapping.spec.from)) {
            out << "  (" << constant->type << " " << constant->value << " "
                << static_cast<int>(constant->kind) << ")";
        } else if (const auto* liquid = std::get_if<model::liquid_source>(&mapping.spec.from)) {
            out << "  liquid " << liquid->text;
        } else if (const auto* fact = std::get_if<model::metadata_source>(&mapping.spec.from)) {
            out << "  metadata " << fact->key;
        } else if (const auto* segments = std::get_if<model::membership_source>(&mapping.spec.from)) {
            out << "  membership " << segments->identify_by;
        }
        out << " -> " << mapping.spec.to << " key=" << mapping.spec.is_primary_identifier
            << " generate=" << mapping.spec.generate_field << " preserve=" << mapping.spec.preserve_values
            << " operation=" << mapping.spec.operation << " lookup=" << mapping.spec.lookup_object << "."
            << mapping.spec.lookup_field;
        const auto flag = [&](const char* name, const std::optional<bool>& value) {
            if (value) {
                out << " " << name << "=" << *value;
            }
        };
        flag("nulls", mapping.spec.sync_null_values);
        flag("array", mapping.spec.array_field);
        flag("follow", mapping.spec.follow_source_type);
        out << (mapping.spec.field_type.empty() ? "" : " type=" + mapping.spec.field_type) << "\n";
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
