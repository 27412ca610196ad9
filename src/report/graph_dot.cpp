#include "report/graph_model.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

/// In quotes a quote, a backslash and a character reference mean something. A label that looks like `<…>` is
/// HTML to Graphviz only without quotes.
std::string dot_text(std::string_view untrusted) {
    std::string text = "\"";
    for (const char character : text::escape_for_terminal(untrusted)) {
        if (character == '&') {
            text += "&amp;";
            continue;
        }
        if (character == '"' || character == '\\') {
            text += '\\';
        }
        text += character;
    }
    return text + '"';
}

void dot_groups(std::string& text, char letter, const std::vector<graph_group>& all) {
    for (std::size_t at = 0; at < all.size(); ++at) {
        text.append("  subgraph cluster_").append(1, letter).append(std::to_string(at + 1)).append(" {\n");
        text.append("    label=").append(dot_text(all[at].connection)).append(";\n");
        for (const auto& [name, shown] : all[at].nodes) {
            text.append("    ").append(name).append(" [label=").append(dot_text(shown)).append("];\n");
        }
        text += "  }\n";
    }
}

}  // namespace

std::string graph_dot(const std::vector<graph_sync>& syncs) {
    const graph_model shown = model_of(syncs);
    std::string text =
        "digraph censusctl {\n"
        "  rankdir=LR;\n"
        "  node [shape=box, fontname=\"sans-serif\"];\n";
    dot_groups(text, 'a', shown.sources);
    for (const graph_model::line& line : shown.syncs) {
        text.append("  ").append(line.name).append(" [shape=ellipse, label=");
        text.append(dot_text(line.sync->key))
            .append(", tooltip=")
            .append(dot_text(line.sync->label))
            .append("];\n");
    }
    dot_groups(text, 'z', shown.destinations);
    for (const graph_model::line& item : shown.syncs) {
        text.append("  ").append(item.source).append(" -> ").append(item.name).append(" -> ");
        text.append(item.destination).append(";\n");
    }
    for (const auto& [first, then] : shown.order) {
        text.append("  ").append(first).append(" -> ").append(then);
        text.append(" [style=dashed, constraint=false, label=\"then\"];\n");
    }
    return text + "}\n";
}

}  // namespace censusctl::report
