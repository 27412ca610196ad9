#include "plan/connection_words.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace censusctl::plan {
namespace {

template <class Connections, class Find>
std::optional<model::connection_name> words_for(
    const Connections& connections, const model::connection_id& id,
    std::vector<std::string> (*names_of)(const typename Connections::value_type&), Find find) {
    const auto row = std::ranges::find_if(connections, [&](const auto& each) { return each.id == id; });
    if (row == connections.end()) {
        return std::nullopt;
    }
    const auto index = static_cast<std::size_t>(row - connections.begin());
    for (std::string& name : names_of(*row)) {
        model::connection_name by_name{std::nullopt, std::move(name)};
        if (by_name.name.empty()) {
            continue;
        }
        const std::vector<std::size_t> found = find(by_name);
        if (found.size() == 1 && found.front() == index) {
            return by_name;
        }
    }
    return model::connection_name{id.number(), id.number() ? std::string() : id.text()};
}

std::vector<std::string> names_of_source(const model::source_connection& row) {
    return {row.name, row.label};
}

std::vector<std::string> names_of_destination(const model::destination_connection& row) {
    return {row.name};
}

}  // namespace

std::optional<model::connection_name> words_for_source(const model::catalogue& metadata,
                                                       const model::connection_id& id) {
    return words_for(metadata.sources, id, names_of_source,
                     [&](const auto& wanted) { return model::find_sources(metadata, wanted); });
}

std::optional<model::connection_name> words_for_destination(const model::catalogue& metadata,
                                                            const model::connection_id& id,
                                                            const model::connection_id& source) {
    return words_for(metadata.destinations, id, names_of_destination,
                     [&](const auto& wanted) { return model::find_destinations(metadata, wanted, source); });
}

}  // namespace censusctl::plan
