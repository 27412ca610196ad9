#include "report/plan_markdown.hpp"
#include "report/selected.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "model/attributes.hpp"
#include "plan/lineage.hpp"
#include "plan/overwritten.hpp"
#include "plan/risk.hpp"
#include "report/by_hand.hpp"
#include "report/markdown.hpp"
#include "report/named_value.hpp"
#include "report/place.hpp"
#include "report/render.hpp"
#include "report/sync_page.hpp"
#include "report/told_risks.hpp"
#include "report/values.hpp"
#include "report/workspace_only.hpp"
#include "report/workspace_text.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

using plan::action;

constexpr std::size_t rest_of_comment = 4'000;  ///< kept for what stands round the table and the details

/// What an action does, where its word does not say it.
std::string effect_of(const plan::change& change) {
    switch (change.what) {
        case action::trigger:
            return "starts a run";
        case action::create:
            return {};
        case action::remove:
            return "is gone for good";
        case action::replace:
            return "a new sync in its place";
        case action::update:
        case action::blocked:
            break;
    }
    return {};
}

/// Why a reviewer should look twice; empty: no reason.
std::string risk_of(const plan::change& change, bool in_table) {
    std::string text = effect_of(change);
    for (const plan::risk& risk : told_risks(change)) {
        text += (text.empty() ? "" : ", ") + markdown_code(risk.text, in_table);
    }
    return text;
}

/// Riskier ones are kept longer.
int rank_of(const plan::change& change) {
    switch (change.what) {
        case action::update:
        case action::replace:
        case action::remove:
        case action::blocked:
            break;
        case action::trigger:
            return 2;
        case action::create:
            return 3;
    }
    return plan::risks_of(change).empty() ? 1 : 0;
}

/// What all parts of a comment are made from.
struct comment {
    const plan::plan& shown;
    const diagnostics::source_map& sources;
    const markdown_options& options;
    const model::catalogue& metadata;
};

/// What there is to say of an action besides; empty: nothing.
std::string notes_of(const plan::change& change, const plan::plan_base& base) {
    std::string notes = risk_of(change, true);
    const auto add = [&notes](const std::string& note) {
        notes += (notes.empty() || note.empty() ? "" : ", ") + note;
    };
    if (const std::string words = plan::what_it_overwrites(change, base); !words.empty()) {
        add(markdown_code(words, true, longest_markdown_value));
    }
    if (const std::string counts = plan::counts_in_words(change); !counts.empty()) {
        add("newest run: " + counts);
    }
    add(change.note.empty() ? std::string() : "reason: " + markdown_code(change.note, true));
    std::string waits;
    for (const std::string& first : change.depends_on) {
        waits += (waits.empty() ? "after " : ", ") + markdown_code(first, true);
    }
    add(waits);
    return notes;
}

/// "`Warehouse / braze_test` → `Braze / user`"; of a sync that goes nothing is known but what it was called.
std::string flow_of(const plan::change& change, const model::catalogue& metadata) {
    const plan::lineage flows = plan::lineage_of(change.desired, metadata);
    if (flows.source.empty() && flows.destination.empty()) {
        return {};
    }
    return markdown_code(flows.source + " / " + flows.source_object, true) + " → " +
           markdown_code(flows.destination + " / " + flows.destination_object, true);
}

/// The cells of an action.
struct table_row {
    std::string start;
    std::string place;
    std::string notes;
    /// As a line of a table, whose last columns are only there where something stands in them.
    [[nodiscard]] std::string line(bool with_places, bool with_notes) const {
        return start + (with_places ? " | " + place : "") + (with_notes ? " | " + notes : "") + " |\n";
    }
};

table_row table_row_of(const plan::change& change, const comment& of) {
    std::string id = "new";
    if (change.sync_id) {
        id = markdown_link(std::to_string(*change.sync_id),
                           sync_page(of.shown.workspace.base_url, *change.sync_id));
    }
    return {"| " + std::string(to_string(change.what)) + " | " + markdown_code(change.sync, true) + " | " +
                flow_of(change, of.metadata) + " | " + id,
            markdown_place(change.source, of.sources, of.options.link_base), notes_of(change, of.shown.base)};
}

/// Whose a field is, behind it.
std::string side_mark(const plan::change& change, std::size_t field, const plan::plan_base& base) {
    const plan::moved_side side = change.moved_of(field);
    const bool plain = side == plan::moved_side::files && !base.asked;
    return side == plan::moved_side::unknown || plain || change.is_new()
               ? std::string()
               : " [" + std::string(to_string(side)) + "]";
}

