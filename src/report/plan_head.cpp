#include "report/plan_head.hpp"

#include <algorithm>

#include "plan/overwritten.hpp"
#include "plan/risk.hpp"
#include "report/display_width.hpp"
#include "report/longest.hpp"
#include "report/paint.hpp"
#include "report/told_risks.hpp"
#include "report/workspace_text.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t longest_label = 40;

void counts_line(std::string& text, const plan::plan& shown, const text_style& style) {
    const plan::summary counted = shown.counts();
    paint(text, "Plan:", colour::bold, style);
    text.append(" ").append(std::to_string(counted.create)).append(" to create, ");
    text.append(std::to_string(counted.update)).append(" to update, ");
    if (counted.replace > 0) {
        text.append(std::to_string(counted.replace)).append(" to replace, ");
    }
    text.append(std::to_string(counted.remove)).append(" to delete, ");
    text.append(std::to_string(counted.trigger)).append(" to trigger, ");
    // A line that a narrow terminal would break anywhere is broken where it means least.
    constexpr int whole_line = 100;
    text.append(std::to_string(counted.blocked))
        .append(style.width < whole_line ? " blocked;\n      " : " blocked; ");
    if (counted.kept > 0) {
        text.append(std::to_string(counted.kept)).append(" kept, ");
    }
    text.append(std::to_string(counted.unchanged)).append(" unchanged, ");
    text.append(std::to_string(counted.unmanaged)).append(" unmanaged.\n");
}

/// How many of the changes are whose, where it was asked.
void sides_line(std::string& text, const plan::plan& shown) {
    if (!shown.base.asked) {
        return;
    }
    const std::size_t before = plan::count_so_before(shown);
    const std::size_t of_files = plan::count_of_files(shown);
    text.append("Since ").append(text::escape_and_cut(shown.base.name, longest_name)).append(": ");
    text.append(std::to_string(of_files)).append(" of the files, ").append(std::to_string(before));
    text.append(before == 0   ? " were so before.\n"
                : before == 1 ? " was so before; an apply does it as well.\n"
                              : " were so before; an apply does them as well.\n");
}

void risk_line(std::string& text, const plan::plan& shown, const text_style& style) {
    std::vector<const plan::change*> actions;
    for (const plan::change& change : shown.changes) {
        actions.push_back(&change);
    }
    const std::string risks = risks_in_short(actions);
    if (risks.empty()) {
        return;
    }
    paint(text, "Risk: " + risks, colour::yellow, style);
    if (const plan::record_count records = plan::records_of(shown); records.records > 0) {
        text.append("; the newest runs had ").append(std::to_string(records.records)).append(" records");
    }
    text += ".\n";
}

}  // namespace

std::string left_alone_line(const plan::plan& shown, const text_style& style) {
    const std::size_t count = shown.unmanaged.size();
    if (count == 0) {
        return {};
    }
    std::string text =
        "Left alone: " + text::counted(count, "live sync") + " that none of these files declares: ";
    const auto columns = std::clamp(style.width, 40, 1000);
    const std::size_t start = text.size();
    for (std::size_t at = 0; at < count; ++at) {
        const plan::unmanaged_sync& sync = shown.unmanaged[at];
        std::string name = text.size() == start ? "" : ", ";
        name += std::to_string(sync.sync_id);
        name +=
            sync.label.empty() ? " (no label)" : " '" + text::escape_and_cut(sync.label, longest_label) + "'";
        const std::string rest = " and " + std::to_string(count - at) + " more";
        const int room = columns - (at + 1 < count ? static_cast<int>(rest.size()) : 0);
        // One is named however narrow the terminal is.
        if (at > 0 && display_width(text) + display_width(name) > room) {
            return text + rest + "\n";
        }
        text += name;
    }
    return text + "\n";
}

std::string plan_head(const plan::plan& shown, const text_style& style) {
    std::string text = "Plan for " + workspace_text(shown.workspace) + "\n";
    counts_line(text, shown, style);
    sides_line(text, shown);
    risk_line(text, shown, style);
    return text + left_alone_line(shown, style);
}

}  // namespace censusctl::report
