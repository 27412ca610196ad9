#include "plan/spec_json.hpp"

#include <stdexcept>
#include <utility>
#include <variant>

#include "model/attributes.hpp"

namespace censusctl::plan {
namespace {

std::optional<bool> flag_of(const json::reader& from, std::string_view key) {
    return from.look(key) == json::presence::present ? std::optional(from.flag(key)) : std::nullopt;
}

/// Whether a text of it is always there: it must be stated, or has a default that is a word.
template <class Owner>
bool is_always_written(const model::attribute_row<Owner>& row) {
    return row.unstated == model::when_unstated::required || !row.standard.empty();
}

template <class Owner>
void encode_scalar(json::writer& to, const model::attribute_row<Owner>& row, const Owner& owner) {
    if (const auto* text = std::get_if<std::string Owner::*>(&row.member)) {
        if (is_always_written(row) || !(owner.*(*text)).empty()) {
            to.key(row.key()).value(owner.*(*text));
        }
    } else if (const auto* flag = std::get_if<bool Owner::*>(&row.member)) {
        to.if_set(row.key(), owner.*(*flag));
    } else if (const auto* number = std::get_if<std::optional<std::int64_t> Owner::*>(&row.member)) {
        to.if_stated(row.key(), owner.*(*number));
    } else if (const auto* maybe = std::get_if<std::optional<bool> Owner::*>(&row.member)) {
        to.if_stated(row.key(), owner.*(*maybe));
    }
}

template <class Owner>
void encode_scalars(json::writer& to, const Owner& owner) {
    for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        encode_scalar(to, row, owner);
    }
}

template <class Owner>
void decode_scalars(const json::reader& from, Owner& owner) {
    for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        if (const auto* text = std::get_if<std::string Owner::*>(&row.member)) {
            owner.*(*text) = is_always_written(row) ? from.required_text(row.key()) : from.text(row.key());
        } else if (const auto* flag = std::get_if<bool Owner::*>(&row.member)) {
            owner.*(*flag) = from.flag(row.key());
        } else if (const auto* number = std::get_if<std::optional<std::int64_t> Owner::*>(&row.member)) {
            owner.*(*number) = from.integer(row.key());
        } else if (const auto* maybe = std::get_if<std::optional<bool> Owner::*>(&row.member)) {
            owner.*(*maybe) = flag_of(from, row.key());
        }
    }
}

std::string_view word_of(model::scalar_kind kind) {
    switch (kind) {
        case model::scalar_kind::number:
            return "number";
        case model::scalar_kind::boolean:
            return "boolean";
        case model::scalar_kind::text:
            break;
    }
    return "text";
}

model::scalar_kind kind_of(std::string_view word) {
    if (word == "number") {
        return model::scalar_kind::number;
    }
    return word == "boolean" ? model::scalar_kind::boolean : model::scalar_kind::text;
}

/// Texts under the rows' whole paths: what is not stated is left out, and mostly all is.
void encode_triggers(json::writer& to, const model::triggers& triggers) {
    if (triggers == model::triggers{}) {
        return;
    }
    to.key("triggers").begin_object();
    for (const auto& row : model::attributes_of<model::triggers>()) {
        to.if_stated(row.path, model::text_of(row, triggers));
    }
    to.if_stated("sync_sequence", triggers.sync_sequence.key);
    to.if_stated("sync_sequence_id", triggers.sync_sequence.id);
    to.end_object();
}

model::triggers decode_triggers(const json::reader& from) {
    model::triggers triggers;
    for (const auto& row : model::attributes_of<model::triggers>()) {
        if (const auto* text = std::get_if<std::string model::triggers::*>(&row.member)) {
            triggers.*(*text) = from.text(row.path);
        }
    }
    triggers.sync_sequence.key = from.text("sync_sequence");
    triggers.sync_sequence.id = from.id("sync_sequence_id");
    return triggers;
}

void encode_alerts(json::writer& to, const std::vector<model::alert>& alerts) {
    to.key("alerts").begin_array();
    for (const model::alert& alert : alerts) {
        to.begin_object();
        to.key("type").value(alert.type);
        to.if_stated("send_for", alert.send_for);
        to.if_stated("should_send_recovery", alert.should_send_recovery);
        to.if_stated("threshold", alert.threshold);
        to.if_stated("unit", alert.unit);
        to.if_stated("start_type", alert.start_type);
        to.if_stated("status_name", alert.status_name);
        to.if_stated("id", alert.id);
        to.end_object();
    }
    to.end_array();
}

