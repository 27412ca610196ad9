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
    model::source_object made = object;
    std::sort(made.columns.begin(), made.columns.end(),
              [](const model::column& left, const model::column& right) { return left.name < right.name; });
    return made;
}

model::destination_object sorted(const model::destination_object& object) {
    model::destination_object made = object;
    std::sort(
        made.fields.begin(), made.fields.end(),
        [](const model::field& left, const model::field& right) { return left.full_name < right.full_name; });
    std::sort(made.supported_operations.begin(), made.supported_operations.end());
    for (model::field& field : made.fields) {
        std::sort(field.operations.begin(), field.operations.end());
    }
    return made;
}

}  // namespace

model::catalogue used_metadata(const std::vector<resolved_sync>& syncs) {
    std::map<std::int64_t, used_source> sources;
    std::map<std::int64_t, used_destination> destinations;
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
                used.objects.insert(mapping.lookup_object.value);
            }
        }
    }
    model::catalogue made;
    for (const auto& [id, used] : sources) {
        model::source_connection& one = made.sources.emplace_back();
        one.id = id;
        one.name = used.connection->name;
        one.label = used.connection->label;
        one.objects_fetched = true;
        for (const auto& [key, object] : used.objects) {
            one.objects.push_back(sorted(*object));
        }
    }
    for (const auto& [id, used] : destinations) {
        model::destination_connection& one = made.destinations.emplace_back();
        one.id = id;
        one.name = used.connection->name;
        one.objects_fetched = true;
        for (const std::string& name : used.objects) {
            const auto& all = used.connection->objects;
            const auto found = std::find_if(all.begin(), all.end(),
                                            [&](const auto& object) { return object.full_name == name; });
            if (found != all.end()) {
                one.objects.push_back(sorted(*found));
            }
        }
    }
    return made;
}

}  // namespace censusctl::validation
