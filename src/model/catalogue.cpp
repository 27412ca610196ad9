#include "model/catalogue.hpp"

namespace censusctl::model {
namespace {

template <class Items, class Matches>
std::vector<std::size_t> where(const Items& items, Matches matches) {
    std::vector<std::size_t> found;
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (matches(items[at])) {
            found.push_back(at);
        }
    }
    return found;
}

/// Those whose id is this text, which is no number: a quoted number is a name.
template <class Connections>
std::vector<std::size_t> with_id(const Connections& connections, const std::string& text) {
    const connection_id id(text);
    if (!id.known() || id.number()) {
        return {};
    }
    return where(connections, [&](const auto& row) { return row.id == id; });
}

}  // namespace

std::vector<std::size_t> find_sources(const catalogue& metadata, const connection_name& wanted) {
    if (wanted.id) {
        return where(metadata.sources, [&](const auto& source) { return source.id == *wanted.id; });
    }
    auto found = where(metadata.sources, [&](const auto& source) { return source.name == wanted.name; });
    if (found.empty() && !wanted.name.empty()) {
        found = where(metadata.sources, [&](const auto& source) { return source.label == wanted.name; });
    }
    return found.empty() ? with_id(metadata.sources, wanted.name) : found;
}

std::vector<std::size_t> find_destinations(const catalogue& metadata, const connection_name& wanted) {
    if (wanted.id) {
        return where(metadata.destinations,
                     [&](const auto& row) { return row.id == *wanted.id || row.service_id == *wanted.id; });
    }
    auto found = where(metadata.destinations, [&](const auto& row) { return row.name == wanted.name; });
    return found.empty() ? with_id(metadata.destinations, wanted.name) : found;
}

std::vector<std::size_t> find_destinations(const catalogue& metadata, const connection_name& wanted,
                                           const connection_id& source) {
    std::vector<std::size_t> found = find_destinations(metadata, wanted);
    std::erase_if(found, [&](std::size_t at) {
        const connection_id& coupled = metadata.destinations[at].source_id;
        return source.known() && coupled.known() && coupled != source;
    });
    return found;
}

std::vector<std::size_t> find_objects(const source_connection& source, const object_name& wanted) {
    return where(source.objects, [&](const source_object& object) {
        if (object.type != wanted.type) {
            return false;
        }
        if (wanted.id) {
            return object.id == *wanted.id;
        }
        return wanted.type == "table" ? object.table == wanted.table : object.name == wanted.name;
    });
}

}  // namespace censusctl::model
