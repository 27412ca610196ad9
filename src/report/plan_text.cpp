#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "model/attributes.hpp"
#include "plan/expected_cost.hpp"
#include "plan/lineage.hpp"
#include "plan/overwritten.hpp"
#include "plan/risk.hpp"
#include "report/by_hand.hpp"
#include "report/cron_note.hpp"
#include "report/display_width.hpp"
#include "report/fit.hpp"
#include "report/longest.hpp"
#include "report/named_value.hpp"
#include "report/paint.hpp"
#include "report/place.hpp"
#include "report/plan_head.hpp"
#include "report/render.hpp"
#include "report/selected.hpp"
#include "report/sync_page.hpp"
#include "report/told_risks.hpp"
#include "report/values.hpp"
#include "report/workspace_only.hpp"
#include "report/workspace_text.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

using plan::action;

constexpr std::size_t most_dependencies = 5;
constexpr std::size_t longest_note = 1000;

/// How each action is marked.
struct marking {
    std::string_view symbol;
    std::string_view sgr;
};

marking marking_of(action what) {
    switch (what) {
        case action::create:
            return {"+", colour::green};
        case action::update:
            return {"~", colour::yellow};
        case action::replace:
            return {"±", colour::red};
        case action::remove:
            return {"-", colour::red};
        case action::trigger:
            return {">", colour::cyan};
        case action::blocked:
            break;
    }
    return {"!", colour::red};
}

/// The word of the file's `run` that stands behind a trigger.
std::string_view run_word(plan::reason why) {
    switch (why) {
        case plan::reason::run_on_create:
            return "on_create";
        case plan::reason::run_on_change:
            return "on_change";
        case plan::reason::interrupted:
            return "owed by an interrupted apply";
        case plan::reason::run_always:
        case plan::reason::not_found:
        case plan::reason::declared_differently:
        case plan::reason::removed:
        case plan::reason::pruned:
        case plan::reason::replaced:
            break;
    }
    return "always";
}

/// What all parts of the text are drawn by.
struct canvas {
    const plan::plan& shown;
    const diagnostics::source_map& sources;
    const text_style& style;
    const plan_view& view;
    const model::catalogue& metadata;
    std::size_t columns;
};

std::string name(std::string_view raw) {
    return text::escape_and_cut(raw, longest_name);
}

/// Whose a difference is. That it is the files' goes without saying where nobody has asked.
std::string side_mark(plan::moved_side side, const plan::plan_base& base) {
    const bool plain = side == plan::moved_side::files && !base.asked;
    return side == plan::moved_side::unknown || plain ? std::string()
                                                      : " [" + std::string(to_string(side)) + "]";
}

void heading(std::string& text, const plan::change& change, const canvas& on) {
    const marking marking = marking_of(change.what);
    const std::string title =
        std::string(marking.symbol) + ' ' + std::string(to_string(change.what)) + ' ' + name(change.sync);
    std::string rest;
    if (change.what == action::trigger) {
        rest.append("  run: ").append(run_word(change.why));
        for (std::size_t at = 0; at < change.depends_on.size() && at < most_dependencies; ++at) {
            rest.append(at == 0 ? ", after " : ", ").append(name(change.depends_on[at]));
        }
        if (change.depends_on.size() > most_dependencies) {
            rest.append(" and ")
                .append(std::to_string(change.depends_on.size() - most_dependencies))
                .append(" more");
        }
    }
    rest += side_mark(change.moved, on.shown.base);
    const std::string place = place_of(change.source, on.sources);
    std::string known;
    if (change.sync_id) {
        known.append("id ").append(std::to_string(*change.sync_id));
    }
    if (!change.label.empty() && change.label != change.sync && change.what != action::trigger) {
        // The label is what is cut where a line would not fit: key, id and place are what one looks for.
        constexpr std::size_t least = 16;
        const auto used = static_cast<std::size_t>(display_width(title) + display_width(rest) +
                                                   display_width(known) + display_width(place)) +
                          std::string_view("  ").size() + std::string_view(" (label '', )  ").size();
        const std::size_t room = on.columns > used ? on.columns - used : 0;
        known.insert(0, "label '" + fitted(change.label, std::clamp(room, least, longest_name)) + "'" +
                            (known.empty() ? "" : ", "));
    }
    text += "  ";
    paint(text, title, marking.sgr, on.style);
    if (!known.empty()) {
        text.append(" (").append(known).append(")");
    }
    text += rest;
    if (!place.empty()) {
        text += "  ";
        paint(text, place, colour::dim, on.style);
    }
    text += '\n';
}

