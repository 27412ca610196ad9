#include "validation/used_metadata.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace censusctl::validation {
namespace {

using source_key = std::tuple<std::string, std::int64_t, std::string>;

source_key key_of(const model::source_object& object) {
    return {object.type, object.id,
            object.name + object.table.catalog + object.table.schema + object.table.name};
}

struct used_source {
    const model::source_connection* connection{nullptr};
    std::map<source_key, const model::source_object*> objects;
};

struct used_destination {
    const model::destination_connection* connection{nullptr};
    std::set<std::string> objects;
};

model::source_object sorted(const model::source_object& object) {
    model::source_object result = object;
    std::sort(result.columns.begin(), result.columns.end(),
              [](const model::column& left, const model::column& right) { return left.name < right.name; });
    return result;
}

model::destination_object sorted(const model::destination_object& object) {
    model::destination_object result = object;
    std::sort(
        result.fields.begin(), result.fields.end(),
        [](const model::field& left, const model::field& right) { return left.full_name < right.full_name; });
    std::sort(result.supported_operations.begin(), result.supported_operations.end());
    if (result.settings) {
        std::ranges::sort(*result.settings, {}, &model::setting_definition::name);
    }
    std::sort(result.keyless_operations.begin(), result.keyless_operations.end());
    for (model::field& field : result.fields) {
        std::sort(field.operations.begin(), field.operations.end());
    }
    return result;
}

}  // namespace

model::catalogue used_metadata(const std::vector<resolved_sync>& syncs) {
    std::map<model::connection_id, used_source> sources;
    std::map<model::connection_id, used_destination> destinations;
    for (const resolved_sync& sync : syncs) {
        if (sync.source != nullptr) {
            used_source& used = sources[sync.source->id];
            used.connection = sync.source;
            if (sync.source_object != nullptr) {
                used.objects.emplace(key_of(*sync.source_object), sync.source_object);
            }
        }
        if (sync.destination != nullptr) {
            used_destination& used = destinations[sync.destination->id];
            used.connection = sync.destination;
            if (sync.object != nullptr) {
                used.objects.insert(sync.object->full_name);
            }
            for (const auto& mapping : sync.declared->mappings) {
                used.objects.insert(mapping.spec.lookup_object);
            }
        }
    }
    model::catalogue metadata;
    for (const auto& [id, used] : sources) {
        model::source_connection& source = metadata.sources.emplace_back();
        source.id = id;
        source.name = used.connection->name;
        source.label = used.connection->label;
        source.objects_fetched = true;
        for (const auto& [key, object] : used.objects) {
            source.objects.push_back(sorted(*object));
        }
    }
    for (const auto& [id, used] : destinations) {
        model::destination_connection& destination = metadata.destinations.emplace_back();
        destination.id = id;
        destination.name = used.connection->name;
        destination.type = used.connection->type;
        destination.is_file_system = used.connection->is_file_system;
        destination.source_id = used.connection->source_id;
        destination.service_id = used.connection->service_id;
        destination.objects_fetched = true;
        for (const std::string& name : used.objects) {
            const auto& all = used.connection->objects;
            const auto found = std::find_if(all.begin(), all.end(),
                                            [&](const auto& object) { return object.full_name == name; });
            if (found != all.end()) {
                destination.objects.push_back(sorted(*found));
            }
        }
    }
    return metadata;
}

}  // namespace censusctl::validation
