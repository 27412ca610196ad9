#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "plan/run_health.hpp"
#include "report/display_width.hpp"
#include "report/fit.hpp"
#include "report/paint.hpp"
#include "report/runs.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t longest_reason = 40;
constexpr std::size_t columns = 8;
using row = std::array<std::string, columns>;
const row heads{"run", "status", "started", "ended", "records", "failed", "invalid", "why"};
/// Numbers stand at the right of their columns.
constexpr std::array<bool, columns> is_number{true, false, false, false, true, true, true, false};

std::string number(const std::optional<std::int64_t>& count) {
    return count ? std::to_string(*count) : std::string("-");
}

/// "2026-10-07 06:00:02" of the server's own words, whatever they are.
std::string moment(const std::string& said) {
    constexpr std::size_t to_the_second = 19;
    std::string text = text::escape_and_cut(said, longest_reason);
    if (text.size() > to_the_second && text[10] == 'T') {
        text.resize(to_the_second);
        text[10] = ' ';
    }
    return text.empty() ? "-" : text;
}

row cells_of(const model::sync_run& run) {
    std::string status = run.canceled ? "canceled" : text::escape_and_cut(run.status, longest_reason);
    if (run.full_sync) {
        status += ", full";
    }
    return {std::to_string(run.id),
            status,
            moment(run.created_at),
            moment(run.completed_at),
            number(run.records_processed ? run.records_processed : run.source_record_count),
            number(run.records_failed),
            number(run.records_invalid),
            fitted(run.trigger_reason, longest_reason)};
}

std::string_view colour_of(const model::sync_run& run) {
    if (!run.ended()) {
        return colour::cyan;
    }
    return run.succeeded() ? colour::green : run.status == "failed" ? colour::red : colour::yellow;
}

/// A line of a table; `sgr` colours the status.
void add_line(std::string& to, const row& cells, const std::array<int, columns>& widths, std::string_view sgr,
              const text_style& style) {
    to += "  ";
    for (std::size_t at = 0; at < columns; ++at) {
        const bool last = at + 1 == columns;
        const auto gap = static_cast<std::size_t>(widths[at] - display_width(cells[at]));
        if (is_number[at]) {
            to.append(gap, ' ');
        }
        if (at == 1 && !sgr.empty()) {
            paint(to, cells[at], sgr, style);
        } else {
            to += cells[at];
        }
        if (!is_number[at] && !last) {
            to.append(gap, ' ');
        }
        to += last ? "" : "  ";
    }
    while (to.ends_with(' ')) {
        to.pop_back();
    }
    to += '\n';
}

void add_table(std::string& to, const std::vector<model::sync_run>& runs, const text_style& style) {
    std::vector<row> rows;
    rows.reserve(runs.size());
    std::array<int, columns> widths{};
    for (std::size_t at = 0; at < columns; ++at) {
        widths[at] = display_width(heads[at]);
    }
    for (const model::sync_run& run : runs) {
        const row& cells = rows.emplace_back(cells_of(run));
        for (std::size_t at = 0; at < columns; ++at) {
            widths[at] = std::max(widths[at], display_width(cells[at]));
        }
    }
    add_line(to, heads, widths, {}, style);
    for (std::size_t at = 0; at < runs.size(); ++at) {
        add_line(to, rows[at], widths, colour_of(runs[at]), style);
        if (!runs[at].error_code.empty() || !runs[at].error_message.empty()) {
            const int indent = widths[0] + 4;
            to.append(static_cast<std::size_t>(indent), ' ');
            const int room = std::max(style.width - indent, 20);
            to += fitted(plan::failure_of(runs[at]), static_cast<std::size_t>(room)) + "\n";
        }
    }
}

}  // namespace

std::string runs_text(const std::vector<sync_runs>& shown, const text_style& style) {
    std::string text;
    for (const sync_runs& sync : shown) {
        text += text.empty() ? "" : "\n";
        const std::string name =
            text::escape_for_terminal(sync.key) + " (" + std::to_string(sync.sync_id) + ")";
        paint(text, name, colour::bold, style);
        text += sync.runs.empty() ? "\n  no runs\n" : "\n";
        if (!sync.runs.empty()) {
            add_table(text, sync.runs, style);
        }
    }
    return text;
}

}  // namespace censusctl::report
