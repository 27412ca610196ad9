#include "plan/spec_json.hpp"

#include <utility>

namespace censusctl::plan {
namespace {

/// Empty texts are the API's null, and are left out.
void member(json::writer& to, std::string_view key, const std::string& text) {
    if (!text.empty()) {
        to.key(key).value(text);
    }
}

void member(json::writer& to, std::string_view key, const std::optional<std::int64_t>& number) {
    if (number) {
        to.key(key).value(*number);
    }
}

void member(json::writer& to, std::string_view key, bool flag) {
    if (flag) {
        to.key(key).value(true);
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

void encode_source(json::writer& to, const model::data_source& source) {
    to.key("source").begin_object();
    to.key("connection_id").value(source.connection_id);
    member(to, "type", source.type);
    member(to, "id", source.id);
    member(to, "name", source.name);
    member(to, "table_catalog", source.table.catalog);
    member(to, "table_schema", source.table.schema);
    member(to, "table_name", source.table.name);
    to.end_object();
}

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
    }
}

void encode_mapping(json::writer& to, const model::mapping& mapping) {
    to.begin_object();
    encode_from(to, mapping.from);
    to.key("to").value(mapping.to);
    member(to, "is_primary_identifier", mapping.is_primary_identifier);
    member(to, "generate_field", mapping.generate_field);
    member(to, "preserve_values", mapping.preserve_values);
    member(to, "operation", mapping.operation);
    member(to, "lookup_object", mapping.lookup_object);
    member(to, "lookup_field", mapping.lookup_field);
    to.end_object();
}

model::data_source decode_source(const json::reader& from) {
    model::data_source source;
    source.connection_id = from.required_id("connection_id");
    source.type = from.required_text("type");
    source.id = from.id("id");
    source.name = from.text("name");
    source.table.catalog = from.text("table_catalog");
    source.table.schema = from.text("table_schema");
    source.table.name = from.text("table_name");
    return source;
}

model::constant_source decode_constant(const json::reader& from) {
    model::constant_source constant;
    constant.type = from.required_text("type");
    constant.value = from.required_text("value");
    const std::string kind = from.required_text("written_as");
    if (kind == "number") {
        constant.kind = model::scalar_kind::number;
    } else if (kind == "boolean") {
        constant.kind = model::scalar_kind::boolean;
    }
    return constant;
}

model::mapping decode_mapping(const json::reader& from) {
    model::mapping mapping;
    if (from.look("constant") == json::presence::present) {
        const json::reader constant = from.object("constant");
        mapping.from = decode_constant(constant);
    } else if (from.look("opaque") == json::presence::present) {
        model::opaque_source opaque;
        opaque.json = from.required_text("opaque");
        mapping.from = std::move(opaque);
    } else {
        model::column_source column;
        column.name = from.required_text("column");
        mapping.from = std::move(column);
    }
    mapping.to = from.required_text("to");
    mapping.is_primary_identifier = from.flag("is_primary_identifier");
    mapping.generate_field = from.flag("generate_field");
    mapping.preserve_values = from.flag("preserve_values");
    mapping.operation = from.text("operation");
    mapping.lookup_object = from.text("lookup_object");
    mapping.lookup_field = from.text("lookup_field");
    return mapping;
}

}  // namespace

void encode_spec(json::writer& to, const model::sync_spec& spec) {
    to.begin_object();
    member(to, "label", spec.label);
    to.key("operation").value(spec.operation);
    encode_source(to, spec.source);
    to.key("destination").begin_object();
    to.key("connection_id").value(spec.destination.connection_id);
    to.key("object").value(spec.destination.object);
    member(to, "lead_union_insert_to", spec.destination.lead_union_insert_to);
    to.end_object();
    to.key("schedule").begin_object();
    to.key("frequency").value(spec.schedule.frequency);
    member(to, "day", spec.schedule.day);
    member(to, "hour", spec.schedule.hour);
    member(to, "minute", spec.schedule.minute);
    to.end_object();
    member(to, "paused", spec.paused);
    member(to, "trigger_on_dbt_cloud_rebuild", spec.trigger_on_dbt_cloud_rebuild);
    to.key("field_behavior").value(spec.field_behavior);
    member(to, "field_normalization", spec.field_normalization);
    to.key("mappings").begin_array();
    for (const model::mapping& mapping : spec.mappings) {
        encode_mapping(to, mapping);
    }
    to.end_array();
    to.end_object();
}

model::sync_spec decode_spec(const json::reader& from) {
    model::sync_spec spec;
    spec.label = from.text("label");
    spec.operation = from.required_text("operation");
    const json::reader source = from.object("source");
    spec.source = decode_source(source);
    const json::reader destination = from.object("destination");
    spec.destination.connection_id = destination.required_id("connection_id");
    spec.destination.object = destination.required_text("object");
    spec.destination.lead_union_insert_to = destination.text("lead_union_insert_to");
    const json::reader schedule = from.object("schedule");
    spec.schedule.frequency = schedule.required_text("frequency");
    spec.schedule.day = schedule.text("day");
    spec.schedule.hour = schedule.integer("hour");
    spec.schedule.minute = schedule.integer("minute");
    spec.paused = from.flag("paused");
    spec.trigger_on_dbt_cloud_rebuild = from.flag("trigger_on_dbt_cloud_rebuild");
    spec.field_behavior = from.required_text("field_behavior");
    spec.field_normalization = from.text("field_normalization");
    from.required_each("mappings",
                       [&](const json::reader& row) { spec.mappings.push_back(decode_mapping(row)); });
    return spec;
}

}  // namespace censusctl::plan
