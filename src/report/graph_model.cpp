#include "report/graph_model.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace censusctl::report {
namespace {

/// One side of the graph: its ends by connection and name.
class ends {
public:
    ends(char letter, std::vector<graph_group>& groups) : letter_(letter), groups_(groups) {}

    std::string name_of(const std::string& connection, const std::string& object) {
        const auto [found, fresh] = known_.emplace(std::pair(connection, object), std::string());
        if (fresh) {
            found->second = letter_ + std::to_string(known_.size());
            group_of(connection).nodes.emplace_back(found->second, object);
        }
        return found->second;
    }

private:
    graph_group& group_of(const std::string& connection) {
        const auto [found, fresh] = by_connection_.emplace(connection, groups_.size());
        if (fresh) {
            groups_.push_back({connection, {}});
        }
        return groups_[found->second];
    }

    char letter_;
    std::vector<graph_group>& groups_;
    std::map<std::pair<std::string, std::string>, std::string> known_;
    std::map<std::string, std::size_t> by_connection_;
};

}  // namespace

graph_model model_of(const std::vector<graph_sync>& syncs) {
    graph_model graph;
    ends sources('a', graph.sources);
    ends destinations('z', graph.destinations);
    std::map<std::string_view, std::string> names;
    for (const graph_sync& sync : syncs) {
        graph_model::line& line = graph.syncs.emplace_back();
        line.name = "s" + std::to_string(graph.syncs.size());
        line.sync = &sync;
        line.source = sources.name_of(sync.ends.source, sync.ends.source_object);
        line.destination = destinations.name_of(sync.ends.destination, sync.ends.destination_object);
        names.emplace(sync.key, line.name);
    }
    for (const graph_model::line& item : graph.syncs) {
        for (const std::string& first : item.sync->after) {
            if (const auto found = names.find(first); found != names.end()) {
                graph.order.emplace_back(found->second, item.name);
            }
        }
    }
    return graph;
}

}  // namespace censusctl::report
