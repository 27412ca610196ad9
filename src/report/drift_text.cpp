#include <algorithm>

#include "report/drift_order.hpp"
#include "report/drift_report.hpp"
#include "report/longest.hpp"
#include "report/moved_words.hpp"
#include "report/paint.hpp"
#include "report/place.hpp"
#include "report/selected.hpp"
#include "report/values.hpp"
#include "report/workspace_only.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

using plan::drift_state;
using plan::drift_sync;

constexpr std::size_t longest_error = 500;
constexpr std::size_t most_unmanaged = 10;

/// How each state is marked.
struct marking {
    std::string_view symbol;
    std::string_view words;
    std::string_view sgr;
};

marking marking_of(drift_state state) {
    switch (state) {
        case drift_state::changed:
            return {"~", "changed", colour::yellow};
        case drift_state::missing:
            return {"-", "missing", colour::red};
        case drift_state::unmanaged:
            return {"?", "unmanaged", colour::cyan};
        case drift_state::faulty:
            return {"!", "not compared", colour::red};
        case drift_state::as_declared:
            return {"=", "as declared", colour::green};
    }
    return {"!", "not compared", colour::red};
}

std::string name(std::string_view raw) {
    return text::escape_and_cut(raw, longest_name);
}

void heading(std::string& text, const drift_sync& sync, const diagnostics::source_map& sources,
             const text_style& style) {
    const marking marking = marking_of(sync.state);
    const std::string id = sync.sync_id ? std::to_string(*sync.sync_id) : std::string();
    const bool unmanaged = sync.state == drift_state::unmanaged;
    const bool failing = need_of(sync) == drift_need::failing;
    std::string title;
    if (failing) {
        title = sync.state == drift_state::as_declared ? "! failing " : "! failing, ";
    }
    if (!failing || sync.state != drift_state::as_declared) {
        title.append(failing ? "" : marking.symbol)
            .append(failing ? "" : " ")
            .append(marking.words)
            .append(" ");
    }
    title += unmanaged ? id : name(sync.key);
    text += "  ";
    paint(text, title, failing ? colour::red : marking.sgr, style);
    std::string known;
    if (unmanaged && sync.label.empty()) {
        known = "no label";
    } else if (!sync.label.empty() && sync.label != sync.key) {
        known = "label '" + name(sync.label) + "'";
    }
    if (!unmanaged && sync.sync_id) {
        known.append(known.empty() ? "" : ", ").append("id ").append(id);
    }
    if (!known.empty()) {
        text.append(" (").append(known).append(")");
    }
    if (sync.fields.empty() && sync.moved != plan::moved_side::unknown) {
        text.append(": ").append(moved_words(sync.moved));
    }
    if (const std::string place = place_of(sync.source, sources); !place.empty()) {
        text += "  ";
        paint(text, place, colour::dim, style);
    }
    text += '\n';
}

/// `path: file A, live B`, and with a base which side moved, and from what.
void fields(std::string& text, const drift_sync& sync, const text_style& style) {
    constexpr std::size_t least = 24;
    const auto columns = static_cast<std::size_t>(std::clamp(style.width, 40, 1000));
    for (const plan::drift_field& field : sync.fields) {
        const std::string path = text::escape_and_cut(to_string(field.path), longest_name);
        const std::size_t used = path.size() + 6 + 2 + 5 + 7;
        const std::size_t each = std::max(least, columns > used ? (columns - used) / 2 : 0);
        const bool lines = in_lines(field.path, field.live, field.declared);
        text.append("      ").append(path).append(": ");
        if (lines) {
            text += "live (-), file (+)";
        } else {
            const shown_pair shown = shown_values(field.live, field.declared, each);
            text += "file ";
            paint(text, shown.after, colour::green, style);
            text += ", live ";
            paint(text, shown.before, colour::red, style);
        }
        if (field.moved != plan::moved_side::unknown) {
            text.append("; ").append(moved_words(field.moved));
            if (field.base) {
                text.append(" from ").append(shown_value(field.path, *field.base, least));
            }
        }
        text += '\n';
        if (lines) {
            paint_lines(text, value_lines(field.path, &field.live, field.declared, columns - 10), 8, style);
        }
    }
    if (!sync.fields.empty() && !sync.updated_at.empty()) {
        text.append("      last edited ").append(name(sync.updated_at)).append("\n");
    }
    if (!sync.not_understood.empty()) {
        text += "      ";
        paint(text, "it is not understood: " + text::escape_and_cut(sync.not_understood, longest_error),
              colour::red, style);
        text += '\n';
    }
    if (sync.paused_though_live) {
        text += "      ";
        paint(text, "it is paused, and the file declares it live", colour::yellow, style);
        text += '\n';
    }
}

