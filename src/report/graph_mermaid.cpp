#include "report/graph_model.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

/// Letters, digits, spaces and a few marks stay; all other ASCII becomes a reference such as #35;, which
/// Mermaid turns into the character only after it has read the line. A colon does not stay: Mermaid draws
/// "fa:fa-car" as an icon, and takes a semicolon off a line that has "style" and a colon in it.
std::string mermaid_text(std::string_view untrusted) {
    constexpr std::string_view harmless = " .,-_/+=";
    std::string text = "\"";
    for (const char character : text::escape_for_terminal(untrusted)) {
        const bool letter = (character >= 'a' && character <= 'z') ||
                            (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
        if (letter || (static_cast<unsigned char>(character) & 0x80U) != 0 ||
            harmless.find(character) != std::string_view::npos) {
            text += character;
        } else {
            text.append("#").append(std::to_string(static_cast<int>(character))).append(";");
        }
    }
    // A node of no text is an error to Mermaid.
    return text.size() == 1 ? "\" \"" : text + "\"";
}

void mermaid_groups(std::string& text, char letter, const std::vector<graph_group>& all) {
    for (std::size_t at = 0; at < all.size(); ++at) {
        text.append("  subgraph ").append(1, letter).append("c").append(std::to_string(at + 1));
        text.append("[").append(mermaid_text(all[at].connection)).append("]\n");
        for (const auto& [name, shown] : all[at].nodes) {
            text.append("    ").append(name).append("[").append(mermaid_text(shown)).append("]\n");
        }
        text += "  end\n";
    }
}

}  // namespace

std::string graph_mermaid(const std::vector<graph_sync>& syncs) {
    const graph_model shown = model_of(syncs);
    std::string text = "flowchart LR\n";
    mermaid_groups(text, 'a', shown.sources);
    for (const graph_model::line& line : shown.syncs) {
        text.append("  ").append(line.name).append("([").append(mermaid_text(line.sync->key)).append("])\n");
    }
    mermaid_groups(text, 'z', shown.destinations);
    for (const graph_model::line& item : shown.syncs) {
        text.append("  ").append(item.source).append(" --> ").append(item.name).append(" --> ");
        text.append(item.destination).append("\n");
    }
    for (const auto& [first, then] : shown.order) {
        text.append("  ").append(first).append(" -. then .-> ").append(then).append("\n");
    }
    return text;
}

}  // namespace censusctl::report
