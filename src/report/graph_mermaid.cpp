#include "report/graph_model.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

/// Letters, digits, spaces and a few marks stay; all other ASCII becomes a reference such as #35;, which
/// Mermaid turns into the character only after it has read the line. A colon does not stay: Mermaid draws
/// "fa:fa-car" as an icon, and takes a semicolon off a line that has "style" and a colon in it.
std::string quoted(std::string_view untrusted) {
    constexpr std::string_view harmless = " .,-_/+=";
    std::string made = "\"";
    for (const char one : text::escape_for_terminal(untrusted)) {
        const bool letter =
            (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9');
        if (letter || (static_cast<unsigned char>(one) & 0x80U) != 0 ||
            harmless.find(one) != std::string_view::npos) {
            made += one;
        } else {
            made.append("#").append(std::to_string(static_cast<int>(one))).append(";");
        }
    }
    // A node of no text is an error to Mermaid.
    return made.size() == 1 ? "\" \"" : made + "\"";
}

void groups(std::string& text, char letter, const std::vector<graph_group>& all) {
    for (std::size_t at = 0; at < all.size(); ++at) {
        text.append("  subgraph ").append(1, letter).append("c").append(std::to_string(at + 1));
        text.append("[").append(quoted(all[at].connection)).append("]\n");
        for (const auto& [name, shown] : all[at].nodes) {
            text.append("    ").append(name).append("[").append(quoted(shown)).append("]\n");
        }
        text += "  end\n";
    }
}

}  // namespace

std::string graph_mermaid(const std::vector<graph_sync>& syncs) {
    const graph_model shown = model_of(syncs);
    std::string text = "flowchart LR\n";
    groups(text, 'a', shown.sources);
    for (const graph_model::line& one : shown.syncs) {
        text.append("  ").append(one.name).append("([").append(quoted(one.sync->key)).append("])\n");
    }
    groups(text, 'z', shown.destinations);
    for (const graph_model::line& one : shown.syncs) {
        text.append("  ").append(one.source).append(" --> ").append(one.name).append(" --> ");
        text.append(one.destination).append("\n");
    }
    for (const auto& [first, then] : shown.order) {
        text.append("  ").append(first).append(" -. then .-> ").append(then).append("\n");
    }
    return text;
}

}  // namespace censusctl::report
