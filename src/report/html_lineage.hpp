#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plan/lineage.hpp"
#include "report/html_writer.hpp"

namespace censusctl::report {

/// A sync in the picture of the lineage.
struct lineage_item {
    plan::lineage ends;
    std::string name;
    std::string anchor;  ///< of its row: "s12"
    std::string kind;    ///< the row's class
};

/// What a kind of sync is called below the picture.
struct lineage_legend {
    std::string_view kind;   ///< as in lineage_item
    std::string_view title;  ///< for people
};

/// A picture of what flows where, as inline SVG: models and tables, syncs, objects, with lines between them.
/// Syncs link to their rows. Many syncs are drawn as bundles, one for each pair of ends, very many as one for
/// each pair of connections, so that the picture stays readable; the text above it says so.
/// Which frame means what stands below it, of the kinds that are there. Nothing is drawn of nothing.
void write_lineage(html_writer& out, const std::vector<lineage_item>& items,
                   std::span<const lineage_legend> kinds);

}  // namespace censusctl::report
