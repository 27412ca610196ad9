#include "sandbox/v2_sync_writer.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>

#include "sandbox/row_values.hpp"
#include "sandbox/v1_mode_writer.hpp"
#include "sandbox/v1_sync_writer.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

/// Sets the member at a dotted path of one or two names.
void set_at(json::object& row, std::string_view dotted, const std::string& text) {
    const std::size_t dot = dotted.find('.');
    if (dot == std::string_view::npos) {
        row[dotted] = text;
        return;
    }
    json::value& outer = row[dotted.substr(0, dot)];
    if (!outer.is_object()) {
        outer.emplace_object();
    }
    outer.get_object()[dotted.substr(dot + 1)] = text;
}

}  // namespace

std::string activation_of(const stored_sync& sync, const world& metadata) {
    if (!sync.activation_id.empty()) {
        return sync.activation_id;
    }
    const activation* found = metadata.find_activation(sync.source_id, sync.destination_id);
    return found == nullptr ? std::string() : found->id;
}

json::object sync_v2_row(const sync_record& record, const world& metadata, std::string_view status) {
    const stored_sync& sync = record.sync;
    const std::string activation_id = activation_of(sync, metadata);
    const activation* coupling = metadata.find_activation(activation_id);
    json::object row;
    row["id"] = record.id;
    row["label"] = sync.label ? json::value(json::string(*sync.label)) : json::value(nullptr);
    row["resource_identifier"] = sync.resource_identifier;
    row["operation"] = sync.operation;
    row["paused"] = sync.paused;
    row["status"] = status;
    row["created_at"] = to_text(record.created);
    row["updated_at"] = to_text(record.updated);
    set_at(row, metadata.settings.activation_place, activation_id);
    row["group_id"] =
        coupling == nullptr ? json::value(nullptr) : json::value(json::string(coupling->group_id));
    write_v1_object(sync, metadata, row["source_attributes"].emplace_object());
    set_at(row, metadata.settings.object_place, sync.object);
    json::value& into = row["destination_attributes"];
    if (!into.is_object()) {
        into.emplace_object();
    }
    into.get_object()["lead_union_insert_to"] = text_or_null(sync.lead_union_insert_to);
    row["mode"] = v1_mode(sync);
    write_shared_members(record, metadata, row);
    return row;
}

}  // namespace censusctl::sandbox
