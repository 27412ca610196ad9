#pragma once
#include <string>
#include <vector>

#include "plan/lineage.hpp"

/// What flows where, as a graph that other tools draw: models and tables, syncs, objects.
namespace censusctl::report {

/// A sync of the graph.
struct graph_sync {
    std::string key;
    std::string label;
    plan::lineage ends;
    std::vector<std::string> after;  ///< keys of the syncs whose runs come first
};

/// A Mermaid flow chart. Names are texts in quotes, with every character that has a meaning to Mermaid, HTML
/// or Markdown as a character reference, so that no name can end its quotes, its line or its code block.
[[nodiscard]] std::string graph_mermaid(const std::vector<graph_sync>& syncs);

/// A digraph in the DOT language of Graphviz. Names are quoted strings.
[[nodiscard]] std::string graph_dot(const std::vector<graph_sync>& syncs);

}  // namespace censusctl::report