/// What a cron expression comes to, below it.
void next_runs(std::string& text, const std::string& expression, const text_style& style) {
    if (const std::string note = cron_note(expression, style.now); !note.empty()) {
        text += "        ";
        paint(text, note, colour::dim, style);
        text += '\n';
    }
}

/// `path: old -> new`; for what is created `path: value`. Long values share the width of the terminal; those
/// of several lines are shown line by line.
void fields(std::string& text, const plan::change& change, const canvas& on) {
    constexpr std::size_t indent = 6;
    constexpr std::size_t least = 24;
    const text_style& style = on.style;
    for (std::size_t at = 0; at < change.fields.size(); ++at) {
        const diff::field_change& field = change.fields[at];
        // All fields of a new sync are what the sync as a whole is.
        const std::string mark =
            change.is_new() ? std::string() : side_mark(change.moved_of(at), on.shown.base);
        const std::string path = text::escape_and_cut(to_string(field.path), longest_name);
        const std::size_t used = indent + path.size() + 2;
        const std::size_t room = on.columns > used ? on.columns - used : 0;
        const diff::attribute_value before = named_value(field.path, field.before, on.metadata);
        const diff::attribute_value after = named_value(field.path, field.after, on.metadata);
        text.append(indent, ' ');
        text.append(path).append(":");
        if (in_lines(field.path, field.before, field.after)) {
            text.append(mark).append("\n");
            const std::size_t width = on.columns - indent - 4;
            paint_lines(
                text, value_lines(field.path, change.is_new() ? nullptr : &field.before, field.after, width),
                indent + 2, style);
            continue;
        }
        text += ' ';
        if (change.is_new()) {
            text += shown_value(after, std::max(least, room));
        } else {
            const std::size_t each = std::max(least, room > 4 ? (room - 4) / 2 : 0);
            const shown_pair shown = shown_values(before, after, each);
            paint(text, shown.before, colour::red, style);
            text += " -> ";
            paint(text, shown.after, colour::green, style);
        }
        text.append(mark).append("\n");
        if (const auto* cron = std::get_if<std::string>(&field.after);
            cron != nullptr && field.path.id == model::attribute::cron_expression) {
            next_runs(text, *cron, style);
        }
    }
}

/// How many mappings of a changed sync stay as they are.
std::size_t mappings_kept(const plan::change& change) {
    std::unordered_set<std::string_view> touched;
    for (const diff::field_change& field : change.fields) {
        if (model::is_of_mapping(field.path.id)) {
            touched.insert(field.path.part);
        }
    }
    std::size_t kept = 0;
    for (const model::mapping& mapping : change.desired.mappings) {
        kept += touched.count(mapping.to) == 0 ? 1U : 0U;
    }
    return kept;
}

/// That it writes over what somebody else has done, and how to have that instead.
void overwriting(std::string& text, const plan::change& change, const canvas& on) {
    const std::string words = plan::what_it_overwrites(change, on.shown.base);
    if (words.empty()) {
        return;
    }
    text += "      ";
    paint(text, text::escape_and_cut(words, longest_note), colour::yellow, on.style);
    text += '\n';
    if (const std::string command = plan::adopting(change); !command.empty()) {
        text.append("      to have it so in the files: `")
            .append(text::escape_and_cut(command, longest_note))
            .append("`\n");
    }
}

