#include "manifest/sync_writer.hpp"

#include <stdexcept>
#include <variant>

#include "manifest/core_schema.hpp"
#include "model/attributes.hpp"
#include "model/vocabulary.hpp"
#include "text/ascii.hpp"

namespace censusctl::manifest {
namespace {

using model::attribute;
using model::attribute_row;
using model::sync_spec;
using model::when_unstated;

/// The value of a scalar attribute, unless it goes without saying.
template <class Owner>
std::optional<yaml_value> scalar_of(const attribute_row<Owner>& row, const Owner& owner, bool always) {
    if (!model::has_effect(row, owner)) {
        return std::nullopt;
    }
    always = always || row.unstated == when_unstated::required;
    if (const auto* text = std::get_if<std::string Owner::*>(&row.member)) {
        const std::string& value = owner.*(*text);
        const bool is_default = value.empty() || value == row.standard;
        if (is_default && (!always || (value.empty() && row.standard.empty()))) {
            return std::nullopt;
        }
        return yaml_value::text(value.empty() ? row.standard : std::string_view(value));
    }
    if (const auto* flag = std::get_if<bool Owner::*>(&row.member)) {
        return owner.*(*flag) || always ? std::optional(yaml_value::flag(owner.*(*flag))) : std::nullopt;
    }
    if (const auto* number = std::get_if<std::optional<std::int64_t> Owner::*>(&row.member)) {
        return owner.*(*number) ? std::optional(yaml_value::number(*(owner.*(*number)))) : std::nullopt;
    }
    if (const auto* maybe = std::get_if<std::optional<bool> Owner::*>(&row.member)) {
        const std::optional<bool>& value = owner.*(*maybe);
        const bool is_default = !value || (*value ? "true" : "false") == row.standard;
        return value && (!is_default || always) ? std::optional(yaml_value::flag(*value)) : std::nullopt;
    }
    return std::nullopt;
}

template <class Owner>
void add_scalars(yaml_value& to, const Owner& owner) {
    for (const attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        if (auto value = scalar_of(row, owner, false)) {
            to.add(row.key(), std::move(*value));
        }
    }
}

yaml_value connection_of(const model::connection_name& name) {
    return name.id ? yaml_value::number(*name.id) : yaml_value::text(name.name);
}

bool has_plain_parts(const model::table_name& table) {
    for (const std::string* part : {&table.catalog, &table.schema, &table.name}) {
        if (part->empty() || part->find('.') != std::string::npos) {
            return false;
        }
    }
    return true;
}

yaml_value source_of(const written_sync& sync) {
    yaml_value source = yaml_value::mapping();
    source.add("connection", connection_of(sync.source));
    const model::object_name& object = sync.source_object;
    if (object.id) {
        source.add("type", yaml_value::text(object.type)).add("id", yaml_value::number(*object.id));
    } else if (object.type != "table") {
        source.add(object.type, yaml_value::text(object.name));
    } else if (has_plain_parts(object.table)) {
        source.add("table", yaml_value::text(object.table.catalog + "." + object.table.schema + "." +
                                             object.table.name));
    } else {
        yaml_value parts = yaml_value::mapping();
        parts.add("catalog", yaml_value::text(object.table.catalog))
            .add("schema", yaml_value::text(object.table.schema))
            .add("name", yaml_value::text(object.table.name));
        source.add("table", std::move(parts));
    }
    return source;
}

yaml_value destination_of(const written_sync& sync) {
    yaml_value destination = yaml_value::mapping();
    destination.add("connection", connection_of(sync.destination));
    add_scalars(destination, sync.spec.destination);
    return destination;
}

/// Only the parts that its frequency uses: the server may compute others.
std::optional<yaml_value> schedule_of(const model::schedule& schedule, bool always) {
    const std::string& frequency = schedule.frequency;
    if (frequency == "expression") {
        yaml_value cron = yaml_value::mapping();
        cron.add("cron_expression", yaml_value::text(schedule.cron_expression));
        return cron;
    }
    yaml_value parts = yaml_value::mapping();
    parts.add("frequency", yaml_value::text(frequency));
    const bool weekly = frequency == "weekly";
    const bool timed = weekly || frequency == "daily";
    if (weekly && !schedule.day.empty()) {
        parts.add("day", yaml_value::text(schedule.day));
    }
    if (timed && schedule.hour) {
        parts.add("hour", yaml_value::number(*schedule.hour));
    }
    if ((timed || frequency == "hourly") && schedule.minute.value_or(0) != 0) {
        parts.add("minute", yaml_value::number(*schedule.minute));
    }
    if (parts.members.size() > 1) {
        return parts;
    }
    if (frequency == "never" && !always) {
        return std::nullopt;
    }
    return yaml_value::text(frequency);
}

std::optional<yaml_value> triggers_of(const model::triggers& triggers) {
    yaml_value all = yaml_value::mapping();
    for (const auto& row : model::attributes_of<model::triggers>()) {
        const auto value = scalar_of(row, triggers, false);
        if (!value) {
            continue;
        }
        // triggers.dbt_cloud.project_id
        const std::size_t start = row.path.find('.') + 1;
        const std::string_view kind = row.path.substr(start, row.path.find('.', start) - start);
        if (all.find(kind) == nullptr) {
            all.add(kind, yaml_value::mapping());
        }
        all.members.back().second.add(row.key(), *value);
    }
    if (!triggers.sync_sequence.key.empty()) {
        all.add("sync_sequence", yaml_value::text(triggers.sync_sequence.key));
    }
    return all.members.empty() ? std::nullopt : std::optional(all);
}

/// Whether these are the alerts that a new sync has by itself: of failures, and of invalid records from 75 %.
bool are_standard(const std::vector<model::alert>& alerts) {
    static constexpr std::int64_t standard_percent = 75;
    const auto is_one = [](const model::alert& alert, std::string_view type) {
        return alert.type == type && (alert.send_for.empty() || alert.send_for == "first_time") &&
               alert.should_send_recovery.value_or(true) &&
               alert.threshold ==
                   (type == "failure" ? std::nullopt : std::optional<std::int64_t>(standard_percent));
    };
    return alerts.size() == 2 &&
           ((is_one(alerts[0], "failure") && is_one(alerts[1], "invalid_record_percent")) ||
            (is_one(alerts[1], "failure") && is_one(alerts[0], "invalid_record_percent")));
}

/// Whether the server gives a new sync this value where none is said. `field_order` is even refused for most
/// destinations, although all replies tell it.
bool is_of_new_syncs(attribute id, const sync_spec& spec) {
    switch (id) {
        case attribute::field_order:
            return spec.field_order == "alphabetical_column_name";
        case attribute::mirror_strategy:
            return spec.mirror_strategy == "sync_updates_and_deletes";
        case attribute::alerts:
            return spec.alerts && are_standard(*spec.alerts);
        default:
            return false;
    }
}

yaml_value alerts_of(const std::vector<model::alert>& alerts) {
    yaml_value list = yaml_value::list();
    for (const model::alert& alert : alerts) {
        yaml_value one = yaml_value::mapping();
        const auto add_text = [&one](std::string_view key, const std::string& value) {
            if (!value.empty()) {
                one.add(key, yaml_value::text(value));
            }
        };
        add_text("type", alert.type);
        if (alert.threshold) {
            one.add("threshold", yaml_value::number(*alert.threshold));
        }
        add_text("unit", alert.unit);
        add_text("start_type", alert.start_type);
        add_text("status_name", alert.status_name);
        if (alert.type == model::vocabulary::alert_without_frequency) {
            list.items.push_back(std::move(one));
            continue;
        }
        // The first is what a new alert has by itself, as is a message when the sync recovers.
        add_text("send_for", alert.send_for == "first_time" ? std::string() : alert.send_for);
        if (!alert.should_send_recovery.value_or(true)) {
            one.add("should_send_recovery", yaml_value::flag(false));
        }
        list.items.push_back(std::move(one));
    }
    return list;
}

bool is_number(std::string_view text) {
    const core_type type = core_type_of(text);
    return type == core_type::integer || type == core_type::number;
}

yaml_value setting_of(const model::setting& setting) {
    const bool is_verbatim =
        (setting.kind == model::scalar_kind::boolean && core_type_of(setting.value) == core_type::boolean) ||
        (setting.kind == model::scalar_kind::number && is_number(setting.value));
    return is_verbatim ? yaml_value::verbatim(setting.value) : yaml_value::text(setting.value);
}

yaml_value constant_of(const model::constant_source& constant) {
    const std::string type = text::lower_case(constant.type);
    const bool is_verbatim = (type == "number" && is_number(constant.value)) ||
                             (type == "boolean" && core_type_of(constant.value) == core_type::boolean);
    yaml_value from = yaml_value::mapping();
    from.add("value", is_verbatim ? yaml_value::verbatim(constant.value) : yaml_value::text(constant.value));
    from.add("type", yaml_value::text(type));
    return from;
}

yaml_value from_of(const model::mapping_source& source) {
    if (const auto* column = std::get_if<model::column_source>(&source)) {
        return yaml_value::text(column->name);
    }
    if (const auto* constant = std::get_if<model::constant_source>(&source)) {
        return constant_of(*constant);
    }
    yaml_value from = yaml_value::mapping();
    if (const auto* liquid = std::get_if<model::liquid_source>(&source)) {
        from.add("liquid_template", yaml_value::text(liquid->text));
    } else if (const auto* fact = std::get_if<model::metadata_source>(&source)) {
        from.add("sync_metadata", yaml_value::text(fact->key));
    } else if (const auto* segments = std::get_if<model::membership_source>(&source)) {
        from.add("segment_membership", yaml_value::text(segments->identify_by));
    } else {
        throw std::logic_error("no file can say where this mapping reads from");
    }
    return from;
}

yaml_value mappings_of(const std::vector<model::mapping>& mappings) {
    yaml_value list = yaml_value::list();
    list.in_lines = true;
    for (const model::mapping& mapping : mappings) {
        yaml_value one = yaml_value::mapping();
        one.add("from", from_of(mapping.from));
        add_scalars(one, mapping);
        list.items.push_back(std::move(one));
    }
    return list;
}

std::optional<yaml_value> structured(const attribute_row<sync_spec>& row, const written_sync& sync,
                                     bool always) {
    switch (row.id) {
        case attribute::source:
            return source_of(sync);
        case attribute::destination:
            return destination_of(sync);
        case attribute::schedule:
            return schedule_of(sync.spec.schedule, always);
        case attribute::triggers:
            return triggers_of(sync.spec.triggers);
        case attribute::alerts:
            return sync.spec.alerts ? std::optional(alerts_of(*sync.spec.alerts)) : std::nullopt;
        case attribute::advanced_configuration: {
            yaml_value settings = yaml_value::mapping();
            for (const model::setting& setting :
                 sync.spec.advanced_configuration.value_or(std::vector<model::setting>{})) {
                settings.add(setting.name, setting_of(setting));
            }
            return settings.members.empty() ? std::nullopt : std::optional(settings);
        }
        case attribute::mappings:
            return mappings_of(sync.spec.mappings);
        default:
            throw std::logic_error("no form for " + std::string(row.path));
    }
}

}  // namespace

yaml_value declaration_of(const written_sync& sync, const std::set<std::string>& stated_below) {
    yaml_value declared = yaml_value::mapping();
    declared.in_lines = true;
    if (sync.spec.label != sync.key) {
        declared.add("label", sync.spec.label.empty() ? yaml_value::verbatim("null")
                                                      : yaml_value::text(sync.spec.label));
    }
    if (sync.id) {
        declared.add("id", yaml_value::number(*sync.id));
    }
    for (const attribute_row<sync_spec>& row : model::attributes_of<sync_spec>()) {
        const bool always = stated_below.contains(std::string(row.key()));
        if (row.id == attribute::label || !row.in_spec() || (!always && is_of_new_syncs(row.id, sync.spec))) {
            continue;
        }
        auto value = row.kind == model::value_kind::structured ? structured(row, sync, always)
                                                               : scalar_of(row, sync.spec, always);
        if (value) {
            declared.add(row.key(), std::move(*value));
        }
    }
    return declared;
}

}  // namespace censusctl::manifest
