#include <algorithm>
#include <cstddef>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "manifest/declaration.hpp"

namespace censusctl::manifest {
namespace {

/// A name under which equal things, and only those, meet. Parts are told apart by their lengths.
class identity {
public:
    identity& add(std::string_view part) {
        name_ += std::to_string(part.size()) + ':';
        name_ += part;
        return *this;
    }
    identity& add(const std::optional<std::int64_t>& id) {
        return add(id ? '#' + std::to_string(*id) : std::string{});
    }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

private:
    std::string name_;
};

bool is_read(const model::connection_name& connection) {
    return connection.id || !connection.name.empty();
}

bool is_read(const model::object_name& object) {
    return object.id || !object.name.empty() || !object.table.name.empty();
}

std::string identity_of(const model::connection_name& connection) {
    return identity().add(connection.id).add(connection.name).name();
}

std::string identity_of(const model::object_name& object) {
    return identity()
        .add(object.type)
        .add(object.id)
        .add(object.name)
        .add(object.table.catalog)
        .add(object.table.schema)
        .add(object.table.name)
        .name();
}

/// The uses of one kind of connection, each with what was seen of it.
template <class Use>
class collected_uses {
public:
    explicit collected_uses(std::vector<Use>& uses) : uses_{uses} {}

    void add_connection(const model::connection_name& connection) { at(connection); }

    /// That syncs read this source and write to this destination.
    void add_source(const model::connection_name& connection, const model::connection_name& source) {
        auto& sources = uses_[at(connection)].sources;
        if (std::find(sources.begin(), sources.end(), source) == sources.end()) {
            sources.push_back(source);
        }
    }

    template <class Object>
    void add(const model::connection_name& connection, const Object& object, std::string object_identity) {
        const std::size_t index = at(connection);
        if (seen_[index].insert(std::move(object_identity)).second) {
            uses_[index].objects.push_back(object);
        }
    }

private:
    std::size_t at(const model::connection_name& connection) {
        const auto [found, is_new] = index_of_.emplace(identity_of(connection), uses_.size());
        if (is_new) {
            uses_.push_back({connection, {}});
            seen_.emplace_back();
        }
        return found->second;
    }

    std::vector<Use>& uses_;
    std::unordered_map<std::string, std::size_t> index_of_;
    std::vector<std::unordered_set<std::string>> seen_;
};

}  // namespace

model::references references_of(const std::vector<declared_sync>& syncs, const std::vector<char>& selected) {
    model::references references;
    collected_uses sources(references.sources);
    collected_uses destinations(references.destinations);
    for (std::size_t at = 0; at < syncs.size(); ++at) {
        if (!selected.empty() && selected[at] == 0) {
            continue;
        }
        const declared_sync& sync = syncs[at];
        const model::connection_name& source = sync.source.connection.value;
        if (is_read(source)) {
            sources.add_connection(source);
            if (const model::object_name& object = sync.source.object.value; is_read(object)) {
                sources.add(source, object, identity_of(object));
            }
        }
        const model::connection_name& destination = sync.destination.connection.value;
        if (!is_read(destination)) {
            continue;
        }
        destinations.add_connection(destination);
        if (is_read(source)) {
            destinations.add_source(destination, source);
        }
        const auto add_object = [&](const std::string& name) {
            if (!name.empty()) {
                destinations.add(destination, name, name);
            }
        };
        add_object(sync.spec.destination.object);
        for (const declared_mapping& mapping : sync.mappings) {
            add_object(mapping.spec.lookup_object);
        }
    }
    return references;
}

}  // namespace censusctl::manifest