/// A new sync in a line: "Warehouse / braze_test -> Braze / user: upsert, 3 mappings"; and of a cron
/// expression what it comes to and its next runs, or what of it there is room for.
std::string new_sync_line(const plan::change& change, const canvas& on) {
    const plan::lineage flows = plan::lineage_of(change.desired, on.metadata);
    const std::string line = flows.source + " / " + flows.source_object + " -> " + flows.destination + " / " +
                             flows.destination_object + ": " + change.desired.operation;
    const std::string mappings = ", " + text::counted(change.desired.mappings.size(), "mapping");
    constexpr std::size_t indent = 6;
    const std::size_t room =
        on.columns > indent + mappings.size() ? on.columns - indent - mappings.size() : 0;
    std::string text = std::string(indent, ' ') + fitted(line, std::max<std::size_t>(room, 24)) + mappings;
    const std::string& cron = change.desired.schedule.cron_expression;
    for (const auto now : {on.style.now, std::optional<std::chrono::sys_seconds>()}) {
        const std::string note = cron.empty() ? std::string() : "; " + cron_note(cron, now);
        if (note.size() > 2 && static_cast<std::size_t>(display_width(text + note)) <= on.columns) {
            return text + note + "\n";
        }
    }
    return text + "\n";
}

/// What is to be done by hand, and where.
void edits(std::string& text, const plan::change& change, const canvas& on) {
    if (change.edits.empty()) {
        return;
    }
    const by_hand_words words = by_hand(change, on.shown.workspace);
    text.append("      ").append(words.why).append(words.why.empty() ? "" : "; ");
    text.append(words.what).append(":\n");
    const std::string page =
        change.sync_id ? sync_page(on.shown.workspace.base_url, *change.sync_id) : std::string();
    if (!page.empty()) {
        text.append("        ").append(page).append("\n");
    }
    for (std::size_t at = 0; at < change.edits.size(); ++at) {
        text.append("        ").append(std::to_string(at + 1)).append(". ");
        text.append(text::escape_and_cut(change.edits[at], 1000)).append("\n");
    }
}

void one_change(std::string& text, const plan::change& change, const canvas& on) {
    heading(text, change, on);
    overwriting(text, change, on);
    if (!change.note.empty()) {
        text.append("      reason: ").append(text::escape_and_cut(change.note, longest_note)).append("\n");
    }
    for (const plan::risk& risk : told_risks(change)) {
        text += "      ";
        paint(text, "risk: " + text::escape_and_cut(risk.text, longest_note), colour::yellow, on.style);
        text += '\n';
    }
    if (const std::string counts = plan::counts_in_words(change); !counts.empty()) {
        text.append("      newest run: ").append(counts).append("\n");
    }
    if (change.is_new() && !on.view.full) {
        text += new_sync_line(change, on);
    } else {
        fields(text, change, on);
    }
    if (!change.fields.empty() && !change.is_new()) {
        const std::size_t kept = mappings_kept(change);
        if (kept > 0) {
            text += "      ";
            paint(text, text::counted(kept, "mapping") + " unchanged", colour::dim, on.style);
            text += '\n';
        }
    }
    edits(text, change, on);
}

/// `path: file 8, workspace 9`
void kept_fields(std::string& text, const plan::change& change, const canvas& on) {
    constexpr std::size_t least = 24;
    for (const diff::field_change& field : change.fields) {
        const std::string path = text::escape_and_cut(to_string(field.path), longest_name);
        text.append("      ").append(path).append(": ");
        if (in_lines(field.path, field.before, field.after)) {
            text += "workspace (-), file (+)\n";
            paint_lines(text, value_lines(field.path, &field.before, field.after, on.columns - 10), 8,
                        on.style);
            continue;
        }
        const std::size_t used = path.size() + 26;
        const shown_pair shown =
            shown_values(named_value(field.path, field.before, on.metadata),
                         named_value(field.path, field.after, on.metadata),
                         std::max(least, on.columns > used ? (on.columns - used) / 2 : 0));
        text.append("file ").append(shown.after);
        text.append(", workspace ").append(shown.before).append("\n");
    }
}

/// What is left as the workspace has it.
void kept(std::string& text, const canvas& on) {
    const plan::plan& shown = on.shown;
    if (shown.kept.empty()) {
        return;
    }
    text.append("Kept as the workspace has it, since `drift` is keep:\n\n");
    for (const plan::change& change : shown.kept) {
        text += "  ";
        paint(text, "= kept " + name(change.sync), colour::cyan, on.style);
        if (change.sync_id) {
            text.append(" (id ").append(std::to_string(*change.sync_id)).append(")");
        }
        if (const std::string place = place_of(change.source, on.sources); !place.empty()) {
            text += "  ";
            paint(text, place, colour::dim, on.style);
        }
        text += '\n';
        if (change.what == action::create) {
            text.append("      ")
                .append(text::escape_and_cut(plan::what_it_overwrites(change, shown.base), longest_note))
                .append("\n");
        } else {
            kept_fields(text, change, on);
        }
        if (const std::string command = plan::adopting(change); !command.empty()) {
            text.append("      to have it so in the files: `")
                .append(text::escape_and_cut(command, longest_note))
                .append("`\n");
        }
        text += '\n';
    }
}

