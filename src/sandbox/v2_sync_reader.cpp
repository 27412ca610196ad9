#include "sandbox/v2_sync_reader.hpp"

#include <boost/json/object.hpp>

#include "sandbox/v1_alert_reader.hpp"
#include "sandbox/v1_source_reader.hpp"
#include "sandbox/v1_sync_reader.hpp"

namespace censusctl::sandbox {

namespace {

node require_at(const node& from, const std::string& dotted) {
    const auto found = find_at(from, dotted);
    if (!found) {
        throw document_error{dotted, "is missing"};
    }
    return *found;
}

void read_activation(const node& id, const world& metadata, stored_sync& into) {
    const activation* found = metadata.find_activation(id.text());
    if (found == nullptr) {
        id.refuse("names no activation: '" + id.text() + "'");
    }
    into.activation_id = found->id;
    into.source_id = found->source_id;
    into.destination_id = found->destination_id;
}

const source& source_of(const stored_sync& sync, const world& metadata) {
    const source* found = metadata.find_source(sync.source_id);
    if (found == nullptr) {
        throw document_error{"source_attributes", "cannot be read: the activation has no source"};
    }
    return *found;
}

void read_name(const node& name, const world& metadata, stored_sync& into) {
    const destination* owner = metadata.find_destination(into.destination_id);
    if (owner == nullptr) {
        name.refuse("cannot be read: the activation has no destination");
    }
    const std::string before = into.object;
    read_object_name(name, *owner, into);
    if (into.object != before) {
        into.field_order.clear();
    }
}

void read_lead_union(const node& request, stored_sync& into) {
    if (const auto attributes = request.find("destination_attributes")) {
        into.lead_union_insert_to = attributes->text_or("lead_union_insert_to", "");
    }
}

/// What the new connections do not have must be stated anew.
void check_still_there(const stored_sync& before, const world& metadata, const stored_sync& sync) {
    const sync_targets targets = find_targets(sync, metadata);
    if (before.source_id != sync.source_id && targets.reads == nullptr) {
        throw document_error{"source_attributes", "is missing: the activation has another source"};
    }
    if (before.destination_id != sync.destination_id && targets.object == nullptr) {
        throw document_error{metadata.settings.object_place,
                             "is missing: the activation has another destination"};
    }
}

}  // namespace

std::optional<node> find_at(const node& from, std::string_view dotted) {
    const std::size_t dot = dotted.find('.');
    auto member = from.find(dotted.substr(0, dot));
    if (!member || dot == std::string_view::npos) {
        return member;
    }
    if (!member->value().is_object()) {
        return std::nullopt;
    }
    return find_at(*member, dotted.substr(dot + 1));
}

stored_sync read_v2_create(const node& request, const world& metadata) {
    const world_settings& settings = metadata.settings;
    stored_sync sync;
    if (settings.group_needed && !request.find("group_id")) {
        throw document_error{"", "group_id is required"};
    }
    static_cast<void>(request.require("operation"));
    read_activation(require_at(request, settings.activation_place), metadata, sync);
    read_v1_object(request.require("source_attributes"), source_of(sync, metadata), spelling::request, sync);
    read_name(require_at(request, settings.object_place), metadata, sync);
    read_lead_union(request, sync);
    static_cast<void>(request.require("mappings"));
    read_requested_mappings(request, sync);
    if (!request.find("alert_attributes")) {
        sync.alerts = default_alerts();
    }
    read_shared_members(request, metadata, spelling::request, sync);
    return sync;
}

void read_v2_update(const node& request, const world& metadata, stored_sync& into) {
    const world_settings& settings = metadata.settings;
    const stored_sync before = into;
    if (const auto id = find_at(request, settings.activation_place)) {
        read_activation(*id, metadata, into);
    }
    if (const auto source = request.find("source_attributes")) {
        read_v1_object(*source, source_of(into, metadata), spelling::request, into);
    }
    if (const auto name = find_at(request, settings.object_place)) {
        read_name(*name, metadata, into);
    }
    read_lead_union(request, into);
    check_still_there(before, metadata, into);
    read_requested_mappings(request, into);
    read_shared_members(request, metadata, spelling::request, into);
}

}  // namespace censusctl::sandbox
