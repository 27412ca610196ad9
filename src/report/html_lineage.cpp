#include "report/html_lineage.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <utility>

#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t most_single = 60;
constexpr std::size_t most_bundles = 120;
constexpr std::size_t longest_label = 38;
constexpr int row_height = 30;
constexpr int box_height = 22;
constexpr int box_width = 260;
constexpr int middle_left = 370;
constexpr int right_left = 740;
constexpr int picture_width = 1000;

/// A line of the middle column: one sync, or several with the same ends.
struct strand {
    std::size_t source{0};
    std::size_t destination{0};
    std::string label;
    std::string anchor;  ///< empty for a bundle
    std::string kind;
    std::size_t syncs{1};
};

/// One side of the picture: texts, each once, in the order in which they came.
class side {
public:
    std::size_t index_of(const std::string& text) {
        const auto [found, fresh] = known_.emplace(text, texts_.size());
        if (fresh) {
            texts_.push_back(text);
        }
        return found->second;
    }
    [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }

private:
    std::map<std::string, std::size_t> known_;
    std::vector<std::string> texts_;
};

struct picture {
    side sources;
    side destinations;
    std::vector<strand> strands;
};

std::string joined(const std::string& connection, const std::string& object) {
    if (connection.empty() && object.empty()) {
        return "(not known)";
    }
    return connection.empty() || object.empty() ? connection + object : connection + " · " + object;
}

picture single_syncs(const std::vector<lineage_item>& items) {
    picture drawing;
    for (const lineage_item& item : items) {
        strand& strand = drawing.strands.emplace_back();
        strand.source = drawing.sources.index_of(joined(item.ends.source, item.ends.source_object));
        strand.destination =
            drawing.destinations.index_of(joined(item.ends.destination, item.ends.destination_object));
        strand.label = item.name;
        strand.anchor = item.anchor;
        strand.kind = item.kind;
    }
    return drawing;
}

picture bundles(const std::vector<lineage_item>& items, bool by_object) {
    picture drawing;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> known;
    for (const lineage_item& item : items) {
        const std::size_t source = drawing.sources.index_of(
            joined(item.ends.source, by_object ? item.ends.source_object : std::string()));
        const std::size_t destination = drawing.destinations.index_of(
            joined(item.ends.destination, by_object ? item.ends.destination_object : std::string()));
        const auto [found, fresh] = known.emplace(std::pair(source, destination), drawing.strands.size());
        if (fresh) {
            strand& strand = drawing.strands.emplace_back();
            strand.source = source;
            strand.destination = destination;
            strand.syncs = 0;
        }
        ++drawing.strands[found->second].syncs;
    }
    for (strand& each : drawing.strands) {
        each.label = text::counted(each.syncs, "sync");
    }
    return drawing;
}

/// The largest bundles, with only those ends that they use.
std::size_t keep_largest(picture& all) {
    if (all.strands.size() <= most_bundles) {
        return 0;
    }
    std::ranges::stable_sort(all.strands, std::ranges::greater(), &strand::syncs);
    const std::size_t dropped = all.strands.size() - most_bundles;
    all.strands.resize(most_bundles);
    picture kept;
    for (strand& item : all.strands) {
        item.source = kept.sources.index_of(all.sources.texts()[item.source]);
        item.destination = kept.destinations.index_of(all.destinations.texts()[item.destination]);
    }
    kept.strands = std::move(all.strands);
    all = std::move(kept);
    return dropped;
}

void box(html_writer& out, int left, int row, std::string_view label, std::string_view kind) {
    const int top = row * row_height;
    out.open("g", {{"class", "node " + std::string(kind)}});
    out.element("title", label);
    out.empty("rect", {{"x", std::to_string(left)},
                       {"y", std::to_string(top)},
                       {"width", std::to_string(box_width)},
                       {"height", std::to_string(box_height)},
                       {"rx", "4"}});
    out.element("text", text::escape_and_cut(label, longest_label),
                {{"x", std::to_string(left + 8)}, {"y", std::to_string(top + 15)}});
    out.close();
    out.line();
}