model::alert decode_alert(const json::reader& from) {
    model::alert alert;
    alert.type = from.required_text("type");
    alert.send_for = from.text("send_for");
    alert.should_send_recovery = flag_of(from, "should_send_recovery");
    alert.threshold = from.integer("threshold");
    alert.unit = from.text("unit");
    alert.start_type = from.text("start_type");
    alert.status_name = from.text("status_name");
    alert.id = from.id("id");
    return alert;
}

/// What a setting that is no scalar is written as.
constexpr std::string_view word_of_json = "json";

void encode_settings(json::writer& to, const std::vector<model::setting>& settings) {
    to.key("advanced_configuration").begin_array();
    for (const model::setting& setting : settings) {
        to.begin_object();
        to.key("name").value(setting.name);
        to.key("value").value(setting.value);
        to.key("written_as").value(setting.is_json ? word_of_json : word_of(setting.kind));
        to.end_object();
    }
    to.end_array();
}

model::setting decode_setting(const json::reader& from) {
    model::setting setting;
    setting.name = from.required_text("name");
    setting.value = from.required_text("value");
    const std::string written_as = from.required_text("written_as");
    setting.is_json = written_as == word_of_json;
    setting.kind = kind_of(written_as);
    return setting;
}

/// A live sync that is to be deleted need not tell its connections.
void encode_connection(json::writer& to, const model::connection_id& connection) {
    if (connection.known()) {
        to.key("connection_id").value(connection.value());
    }
}

void encode_source(json::writer& to, const model::data_source& source) {
    to.key("source").begin_object();
    encode_connection(to, source.connection_id);
    to.if_stated("type", source.type);
    to.if_stated("id", source.id);
    to.if_stated("name", source.name);
    to.if_stated("table_catalog", source.table.catalog);
    to.if_stated("table_schema", source.table.schema);
    to.if_stated("table_name", source.table.name);
    to.if_stated("dataset_id", source.dataset_id);
    to.end_object();
}

void encode_mapping(json::writer& to, const model::mapping& mapping) {
    to.begin_object();
    encode_from(to, mapping.from);
    encode_scalars(to, mapping);
    to.end_object();
}

model::data_source decode_source(const json::reader& from) {
    model::data_source source;
    source.connection_id = model::connection_id(from.name_or_number("connection_id"));
    source.type = from.required_text("type");
    source.id = from.id("id");
    source.name = from.text("name");
    source.table.catalog = from.text("table_catalog");
    source.table.schema = from.text("table_schema");
    source.table.name = from.text("table_name");
    source.dataset_id = from.id("dataset_id");
    return source;
}

model::constant_source decode_constant(const json::reader& from) {
    model::constant_source constant;
    constant.type = from.required_text("type");
    constant.value = from.required_text("value");
    constant.kind = kind_of(from.required_text("written_as"));
    return constant;
}

model::mapping decode_mapping(const json::reader& from) {
    model::mapping mapping;
    mapping.from = decode_from(from);
    decode_scalars(from, mapping);
    return mapping;
}

}  // namespace

void encode_from(json::writer& to, const model::mapping_source& from) {
    if (const auto* column = std::get_if<model::column_source>(&from)) {
        to.key("column").value(column->name);
    } else if (const auto* constant = std::get_if<model::constant_source>(&from)) {
        to.key("constant").begin_object();
        to.key("type").value(constant->type);
        to.key("value").value(constant->value);
        to.key("written_as").value(word_of(constant->kind));
        to.end_object();
    } else if (const auto* opaque = std::get_if<model::opaque_source>(&from)) {
        to.key("opaque").value(opaque->json);
    } else if (const auto* liquid = std::get_if<model::liquid_source>(&from)) {
        to.key("liquid_template").value(liquid->text);
    } else if (const auto* fact = std::get_if<model::metadata_source>(&from)) {
        to.key("sync_metadata").value(fact->key);
    } else if (const auto* segments = std::get_if<model::membership_source>(&from)) {
        to.key("segment_membership").value(segments->identify_by);
    } else if (const auto* key = std::get_if<model::compound_key_source>(&from)) {
        to.key("compound_key").begin_array();
        for (const std::string& name : key->columns) {
            to.value(name);
        }
        to.end_array();
    }
}

