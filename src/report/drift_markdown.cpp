#include <algorithm>
#include <string_view>
#include <vector>

#include "report/drift_order.hpp"
#include "report/drift_report.hpp"
#include "report/markdown.hpp"
#include "report/selected.hpp"
#include "report/sync_page.hpp"
#include "report/values.hpp"
#include "report/workspace_only.hpp"
#include "report/workspace_text.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

using plan::drift_sync;

constexpr std::size_t kept_for_end = 500;  ///< of the limit, for what is said last

std::string flow_of_ends(const plan::lineage& ends) {
    if (ends.source.empty() && ends.destination.empty()) {
        return {};
    }
    return markdown_code(ends.source + " / " + ends.source_object, true) + " → " +
           markdown_code(ends.destination + " / " + ends.destination_object, true);
}

/// Why its runs fail, or what else a person has to know of it.
std::string what_is_wrong(const drift_sync& sync) {
    std::string text;
    if (sync.runs && sync.runs->failing()) {
        text = "run " + std::to_string(sync.runs->runs[*sync.runs->failure].id) + " failed: " +
               markdown_code(plan::failure_of(sync.runs->runs[*sync.runs->failure]), true,
                             longest_markdown_value);
    }
    const auto add = [&text](const std::string& more) {
        text += (text.empty() ? "" : ", ") + more;
    };
    if (!sync.fields.empty()) {
        add(text::counted(sync.fields.size(), "difference"));
    }
    if (!sync.not_understood.empty()) {
        add("not understood: " + markdown_code(sync.not_understood, true, longest_markdown_value));
    }
    if (sync.paused_though_live) {
        add("paused though declared live");
    }
    return text;
}

std::string row_of_sync(const drift_sync& sync, const plan::drift& shown,
                        const diagnostics::source_map& sources, const std::string& link_base) {
    const bool failing = sync.runs && sync.runs->failing();
    std::string state = failing ? "**failing**" : "";
    if (!failing || sync.state != plan::drift_state::as_declared) {
        state.append(failing ? ", " : "").append(state_words(sync.state));
    }
    std::string id;
    if (sync.sync_id) {
        id = markdown_link(std::to_string(*sync.sync_id), sync_page(shown.base_url, *sync.sync_id));
    }
    const bool named = sync.state != plan::drift_state::unmanaged;
    return "| " + state + " | " + markdown_code(named ? sync.key : sync.label, true) + " | " +
           flow_of_ends(sync.ends) + " | " + id + " | " + markdown_place(sync.source, sources, link_base) +
           " | " + what_is_wrong(sync) + " |\n";
}

std::string differences_of(const drift_sync& sync) {
    if (sync.fields.empty()) {
        return {};
    }
    std::string lines;
    for (const plan::drift_field& field : sync.fields) {
        const std::string path = text::escape_and_cut(to_string(field.path), longest_markdown_name);
        if (in_lines(field.path, field.live, field.declared)) {
            lines.append("  ").append(path).append(":\n");
            paint_lines(lines, value_lines(field.path, &field.live, field.declared, longest_markdown_value),
                        0, {});
            continue;
        }
        const shown_pair values = shown_values(field.live, field.declared, longest_markdown_value);
        lines.append("- ").append(path).append(": ").append(values.before).append("\n");
        lines.append("+ ").append(path).append(": ").append(values.after).append("\n");
    }
    return "<details><summary>" + std::string(state_words(sync.state)) + " <code>" + markdown_html(sync.key) +
           "</code>: workspace (-), file (+)</summary>\n\n" + markdown_block("diff", lines) +
           "\n</details>\n\n";
}

/// As many of the pieces, from the first one on, as there is room for.
std::string as_many(const std::vector<std::string>& pieces, std::size_t& left, std::size_t& dropped) {
    std::string text;
    for (const std::string& piece : pieces) {
        if (dropped > 0 || piece.size() > left) {
            dropped += piece.empty() ? 0U : 1U;
            continue;
        }
        text += piece;
        left -= piece.size();
    }
    return text;
}

std::string head_of(const plan::drift& shown) {
    const plan::drift_summary& counts = shown.counts;
    const std::string& environment = shown.environment;
    std::string text = markdown_marker("drift", environment);
    text += "## censusctl drift" + in_environment(markdown_html(environment)) + ": " + drift_counts(shown) +
            "\n\nOf " + markdown_code(shown.base_url) + " (API " + markdown_code(shown.api) + ")" +
            (shown.base.empty() ? "" : ", last applied " + markdown_code(shown.base)) + ": " +
            std::to_string(counts.managed) + " of " +
            text::counted(counts.live, "live sync is", "live syncs are") + " managed (" +
            std::to_string(counts.coverage_percent()) + "%).\n\n";
    if (shown.selected) {
        text += "Selected: " + markdown_code(selected_text(*shown.selected)) + "\n\n";
    }
    return text;
}

}  // namespace

std::string drift_markdown(const plan::drift& shown, const diagnostics::source_map& sources,
                           const std::string& link_base, std::size_t limit) {
    std::string text = head_of(shown);
    std::size_t left = limit - std::min(limit, text.size() + kept_for_end);
    if (!shown.diagnostics.empty()) {
        std::string problems = diagnostics_text(shown.diagnostics, sources, {.from_repository = true});
        if (problems.size() > left / 2) {
            problems.resize(problems.rfind('\n', left / 2) + 1);
        }
        text += "### Problems\n\n" + markdown_block("text", problems) + "\n";
        left -= std::min(left, problems.size() + kept_for_end);
    }
    std::vector<std::string> rows;
    std::vector<std::string> differences;
    std::size_t well = 0;
    for (const drift_sync* sync : by_need(shown)) {
        if (need_of(*sync) == drift_need::none) {
            ++well;
            continue;
        }
        rows.push_back(row_of_sync(*sync, shown, sources, link_base));
        differences.push_back(differences_of(*sync));
    }
    std::size_t dropped_rows = 0;
    std::size_t dropped_differences = 0;
    if (!rows.empty()) {
        std::size_t for_rows = left / 2;
        left -= for_rows;
        text += "| state | sync | from → to | id | declared at | what |\n|---|---|---|---|---|---|\n" +
                as_many(rows, for_rows, dropped_rows) + "\n";
        left += for_rows;
        text += as_many(differences, left, dropped_differences);
    }
    if (dropped_rows + dropped_differences > 0) {
        text += "Too long for a comment: " + std::to_string(dropped_rows) + " syncs and the differences of " +
                std::to_string(dropped_differences) + " are left out. The log of the job has them.\n\n";
    }
    if (well > 0) {
        text += text::counted(well, "sync is", "syncs are") + " as declared.\n";
    }
    if (shown.left_out > 0) {
        text += text::counted(shown.left_out, "sync is", "syncs are") + " left out by `--only`.\n";
    }
    text += workspace_only_markdown(shown.only_there, left);
    return text;
}

}  // namespace censusctl::report
