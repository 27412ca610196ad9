#include "report/migration.hpp"
#include "report/paint.hpp"
#include "report/values.hpp"
#include "text/counted.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t longest_in_migration = 80;
constexpr std::size_t longest_text = 400;
constexpr std::size_t most_lone = 10;

std::string safe(std::string_view text) {
    return text::escape_and_cut(text, longest_text);
}

std::string quoted(std::string_view text) {
    return "'" + text::escape_and_cut(text, longest_in_migration) + "'";
}

std::string place_in_project(const migration_place& where) {
    std::string text = text::escape_for_terminal(where.file);
    if (where.line > 0) {
        text += ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
    }
    return text;
}

std::string side_line(const migration_side& side) {
    std::string text = "  " + side.api + " at " + safe(side.base_url) + ": ";
    if (!side.read) {
        return text + "not read: " + safe(side.why_not) + "\n";
    }
    text += text::counted(side.syncs, "sync");
    for (std::size_t at = 0; at < side.groups.size(); ++at) {
        text += (at == 0 ? (side.groups.size() == 1 ? " of the group " : " of the groups ") : ", ") +
                quoted(side.groups[at]);
    }
    if (!side.token_env.empty()) {
        text += ", read with the token in " + safe(side.token_env);
    }
    return text + "\n";
}

bool is_otherwise(const plan::moved_connection& each) {
    return each.before_id.known() && (each.before_name != each.after_name || each.before_id != each.after_id);
}

void add_connections(std::string& to, const plan::migration& moved) {
    std::string lines;
    for (const plan::moved_connection& each : moved.connections) {
        if (is_otherwise(each)) {
            lines += std::string("  ") + (each.is_source ? "source " : "destination ") +
                     quoted(each.before_name) + " (" + safe(each.before_id.text()) + ") is " +
                     quoted(each.after_name) + " (" + safe(each.after_id.text()) + ")\n";
        }
    }
    to += lines.empty() ? "" : "Connections under another name or id:\n" + lines;
}

void add_syncs(std::string& to, const plan::migration& moved) {
    std::string lines;
    for (const plan::moved_sync& each : moved.syncs) {
        if (each.before_id && each.after_id && *each.before_id != *each.after_id) {
            lines += "  " + safe(each.key) + ": " + std::to_string(*each.before_id) + " is " +
                     std::to_string(*each.after_id) + "\n";
        }
    }
    to += lines.empty() ? "" : "Syncs under another id:\n" + lines;
}

void add_lone(std::string& to, const std::string& api, const std::vector<plan::lone_sync>& lone) {
    if (lone.empty()) {
        return;
    }
    to += "Only in " + api + ": ";
    for (std::size_t at = 0; at < lone.size() && at < most_lone; ++at) {
        to += (at == 0 ? "" : ", ") + (lone[at].label.empty() ? "" : quoted(lone[at].label) + " ") + "(" +
              std::to_string(lone[at].id) + ")";
    }
    to += lone.size() > most_lone ? " and " + std::to_string(lone.size() - most_lone) + " more\n" : "\n";
}

void add_edits(std::string& to, const migration& shown) {
    if (shown.edits.empty()) {
        return;
    }
    to += shown.result == migration_result::migrated ? "Changed:\n" : "To be changed:\n";
    for (const migration_edit& edit : shown.edits) {
        const std::string before = edit.before.empty() ? "not stated" : quoted(edit.before);
        to += "  " + place_in_project(edit.where) + "  " + safe(edit.what) + ": " + before + " -> " +
              quoted(edit.after) + "\n";
    }
}

void add_obstacles(std::string& to, const migration& shown, const text_style& style) {
    if (shown.obstacles.empty()) {
        return;
    }
    paint(to, "In the way:", colour::red, style);
    to += "\n";
    for (const migration_obstacle& each : shown.obstacles) {
        std::string start = place_in_project(each.where);
        start += start.empty() ? "" : "  ";
        start += each.sync.empty() ? "" : safe(each.sync) + ": ";
        if (!each.message.empty()) {
            to += "  " + start + safe(each.message) + "\n";
        }
        for (const diff::field_change& field : each.fields) {
            const shown_pair values =
                shown_values(field.path, field.before, field.after, longest_in_migration);
            to += "  " + start + text::escape_for_terminal(diff::to_string(field.path)) + ": " +
                  values.before + " -> " + values.after + "\n";
        }
        to += each.hint.empty() ? "" : "    hint: " + safe(each.hint) + "\n";
    }
}

}  // namespace

std::string migration_text(const migration& shown, const text_style& style) {
    std::string text;
    if (shown.same_place) {
        text = "The files speak " + shown.after.api + " already.\n";
    } else {
        text = "From " + shown.before.api + " to " + shown.after.api + ":\n" + side_line(shown.before);
    }
    text += side_line(shown.after);
    add_connections(text, shown.moved);
    add_syncs(text, shown.moved);
    add_lone(text, shown.before.api, shown.moved.only_before);
    add_lone(text, shown.after.api, shown.moved.only_after);
    add_edits(text, shown);
    add_obstacles(text, shown, style);
    if (shown.obstacles.empty()) {
        text += "A plan of the files against " + shown.after.api +
                " is empty: " + text::counted(shown.moved.syncs.size(), "sync") + " unchanged.\n";
    }
    return text;
}

}  // namespace censusctl::report