model::mapping_source decode_from(const json::reader& from) {
    if (from.look("constant") == json::presence::present) {
        const json::reader constant = from.object("constant");
        return decode_constant(constant);
    }
    if (from.look("opaque") == json::presence::present) {
        model::opaque_source opaque;
        opaque.json = from.required_text("opaque");
        return opaque;
    }
    if (from.look("liquid_template") == json::presence::present) {
        return model::liquid_source{from.required_text("liquid_template")};
    }
    if (from.look("sync_metadata") == json::presence::present) {
        return model::metadata_source{from.required_text("sync_metadata")};
    }
    if (from.look("segment_membership") == json::presence::present) {
        return model::membership_source{from.required_text("segment_membership")};
    }
    if (from.look("compound_key") == json::presence::present) {
        model::compound_key_source key;
        from.each("compound_key", [&](const json::reader& name) { key.columns.push_back(name.as_text()); });
        return key;
    }
    model::column_source column;
    column.name = from.required_text("column");
    return column;
}

void encode_spec(json::writer& to, const model::sync_spec& spec) {
    to.begin_object();
    // In this order since format 1.0: what names and rules the sync, then the rest as files have it.
    encode_scalar(to, model::row_of<model::sync_spec>(model::attribute::label), spec);
    encode_scalar(to, model::row_of<model::sync_spec>(model::attribute::operation), spec);
    for (const auto& row : model::attributes_of<model::sync_spec>()) {
        switch (row.id) {
            case model::attribute::label:
            case model::attribute::operation:
                break;
            case model::attribute::source:
                encode_source(to, spec.source);
                break;
            case model::attribute::destination:
                to.key(row.key()).begin_object();
                encode_connection(to, spec.destination.connection_id);
                encode_scalars(to, spec.destination);
                to.end_object();
                break;
            case model::attribute::schedule:
                to.key(row.key()).begin_object();
                encode_scalars(to, spec.schedule);
                to.end_object();
                break;
            case model::attribute::triggers:
                encode_triggers(to, spec.triggers);
                break;
            case model::attribute::alerts:
                if (spec.alerts) {
                    encode_alerts(to, *spec.alerts);
                }
                break;
            case model::attribute::advanced_configuration:
                if (spec.advanced_configuration) {
                    encode_settings(to, *spec.advanced_configuration);
                }
                break;
            case model::attribute::mappings:
                to.key(row.key()).begin_array();
                for (const model::mapping& mapping : spec.mappings) {
                    encode_mapping(to, mapping);
                }
                to.end_array();
                break;
            default:
                if (row.in_spec() && row.kind == model::value_kind::structured) {
                    throw std::logic_error("no form for " + std::string(row.path));
                }
                encode_scalar(to, row, spec);
        }
    }
    to.end_object();
}

model::sync_spec decode_spec(const json::reader& from) {
    model::sync_spec spec;
    decode_scalars(from, spec);
    const json::reader source = from.object("source");
    spec.source = decode_source(source);
    const json::reader destination = from.object("destination");
    spec.destination.connection_id = model::connection_id(destination.name_or_number("connection_id"));
    decode_scalars(destination, spec.destination);
    const json::reader schedule = from.object("schedule");
    decode_scalars(schedule, spec.schedule);
    if (from.look("triggers") == json::presence::present) {
        const json::reader triggers = from.object("triggers");
        spec.triggers = decode_triggers(triggers);
    }
    if (from.look("alerts") == json::presence::present) {
        std::vector<model::alert>& alerts = spec.alerts.emplace();
        from.each("alerts", [&](const json::reader& row) { alerts.push_back(decode_alert(row)); });
    }
    if (from.look("advanced_configuration") == json::presence::present) {
        std::vector<model::setting>& settings = spec.advanced_configuration.emplace();
        from.each("advanced_configuration",
                  [&](const json::reader& row) { settings.push_back(decode_setting(row)); });
    }
    from.required_each("mappings",
                       [&](const json::reader& row) { spec.mappings.push_back(decode_mapping(row)); });
    return spec;
}

}  // namespace censusctl::plan
