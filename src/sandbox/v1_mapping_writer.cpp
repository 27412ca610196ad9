#include "sandbox/v1_mapping_writer.hpp"

#include <boost/json/object.hpp>

#include "sandbox/generated_mappings.hpp"
#include "sandbox/row_values.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

/// Constants are text, and a template comes back wrapped.
json::value data_of(const stored_mapping& mapping, const world_settings& settings) {
    switch (mapping.from) {
        case from_kind::constant:
            return json::value(
                json::object{{"value", constant_value(mapping.data, settings.constants_as_strings)},
                             {"basic_type", mapping.word}});
        case from_kind::liquid_template:
            return json::value(json::object{{"liquid_template", mapping.data}});
        default:
            return mapping.data;
    }
}

/// Rows of metadata, memberships and compound keys leave out what has its default; the others state it.
json::object mapping_row(const stored_mapping& mapping, std::size_t position, const stored_sync& sync,
                         const world_settings& settings) {
    const bool of_today = sync.age == sync_age::of_today;
    const bool stated = mapping.from == from_kind::column || mapping.from == from_kind::constant ||
                        mapping.from == from_kind::liquid_template;
    json::object row;
    row["from"] = v1_from(mapping, settings);
    row["to"] = mapping.to;
    if (of_today) {
        row["position"] = position;
    }
    row["is_primary_identifier"] = mapping.is_primary_identifier;
    if (stated || mapping.generate_field) {
        row["generate_field"] = mapping.generate_field;
    }
    if (stated || mapping.preserve_values) {
        row["preserve_values"] = mapping.preserve_values;
    }
    if (stated || !mapping.operation.empty()) {
        row["operation"] = text_or_null(mapping.operation);
    }
    if ((stated && of_today) || !mapping.sync_null_values) {
        row["sync_null_values"] = mapping.sync_null_values;
    }
    if (!mapping.field_type.empty()) {
        row["field_type"] = mapping.field_type;
    }
    if (mapping.array_field) {
        row["array_field"] = true;
    }
    if (mapping.follow_source_type) {
        row["follow_source_type"] = true;
    }
    if (!mapping.lookup_object.empty()) {
        row["lookup_object"] = mapping.lookup_object;
        row["lookup_field"] = mapping.lookup_field;
    }
    return row;
}

}  // namespace

json::value v1_from(const stored_mapping& mapping, const world_settings& settings) {
    const std::string word =
        mapping.from == from_kind::other ? mapping.word : std::string(word_of(mapping.from));
    return json::value(json::object{{"type", word}, {"data", data_of(mapping, settings)}});
}

json::array v1_mappings(const stored_sync& sync, const world_settings& settings) {
    json::array rows;
    rows.reserve(sync.mappings.size());
    for (const std::size_t place : shuffled_order(sync.mappings.size(), sync.shuffle)) {
        rows.emplace_back(mapping_row(sync.mappings[place], place, sync, settings));
    }
    return rows;
}

}  // namespace censusctl::sandbox
