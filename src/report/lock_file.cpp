#include "report/lock_file.hpp"

#include <boost/json/value.hpp>
#include <utility>

#include "json/document.hpp"
#include "json/reader.hpp"
#include "json/writer.hpp"
#include "plan/workspace_json.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

using layout = json::layout;

constexpr std::string_view format_name = "censusctl-lock";
constexpr std::string_view format_version = "1.1";

/// Flags that are not set are left out, as are empty texts and lists: a field has nine flags, and few are
/// set.
void list_if_any(json::writer& to, std::string_view key, const std::vector<std::string>& texts) {
    if (texts.empty()) {
        return;
    }
    to.key(key);
    to.begin_array(layout::one_line);
    for (const std::string& text : texts) {
        to.value(text);
    }
    to.end_array();
}

void write_source_object(json::writer& to, const model::source_object& object) {
    to.begin_object();
    to.member("type", object.type);
    to.member("id", object.id);
    to.if_stated("name", object.name);
    to.if_stated("table_catalog", object.table.catalog);
    to.if_stated("table_schema", object.table.schema);
    to.if_stated("table_name", object.table.name);
    to.if_stated("dataset_id", object.dataset_id);
    to.key("columns");
    to.begin_array();
    for (const model::column& column : object.columns) {
        to.begin_object(layout::one_line);
        to.member("name", column.name);
        to.member("type", column.type);
        to.end_object();
    }
    to.end_array();
    to.end_object();
}

void write_field(json::writer& to, const model::field& field) {
    to.begin_object(layout::one_line);
    to.member("full_name", field.full_name);
    to.if_stated("label", field.label);
    to.member("type", field.type);
    to.if_set("createable", field.createable);
    to.if_set("updateable", field.updateable);
    to.if_set("array", field.array);
    to.if_set("preserve_values_supported", field.preserve_values_supported);
    to.if_set("required_for_mapping", field.required_for_mapping);
    to.if_set("can_be_upsert_key", field.can_be_upsert_key);
    to.if_set("can_be_update_key", field.can_be_update_key);
    to.if_set("can_be_insert_key", field.can_be_insert_key);
    to.if_set("can_be_reference_key", field.can_be_reference_key);
    list_if_any(to, "operations", field.operations);
    to.if_stated("lookup_object", field.lookup_object);
    to.end_object();
}

void write_settings(json::writer& to, const std::vector<model::setting_definition>& settings) {
    to.key("settings").begin_array();
    for (const model::setting_definition& setting : settings) {
        to.begin_object(layout::one_line);
        to.member("name", setting.name);
        to.if_stated("type", setting.type);
        to.if_set("required", setting.required);
        list_if_any(to, "supported_values", setting.supported_values);
        to.end_object();
    }
    to.end_array();
}

void write_connection_id(json::writer& to, std::string_view key, const model::connection_id& id) {
    if (id.known()) {
        to.member(key, id.value());
    }
}

void write_object(json::writer& to, const model::destination_object& object) {
    to.begin_object();
    to.member("full_name", object.full_name);
    to.if_stated("label", object.label);
    to.member("allow_custom_fields", object.allow_custom_fields);
    to.member("allow_case_sensitive_field_names", object.allow_case_sensitive_field_names);
    list_if_any(to, "supported_operations", object.supported_operations);
    list_if_any(to, "keyless_operations", object.keyless_operations);
    if (!object.can_be_destination) {
        to.member("can_be_sync_destination", false);
    }
    to.if_stated("supports_field_ordering", object.supports_field_order);
    if (object.settings) {
        write_settings(to, *object.settings);
    }
    to.key("fields");
    to.begin_array();
    for (const model::field& field : object.fields) {
        write_field(to, field);
    }
    to.end_array();
    to.end_object();
}

void read_texts(const json::reader& from, std::string_view key, std::vector<std::string>& into) {
    from.each(key, [&](const json::reader& row) {
        if (row.demand(json::presence::present, json::kind::text)) {
            into.push_back(row.as_text());
        }
    });
}

model::source_object read_source_object(const json::reader& from) {
    model::source_object object;
    object.type = from.required_text("type");
    object.id = from.id("id").value_or(0);
    object.name = from.text("name");
    object.table = {from.text("table_catalog"), from.text("table_schema"), from.text("table_name")};
    object.dataset_id = from.id("dataset_id");
    object.columns_fetched = true;
    from.required_each("columns", [&](const json::reader& row) {
        object.columns.push_back({row.required_text("name"), row.text("type")});
    });
    return object;
}

model::field read_field(const json::reader& from) {
    model::field field;
    field.full_name = from.required_text("full_name");
    field.label = from.text("label");
    field.type = from.text("type");
    field.createable = from.flag("createable");
    field.updateable = from.flag("updateable");
    field.array = from.flag("array");
    field.preserve_values_supported = from.flag("preserve_values_supported");
    field.required_for_mapping = from.flag("required_for_mapping");
    field.can_be_upsert_key = from.flag("can_be_upsert_key");
    field.can_be_update_key = from.flag("can_be_update_key");
    field.can_be_insert_key = from.flag("can_be_insert_key");
    field.can_be_reference_key = from.flag("can_be_reference_key");
    read_texts(from, "operations", field.operations);
    field.lookup_object = from.text("lookup_object");
    return field;
}

