#include "plan/lineage.hpp"

#include <algorithm>
#include <cstdint>

#include "diff/source_identity.hpp"

namespace censusctl::plan {
namespace {

std::string connection_text(const model::connection_name& named) {
    return named.id ? "connection " + std::to_string(*named.id) : named.name;
}

/// The name of the connection with this id; the id where the metadata does not know it.
template <class Connection>
std::string connection_of(const std::vector<Connection>& known, const model::connection_id& id) {
    const auto found = std::ranges::find(known, id, &Connection::id);
    if (found != known.end() && !found->name.empty()) {
        return found->name;
    }
    return id.known() ? "connection " + id.text() : std::string();
}

/// A live model or table often comes with its id alone (GET /syncs, source_attributes).
std::string object_of(const model::data_source& source, const model::catalogue& metadata) {
    model::data_source named = source;
    if (named.id && named.name.empty() && named.table == model::table_name{}) {
        const auto connection =
            std::ranges::find(metadata.sources, source.connection_id, &model::source_connection::id);
        if (connection != metadata.sources.end()) {
            const auto object =
                std::ranges::find_if(connection->objects, [&](const model::source_object& item) {
                    return item.type == named.type && item.id == *named.id;
                });
            if (object != connection->objects.end()) {
                named.name = object->name;
                named.table = object->table;
            }
        }
    }
    return diff::shown_source_object(named, false);
}

}  // namespace

lineage lineage_of(const manifest::declared_sync& sync) {
    lineage flows;
    const model::object_name& object = sync.source.object.value;
    model::data_source named;
    named.type = object.type;
    named.id = object.id;
    named.name = object.name;
    named.table = object.table;
    flows.source = connection_text(sync.source.connection.value);
    flows.source_object = diff::shown_source_object(named, false);
    flows.destination = connection_text(sync.destination.connection.value);
    flows.destination_object = sync.spec.destination.object;
    return flows;
}

lineage lineage_of(const model::sync_spec& spec, const model::catalogue& metadata) {
    lineage flows;
    flows.source = connection_of(metadata.sources, spec.source.connection_id);
    flows.source_object = object_of(spec.source, metadata);
    flows.destination = connection_of(metadata.destinations, spec.destination.connection_id);
    flows.destination_object = spec.destination.object;
    return flows;
}

}  // namespace censusctl::plan