/// What the workspace has beyond what files can say.
void only_there(std::string& text, const canvas& on) {
    const std::vector<std::string> lines = workspace_only_lines(on.shown.only_there);
    if (lines.empty()) {
        return;
    }
    text.append(workspace_only_title).append(":\n");
    for (const std::string& line : lines) {
        text += "  ";
        paint(text, line, colour::dim, on.style);
        text += '\n';
    }
    text += '\n';
}

/// What there is to say when nothing is to be done.
void no_changes(std::string& text, const plan::plan& shown, const text_style& style) {
    const plan::summary counted = shown.counts();
    const std::string rest = std::to_string(counted.unchanged) + " unchanged, " +
                             std::to_string(counted.unmanaged) + " unmanaged.\n";
    if (counted.kept > 0) {
        paint(text, "No changes to make, " + std::to_string(counted.kept) + " kept.", colour::bold, style);
        text.append(" ").append(rest);
        return;
    }
    paint(text, "No changes.", colour::bold, style);
    text.append(shown.selected ? " The workspace is as the files say of what is selected: "
                               : " The workspace is as the files say: ")
        .append(rest);
}

/// What an apply of it comes to, and how to ask for one.
void outcome(std::string& text, const plan::plan& shown) {
    if (shown.has_blocking_errors()) {
        text += "Nothing can be applied until the errors above are solved.\n";
    } else if (const plan::expected_cost cost = plan::cost_of(shown); cost.writes > 0) {
        text.append("Cost: an apply sends ").append(text::counted(cost.writes, "write"));
        text.append(" and, after planning, about ").append(text::counted(cost.reads, "read")).append(".\n");
    }
    text.append("Plan id: ").append(shown.id).append("\n");
}

/// The actions in their order; or those in which the files have a part, and of the others the names.
void changes(std::string& text, const canvas& on) {
    std::string before;
    for (const plan::change& change : on.shown.changes) {
        if (on.view.first == whose::files_first && plan::was_so_before(change.moved)) {
            heading(before, change, on);
            continue;
        }
        one_change(text, change, on);
        text += '\n';
    }
    if (!before.empty()) {
        text.append("So before, and done by an apply as well:\n\n").append(before).append("\n");
    }
}

}  // namespace

std::string plan_text(const plan::plan& shown, const diagnostics::source_map& sources,
                      const text_style& style, const plan_view& view) {
    static const model::catalogue nothing;
    const canvas on{shown,
                    sources,
                    style,
                    view,
                    view.metadata == nullptr ? nothing : *view.metadata,
                    static_cast<std::size_t>(std::clamp(style.width, 40, 1000))};
    std::string text = diagnostics_text(shown.diagnostics, sources, style);
    if (!text.empty()) {
        text += '\n';
    }
    if (shown.selected) {
        text.append("Selected: ").append(selected_text(*shown.selected)).append("\n\n");
    }
    const bool is_empty = shown.changes.empty() && !diagnostics::has_errors(shown.diagnostics);
    if (!is_empty) {
        text.append(plan_head(shown, style)).append("\n");
        changes(text, on);
        kept(text, on);
        only_there(text, on);
        outcome(text, shown);
    } else {
        if (!shown.workspace.environment.empty()) {
            text.append("Plan for ").append(workspace_text(shown.workspace)).append("\n\n");
        }
        kept(text, on);
        only_there(text, on);
        text += left_alone_line(shown, style);
        no_changes(text, shown, style);
    }
    if (!view.next.empty()) {
        paint(text, "Next:", colour::bold, style);
        text.append(" ").append(view.next).append("\n");
    }
    return text;
}

}  // namespace censusctl::report