void runs(std::string& text, const drift_sync& sync, const text_style& style) {
    if (!sync.runs) {
        return;
    }
    text.append("      runs: ").append(runs_in_words(*sync.runs)).append("\n");
    if (sync.runs->failure) {
        const model::sync_run& failed = sync.runs->runs[*sync.runs->failure];
        text += "      ";
        paint(text, "failing", colour::red, style);
        text.append(": run ").append(std::to_string(failed.id));
        if (!failed.updated_at.empty()) {
            text.append(" of ").append(name(failed.updated_at));
        }
        text.append(": ").append(text::escape_and_cut(plan::failure_of(failed), longest_error)).append("\n");
    }
}

/// Of which workspace it is, how many syncs stand how, and how many of the live ones are managed.
void head(std::string& text, const plan::drift& shown, const text_style& style) {
    text.append("Drift of ").append(text::escape_for_terminal(shown.base_url)).append(" (API ");
    text.append(text::escape_for_terminal(shown.api));
    if (!shown.environment.empty()) {
        text.append(", environment ").append(text::escape_for_terminal(shown.environment));
    }
    text.append(")");
    if (!shown.base.empty()) {
        text.append(", last applied: ").append(name(shown.base));
    }
    text += '\n';
    paint(text, "Drift:", colour::bold, style);
    text.append(" ").append(drift_counts(shown)).append(".\n");
    const plan::drift_summary& counts = shown.counts;
    paint(text, "Coverage:", colour::bold, style);
    text.append(" ").append(std::to_string(counts.managed)).append(" of ");
    text.append(text::counted(counts.live, "live sync is", "live syncs are"))
        .append(" managed (")
        .append(std::to_string(counts.coverage_percent()))
        .append("%).\n");
    if (shown.selected) {
        text.append("Selected: ").append(selected_text(*shown.selected)).append("\n");
    }
    text += '\n';
}

}  // namespace

std::string runs_in_words(const plan::run_health& runs) {
    if (runs.runs.empty()) {
        return "none yet";
    }
    std::string text;
    const auto clause = [&text](std::size_t count, std::string_view words) {
        if (count > 0) {
            text.append(text.empty() ? "" : ", ").append(std::to_string(count)).append(words);
        }
    };
    if (runs.success_percent) {
        text = std::to_string(runs.completed) + " of " + std::to_string(runs.completed + runs.failed) +
               " succeeded (" + std::to_string(*runs.success_percent) + "%)";
    }
    clause(runs.stopped, " canceled or skipped");
    clause(runs.running, " under way");
    text.append("; records: ").append(std::to_string(runs.records_processed)).append(" processed, ");
    text.append(std::to_string(runs.records_failed)).append(" failed, ");
    text.append(std::to_string(runs.records_invalid)).append(" invalid");
    return text;
}

std::string drift_counts(const plan::drift& shown) {
    const plan::drift_summary& counts = shown.counts;
    std::string text = std::to_string(counts.changed) + " changed, ";
    text.append(std::to_string(counts.missing)).append(" missing, ");
    text.append(std::to_string(counts.unmanaged)).append(" unmanaged, ");
    if (counts.faulty > 0) {
        text.append(std::to_string(counts.faulty)).append(" not compared, ");
    }
    text.append(std::to_string(counts.as_declared)).append(" as declared");
    if (shown.runs_read > 0) {
        text.append("; ").append(std::to_string(counts.failing)).append(" failing");
    }
    if (counts.paused_though_live > 0) {
        text.append("; ").append(std::to_string(counts.paused_though_live));
        text += " paused though declared live";
    }
    return text;
}

std::string drift_text(const plan::drift& shown, const diagnostics::source_map& sources,
                       const text_style& style, bool full) {
    std::string text = diagnostics_text(shown.diagnostics, sources, style);
    if (!text.empty()) {
        text += '\n';
    }
    head(text, shown, style);
    std::size_t well = 0;
    std::size_t unmanaged = 0;
    const auto fold = [&](std::size_t count, const std::string& words) {
        if (count > 0) {
            text += "  ";
            paint(text, words, colour::dim, style);
            text += '\n';
        }
    };
    for (const drift_sync* sync : by_need(shown)) {
        if (!full && need_of(*sync) == drift_need::none) {
            ++well;
            continue;
        }
        if (!full && need_of(*sync) == drift_need::unmanaged && ++unmanaged > most_unmanaged) {
            continue;
        }
        heading(text, *sync, sources, style);
        fields(text, *sync, style);
        runs(text, *sync, style);
    }
    const std::size_t more = unmanaged - std::min(unmanaged, most_unmanaged);
    fold(more, "? and " + std::to_string(more) + " more that are unmanaged (--full)");
    fold(well, "= " + text::counted(well, "sync is", "syncs are") + " as declared (--full)");
    if (shown.left_out > 0) {
        fold(shown.left_out,
             "  " + text::counted(shown.left_out, "sync is", "syncs are") + " left out by --only");
    }
    if (const std::vector<std::string> lines = workspace_only_lines(shown.only_there); !lines.empty()) {
        text.append("\n").append(workspace_only_title).append(":\n");
        for (const std::string& line : lines) {
            fold(1, line);
        }
    }
    return text;
}

}  // namespace censusctl::report
