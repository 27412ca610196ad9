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
    graph_model made;
    ends sources('a', made.sources);
    ends destinations('z', made.destinations);
    std::map<std::string_view, std::string> names;
    for (const graph_sync& sync : syncs) {
        graph_model::line& one = made.syncs.emplace_back();
        one.name = "s" + std::to_string(made.syncs.size());
        one.sync = &sync;
        one.source = sources.name_of(sync.ends.source, sync.ends.source_object);
        one.destination = destinations.name_of(sync.ends.destination, sync.ends.destination_object);
        names.emplace(sync.key, one.name);
    }
    for (const graph_model::line& one : made.syncs) {
        for (const std::string& first : one.sync->after) {
            if (const auto found = names.find(first); found != names.end()) {
                made.order.emplace_back(found->second, one.name);
            }
        }
    }
    return made;
}

}  // namespace censusctl::report