/// A curve from the right end of one box to the left end of another.
void edge(html_writer& out, int from_left, std::size_t from_row, int to_left, std::size_t to_row) {
    const auto centre = [](std::size_t row) {
        return std::to_string(static_cast<int>(row) * row_height + box_height / 2);
    };
    const int start = from_left + box_width;
    const std::string bend = std::to_string((start + to_left) / 2);
    out.empty("path", {{"class", "edge"},
                       {"d", "M" + std::to_string(start) + " " + centre(from_row) + "C" + bend + " " +
                                 centre(from_row) + " " + bend + " " + centre(to_row) + " " +
                                 std::to_string(to_left) + " " + centre(to_row)}});
}

void draw(html_writer& out, const picture& shown) {
    const std::size_t rows =
        std::max({shown.strands.size(), shown.sources.texts().size(), shown.destinations.texts().size()});
    // A frame is drawn half outside of its box.
    const std::string size = "-2 -2 " + std::to_string(picture_width + 4) + " " +
                             std::to_string(static_cast<int>(rows) * row_height + 4);
    out.open("div", {{"class", "picture"}});
    out.open("svg", {{"id", "lineage"},
                     {"role", "group"},
                     {"aria-label", "Sources, syncs and destinations"},
                     {"viewBox", size}});
    out.line();
    for (std::size_t row = 0; row < shown.strands.size(); ++row) {
        edge(out, 0, shown.strands[row].source, middle_left, row);
        edge(out, middle_left, row, right_left, shown.strands[row].destination);
    }
    out.line();
    for (std::size_t row = 0; row < shown.sources.texts().size(); ++row) {
        box(out, 0, static_cast<int>(row), shown.sources.texts()[row], "source");
    }
    for (std::size_t row = 0; row < shown.strands.size(); ++row) {
        const strand& strand = shown.strands[row];
        if (!strand.anchor.empty()) {
            out.open("a", {{"href", "#" + strand.anchor}});
        }
        box(out, middle_left, static_cast<int>(row), strand.label, strand.kind);
        if (!strand.anchor.empty()) {
            out.close();
        }
    }
    for (std::size_t row = 0; row < shown.destinations.texts().size(); ++row) {
        box(out, right_left, static_cast<int>(row), shown.destinations.texts()[row], "destination");
    }
    out.close();
    out.close();
    out.line();
}

/// Which frame means what.
void legend(html_writer& out, const picture& shown, std::span<const lineage_legend> kinds) {
    const auto is_drawn = [&shown](std::string_view kind) {
        return std::ranges::any_of(shown.strands, [&](const strand& one) { return one.kind == kind; });
    };
    bool open = false;
    for (const lineage_legend& each : kinds) {
        if (!is_drawn(each.kind)) {
            continue;
        }
        if (!open) {
            out.open("ul", {{"class", "legend"}});
            open = true;
        }
        out.open("li");
        out.open("svg", {{"width", "26"}, {"height", "16"}, {"aria-hidden", "true"}});
        out.open("g", {{"class", "node " + std::string(each.kind)}});
        out.empty("rect", {{"x", "2"}, {"y", "2"}, {"width", "22"}, {"height", "12"}, {"rx", "3"}});
        out.close();
        out.close();
        out.text(" " + std::string(each.title));
        out.close();
    }
    if (open) {
        out.close();
        out.line();
    }
}

}  // namespace

void write_lineage(html_writer& out, const std::vector<lineage_item>& items,
                   std::span<const lineage_legend> kinds) {
    if (items.empty()) {
        return;
    }
    picture shown;
    std::string note;
    std::size_t dropped = 0;
    if (items.size() <= most_single) {
        shown = single_syncs(items);
        note = "From source to sync to destination. A sync links to its row.";
    } else {
        shown = bundles(items, true);
        note = "From source to destination; syncs with the same ends are drawn as one.";
        if (shown.strands.size() > most_bundles) {
            shown = bundles(items, false);
            note = "From connection to connection; syncs between the same two are drawn as one.";
            dropped = keep_largest(shown);
        }
    }
    if (dropped > 0) {
        note += " The smallest " + std::to_string(dropped) + " of these are left out.";
    }
    std::ranges::stable_sort(shown.strands, [](const strand& left, const strand& right) {
        return std::pair(left.source, left.destination) < std::pair(right.source, right.destination);
    });
    out.element("h2", "Lineage");
    out.element("p", note, {{"class", "faint"}});
    draw(out, shown);
    legend(out, shown, kinds);
}

}  // namespace censusctl::report