/// With its first letter, which is one of ASCII, in upper case.
std::string as_sentence(std::string_view words) {
    std::string text(words);
    if (!text.empty()) {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

std::string detail(const plan::change& change, const comment& of) {
    if (change.fields.empty() && change.edits.empty()) {
        return {};
    }
    std::string lines;
    for (std::size_t at = 0; at < change.fields.size(); ++at) {
        const diff::field_change& field = change.fields[at];
        const std::string mark = side_mark(change, at, of.shown.base);
        const std::string path = text::escape_and_cut(to_string(field.path), longest_markdown_name);
        const bool is_new = change.is_new();
        if (in_lines(field.path, field.before, field.after)) {
            lines.append("  ").append(path).append(":").append(mark).append("\n");
            paint_lines(lines,
                        value_lines(field.path, is_new ? nullptr : &field.before, field.after,
                                    longest_markdown_value),
                        0, {});
            continue;
        }
        const diff::attribute_value after = named_value(field.path, field.after, of.metadata);
        const shown_pair shown =
            shown_values(named_value(field.path, field.before, of.metadata), after, longest_markdown_value);
        if (!is_new) {
            lines += "- " + path + ": " + shown.before + "\n";
        }
        lines.append("+ ").append(path).append(": ");
        lines.append(is_new ? shown_value(after, longest_markdown_value) : shown.after)
            .append(mark)
            .append("\n");
    }
    std::string text = "<details><summary>" + std::string(to_string(change.what)) + " <code>" +
                       markdown_html(change.sync) + "</code></summary>\n\n" +
                       (lines.empty() ? "" : markdown_block("diff", lines));
    if (!change.edits.empty()) {
        std::string steps;
        for (const std::string& edit : change.edits) {
            steps += text::escape_and_cut(edit, longest_markdown_value) + "\n";
        }
        const std::string page =
            change.sync_id ? sync_page(of.shown.workspace.base_url, *change.sync_id) : std::string();
        const by_hand_words words = by_hand(change, of.shown.workspace);
        text.append("\n").append(as_sentence(words.why)).append(words.why.empty() ? "" : ". ");
        text.append(as_sentence(words.what)).append(page.empty() ? "" : " (" + page + ")");
        text += ":\n\n" + markdown_block("text", steps);
    }
    return text + "\n</details>\n\n";
}

using change_list = std::vector<const plan::change*>;

/// "1 to create, 2 to update"; empty for nothing.
std::string counts_of(const change_list& changes) {
    plan::plan some;
    for (const plan::change* change : changes) {
        plan::change& counted = some.changes.emplace_back();
        counted.what = change->what;
    }
    const plan::summary counted = some.counts();
    std::string text;
    const auto add = [&text](std::size_t count, const char* what) {
        if (count > 0) {
            text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + what;
        }
    };
    add(counted.create, "to create");
    add(counted.update, "to update");
    add(counted.replace, "to replace");
    add(counted.remove, "to delete");
    add(counted.trigger, "to trigger");
    add(counted.blocked, "to edit by hand");
    return text;
}

std::string outcome_of(const plan::plan& shown, const change_list& first, const change_list& before) {
    if (diagnostics::has_errors(shown.diagnostics)) {
        return "the manifests have errors";
    }
    if (std::string counts = counts_of(first); !counts.empty()) {
        return counts;
    }
    return before.empty() ? "no changes" : "these files change nothing";
}

std::string warning_of(const plan::plan& shown) {
    std::string lines;
    for (const diagnostics::diagnostic& problem : shown.diagnostics) {
        if (problem.id == diagnostics::code::host_changed) {
            lines += "> * **the token goes to another host than before**: see the problems\n";
        } else if (problem.id == diagnostics::code::token_variable_changed) {
            lines += "> * **another secret is taken for the token than before**: see the problems\n";
        }
    }
    std::size_t count = 0;
    constexpr std::size_t most = 10;
    for (const plan::change& change : shown.changes) {
        std::string risk = risk_of(change, false);
        // What was so before a change of the files is folded, and no reason to look at it twice.
        const bool folded = shown.base.asked && plan::was_so_before(change.moved);
        const std::string words = folded ? std::string() : plan::what_it_overwrites(change, shown.base);
        risk += words.empty()
                    ? ""
                    : (risk.empty() ? "" : ", ") + markdown_code(words, false, longest_markdown_value);
        if (!risk.empty() && ++count <= most) {
            lines += "> * " + markdown_code(change.sync) + ": " + risk + "\n";
        }
    }
    if (count > most) {
        lines += "> * and " + std::to_string(count - most) + " more\n";
    }
    if (lines.empty()) {
        return lines;
    }
    std::vector<const plan::change*> actions;
    for (const plan::change& change : shown.changes) {
        if (!shown.base.asked || !plan::was_so_before(change.moved)) {
            actions.push_back(&change);
        }
    }
    const std::string in_short = risks_in_short(actions);
    return "> [!WARNING]\n" + (in_short.empty() ? "" : "> " + in_short + ".\n>\n") + lines + "\n";
}

/// What fits of the pieces, the riskiest first, in the order of the plan. `left` is reduced by it.
std::string fitting(const std::vector<std::string>& pieces, const std::vector<int>& ranks, std::size_t& left,
                    std::size_t& dropped) {
    std::vector<char> kept(pieces.size(), 0);
    bool full = false;
    for (int rank = 0; rank <= 3; ++rank) {
        for (std::size_t at = 0; at < pieces.size(); ++at) {
            if (ranks[at] != rank) {
                continue;
            }
            full = full || pieces[at].size() > left;
            if (!full) {
                kept[at] = 1;
                left -= pieces[at].size();
            }
        }
    }
    std::string text;
    for (std::size_t at = 0; at < pieces.size(); ++at) {
        if (kept[at] != 0) {
            text += pieces[at];
        } else if (!pieces[at].empty()) {
            ++dropped;
        }
    }
    return text;
}

/// A text as the terminal shows it under a heading, as many of its whole lines as fit into half of the room.
std::string section(const char* title, std::string text, std::size_t& left) {
    const std::size_t most = left / 2;
    if (text.size() > most) {
        text.resize(text.rfind('\n', most) + 1);
        text += "… and more: see the log of the job\n";
    }
    std::string result = std::string("### ") + title + "\n\n" + markdown_block("text", text) + "\n";
    left -= std::min(left, result.size());
    return result;
}

std::string problems_of(const plan::plan& shown, const diagnostics::source_map& sources, std::size_t& left) {
    return shown.diagnostics.empty()
               ? std::string()
               : section("Problems", diagnostics_text(shown.diagnostics, sources, {.from_repository = true}),
                         left);
}

/// What came of the rehearsal, without the requests: these are for the log.
std::string rehearsal_of(const rehearsal* rehearsed, std::size_t& left) {
    if (rehearsed == nullptr) {
        return {};
    }
    rehearsal shown = *rehearsed;
    shown.requests.reset();
    return section("Rehearsal", rehearsal_text(shown, {}, {}), left);
}

/// What had no room.
struct dropped_parts {
    std::size_t rows{0};
    std::size_t details{0};
};

/// The table of some actions, and their folded differences. `left` is reduced by it.
std::string actions_of(const change_list& changes, const comment& of, std::size_t& left,
                       dropped_parts& dropped) {
    if (changes.empty()) {
        return {};
    }
    std::vector<table_row> rows;
    std::vector<std::string> details;
    std::vector<int> ranks;
    for (const plan::change* change : changes) {
        rows.push_back(table_row_of(*change, of));
        details.push_back(detail(*change, of));
        ranks.push_back(rank_of(*change));
    }
    const bool places = std::ranges::any_of(rows, [](const table_row& one) { return !one.place.empty(); });
    const bool notes = std::ranges::any_of(rows, [](const table_row& one) { return !one.notes.empty(); });
    std::vector<std::string> lines;
    lines.reserve(rows.size());
    for (const table_row& one : rows) {
        lines.push_back(one.line(places, notes));
    }
    // Neither crowds the other out: half of the room each, and what the table leaves goes to the details.
    std::size_t for_rows = left / 2;
    left -= for_rows;
    std::string text = std::string("| action | sync | from → to | id |") + (places ? " declared at |" : "") +
                       (notes ? " note |" : "") + "\n|---|---|---|---|" + (places ? "---|" : "") +
                       (notes ? "---|" : "") + "\n" + fitting(lines, ranks, for_rows, dropped.rows) + "\n";
    left += for_rows;
    return text + fitting(details, ranks, left, dropped.details);
}

/// What is left as the workspace has it, folded.
std::string kept_of(const comment& of, std::size_t& left) {
    const plan::plan& shown = of.shown;
    if (shown.kept.empty()) {
        return {};
    }
    std::string lines;
    for (const plan::change& change : shown.kept) {
        lines += text::escape_and_cut(change.sync, longest_markdown_name);
        if (change.what == action::create) {
            lines += ": " + text::escape_and_cut(plan::what_it_overwrites(change, shown.base),
                                                 longest_markdown_value);
        }
        lines += "\n";
        for (std::size_t at = 0; at < change.fields.size() && change.what != action::create; ++at) {
            const diff::field_change& field = change.fields[at];
            lines += "  " + text::escape_and_cut(to_string(field.path), longest_markdown_name) + ": ";
            if (in_lines(field.path, field.before, field.after)) {
                lines += "workspace (-), file (+)\n";
                paint_lines(lines,
                            value_lines(field.path, &field.before, field.after, longest_markdown_value), 4,
                            {});
                continue;
            }
            const shown_pair values =
                shown_values(named_value(field.path, field.before, of.metadata),
                             named_value(field.path, field.after, of.metadata), longest_markdown_value);
            lines += "file " + values.after + ", workspace " + values.before + "\n";
        }
    }
    std::string text = "<details><summary>" + std::to_string(shown.kept.size()) +
                       " kept as the workspace has it</summary>\n\n" + markdown_block("text", lines) +
                       "\n</details>\n\n";
    if (text.size() > left) {
        return std::to_string(shown.kept.size()) + " kept as the workspace has it.\n\n";
    }
    left -= text.size();
    return text;
}

}  // namespace

std::string plan_markdown(const plan::plan& shown, const diagnostics::source_map& sources,
                          const markdown_options& options) {
    static const model::catalogue nothing;
    const comment of{shown, sources, options, options.metadata == nullptr ? nothing : *options.metadata};
    change_list first;
    change_list before;
    for (const plan::change& change : shown.changes) {
        (shown.base.asked && plan::was_so_before(change.moved) ? before : first).push_back(&change);
    }
    std::string text = markdown_marker("plan", shown.workspace.environment);
    const bool failed = options.rehearsed != nullptr && !options.rehearsed->problems.empty();
    text +=
        "## censusctl plan" + in_environment(markdown_html(shown.workspace.environment)) + ": " +
        (failed ? "the rehearsal failed" : outcome_of(shown, first, before)) + "\n\nFor " +
        markdown_code(shown.workspace.base_url) + " (API " + markdown_code(shown.workspace.api) +
        "): " + std::to_string(shown.counts().unchanged) + " unchanged, " +
        std::to_string(shown.counts().unmanaged) + " unmanaged" +
        (shown.kept.empty() ? std::string() : ", " + std::to_string(shown.kept.size()) + " kept") + "." +
        (shown.base.asked ? " Changes since " + markdown_code(shown.base.name) + " first." : std::string()) +
        "\n\n";
    if (shown.selected) {
        // In a code span the names are no markup.
        text += "Selected: " + markdown_code(selected_text(*shown.selected)) + "\n\n";
    }
    text += warning_of(shown);
    std::size_t left = options.limit - std::min(options.limit, text.size() + rest_of_comment);
    text += problems_of(shown, sources, left);
    text += rehearsal_of(options.rehearsed, left);
    dropped_parts dropped;
    text += actions_of(first, of, left, dropped);
    if (!before.empty()) {
        const bool one = before.size() == 1;
        const std::string head = "<details><summary>" + std::to_string(before.size()) +
                                 (one ? " change was so before: " : " changes were so before: ") +
                                 counts_of(before) + "</summary>\n\n" + "An apply does " +
                                 (one ? "it" : "them") + " as well. The workspace was edited, or " +
                                 markdown_code(shown.base.name) + " was never applied.\n\n";
        left -= std::min(left, head.size());
        text += head + actions_of(before, of, left, dropped) + "</details>\n\n";
    }
    text += kept_of(of, left);
    text += workspace_only_markdown(shown.only_there, left);
    if (dropped.rows + dropped.details > 0) {
        text += "Too long for a comment: " + std::to_string(dropped.rows) + " actions and the details of " +
                std::to_string(dropped.details) +
                " are left out, the least risky ones. The log of the job has them.\n\n";
    }
    text += "Plan id: `" + shown.id + "`\n";
    if (!options.apply_command.empty()) {
        text += "\n" + markdown_block("sh", options.apply_command + "\n");
    }
    return text;
}

}  // namespace censusctl::report