model::setting_definition read_setting(const json::reader& from) {
    model::setting_definition setting;
    setting.name = from.required_text("name");
    setting.type = from.text("type");
    setting.required = from.flag("required");
    read_texts(from, "supported_values", setting.supported_values);
    return setting;
}

model::destination_object read_object(const json::reader& from) {
    model::destination_object object;
    object.full_name = from.required_text("full_name");
    object.label = from.text("label");
    object.allow_custom_fields = from.flag("allow_custom_fields");
    object.allow_case_sensitive_field_names = from.flag("allow_case_sensitive_field_names", true);
    read_texts(from, "supported_operations", object.supported_operations);
    read_texts(from, "keyless_operations", object.keyless_operations);
    object.can_be_destination = from.flag("can_be_sync_destination", true);
    if (from.look("supports_field_ordering") == json::presence::present) {
        object.supports_field_order = from.flag("supports_field_ordering");
    }
    if (from.look("settings") == json::presence::present) {
        std::vector<model::setting_definition>& settings = object.settings.emplace();
        from.each("settings", [&](const json::reader& row) { settings.push_back(read_setting(row)); });
    }
    object.fields_fetched = true;
    from.required_each("fields", [&](const json::reader& row) { object.fields.push_back(read_field(row)); });
    return object;
}

void read_metadata(const json::reader& root, model::catalogue& into) {
    root.required_each("sources", [&](const json::reader& row) {
        model::source_connection& source = into.sources.emplace_back();
        source.id = model::connection_id(row.required_name_or_number("id"));
        source.name = row.text("name");
        source.label = row.text("label");
        source.objects_fetched = true;
        row.required_each("objects", [&](const json::reader& object) {
            source.objects.push_back(read_source_object(object));
        });
    });
    root.required_each("destinations", [&](const json::reader& row) {
        model::destination_connection& destination = into.destinations.emplace_back();
        destination.id = model::connection_id(row.required_name_or_number("id"));
        destination.name = row.text("name");
        destination.type = row.text("type");
        destination.is_file_system = row.flag("is_file_system_destination");
        destination.source_id = model::connection_id(row.name_or_number("source_id"));
        destination.service_id = model::connection_id(row.name_or_number("service_id"));
        destination.objects_fetched = true;
        row.required_each("objects", [&](const json::reader& object) {
            destination.objects.push_back(read_object(object));
        });
    });
}

}  // namespace

std::string encode_lock(const metadata_lock& lock) {
    json::writer to(json::layout::lines);
    to.begin_object();
    to.member("format", format_name);
    to.member("format_version", format_version);
    to.key("workspace");
    plan::encode_workspace(to, lock.workspace);
    to.key("sources");
    to.begin_array();
    for (const model::source_connection& source : lock.metadata.sources) {
        to.begin_object();
        to.member("id", source.id.value());
        to.if_stated("name", source.name);
        to.if_stated("label", source.label);
        to.key("objects");
        to.begin_array();
        for (const model::source_object& object : source.objects) {
            write_source_object(to, object);
        }
        to.end_array();
        to.end_object();
    }
    to.end_array();
    to.key("destinations");
    to.begin_array();
    for (const model::destination_connection& destination : lock.metadata.destinations) {
        to.begin_object();
        to.member("id", destination.id.value());
        to.if_stated("name", destination.name);
        to.if_stated("type", destination.type);
        to.if_set("is_file_system_destination", destination.is_file_system);
        write_connection_id(to, "source_id", destination.source_id);
        write_connection_id(to, "service_id", destination.service_id);
        to.key("objects");
        to.begin_array();
        for (const model::destination_object& object : destination.objects) {
            write_object(to, object);
        }
        to.end_array();
        to.end_object();
    }
    to.end_array();
    to.end_object();
    return to.take();
}

metadata_lock decode_lock(std::string_view text) {
    json::document document;
    if (!document.parse(text)) {
        throw lock_error("it is not JSON: " + text::escape_for_terminal(document.problem()));
    }
    json::decode_problem problem;
    const json::reader root(document.root(), problem);
    if (!root.value().is_object() || root.text("format") != format_name) {
        throw lock_error("it is not a lock of censusctl");
    }
    const std::string version = root.text("format_version");
    if (version.rfind("1.", 0) != 0) {
        throw lock_error("it has format version '" + text::escape_and_cut(version, 20) +
                         "', and this censusctl reads 1.x");
    }
    metadata_lock lock;
    const json::reader workspace = root.object("workspace");
    lock.workspace = plan::decode_workspace(workspace);
    read_metadata(root, lock.metadata);
    if (problem.found()) {
        throw lock_error(text::escape_for_terminal(problem.where + " " + problem.what));
    }
    return lock;
}

}  // namespace censusctl::report
