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

}  // namespace

std::vector<std::size_t> find_sources(const catalogue& metadata, const connection_name& wanted) {
    if (wanted.id) {
        return where(metadata.sources, [&](const auto& source) { return source.id == *wanted.id; });
    }
    auto found = where(metadata.sources, [&](const auto& source) { return source.name == wanted.name; });
    if (found.empty() && !wanted.name.empty()) {
        found = where(metadata.sources, [&](const auto& source) { return source.label == wanted.name; });
    }
    return found;
}

std::vector<std::size_t> find_destinations(const catalogue& metadata, const connection_name& wanted) {
    if (wanted.id) {
        return where(metadata.destinations, [&](const auto& one) { return one.id == *wanted.id; });
    }
    return where(metadata.destinations, [&](const auto& one) { return one.name == wanted.name; });
}

std::vector<std::size_t> find_objects(const source_connection& source, const object_name& wanted) {
    return where(source.objects, [&](const source_object& object) {
        if (object.type != wanted.type) {
            return false;
        }
        if (wanted.id) {
            return object.id == *wanted.id;
        }
        return wanted.type == "model" ? object.name == wanted.name : object.table == wanted.table;
    });
}

}  // namespace censusctl::model
