#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "report/graph.hpp"

namespace censusctl::report {

/// A connection with its models, tables or objects.
struct graph_group {
    std::string connection;
    std::vector<std::pair<std::string, std::string>> nodes;  ///< name in the graph ("a3"), text
};

/// A graph made ready for printing: each end once, under its connection, in the order of first use. Names in
/// the graph are ours; all else is text.
struct graph_model {
    std::vector<graph_group> sources;
    std::vector<graph_group> destinations;
    struct line {
        std::string name;  ///< "s3"
        const graph_sync* sync{nullptr};
        std::string source;
        std::string destination;
    };
    std::vector<line> syncs;
    std::vector<std::pair<std::string, std::string>> order;  ///< first, after it
};

[[nodiscard]] graph_model model_of(const std::vector<graph_sync>& syncs);

}  // namespace censusctl::report
