#include "report/plan_html.hpp"

#include <array>
#include <sstream>
#include <vector>

#include "plan/expected_cost.hpp"
#include "plan/overwritten.hpp"
#include "plan/risk.hpp"
#include "report/html_fields.hpp"
#include "report/html_lineage.hpp"
#include "report/html_page.hpp"
#include "report/named_value.hpp"
#include "report/place.hpp"
#include "report/selected.hpp"
#include "report/told_risks.hpp"
#include "report/workspace_only.hpp"
#include "report/workspace_text.hpp"
#include "text/counted.hpp"

namespace censusctl::report {
namespace {

/// What each kind of action is called below the picture.
constexpr std::array legend_of_actions{lineage_legend{"create", "create"}, lineage_legend{"update", "update"},
                                       lineage_legend{"replace", "replace"},
                                       lineage_legend{"delete", "delete"},
                                       lineage_legend{"blocked", "edit by hand"}};

std::string anchor_of_action(std::size_t row) {
    return "s" + std::to_string(row + 1);
}

void cards(html_writer& out, const plan::plan& shown) {
    const plan::summary counts = shown.counts();
    write_cards(out, {{"Create", std::to_string(counts.create)},
                      {"Update", std::to_string(counts.update)},
                      {"Replace", std::to_string(counts.replace)},
                      {"Delete", std::to_string(counts.remove)},
                      {"Trigger", std::to_string(counts.trigger)},
                      {"Blocked", std::to_string(counts.blocked)},
                      {"Unchanged", std::to_string(counts.unchanged)},
                      {"Unmanaged", std::to_string(counts.unmanaged)}});
}

void field_table(html_writer& out, const plan::change& change, const model::catalogue& metadata) {
    const bool created = change.is_new();
    begin_folded(out, text::counted(change.fields.size(), "field"));
    out.open("table");
    out.open("thead");
    out.open("tr");
    out.element("th", "Field", {{"scope", "col"}});
    if (!created) {
        out.element("th", "Old", {{"scope", "col"}});
    }
    out.element("th", created ? "Value" : "New", {{"scope", "col"}});
    out.close();
    out.close();
    out.open("tbody");
    for (std::size_t at = 0; at < change.fields.size(); ++at) {
        const diff::field_change& field = change.fields[at];
        out.open("tr");
        out.open("th", {{"scope", "row"}});
        out.element("code", to_string(field.path));
        if (!created && change.moved_of(at) != plan::moved_side::unknown) {
            out.element("div", to_string(change.moved_of(at)), {{"class", "faint"}});
        }
        out.close();
        const diff::attribute_value before = named_value(field.path, field.before, metadata);
        write_values(out, field.path, created ? nullptr : &before,
                     named_value(field.path, field.after, metadata));
        out.close();
    }
    out.close();
    out.close();
    out.close();
}

/// What all parts of the page are made from.
struct page {
    const plan::plan& shown;
    const diagnostics::source_map& sources;
    const lineages& ends;
    const model::catalogue& metadata;
};

/// Which syncs to look at twice, before all else.
void risks(html_writer& out, const plan::plan& shown) {
    std::vector<const plan::change*> actions;
    for (const plan::change& change : shown.changes) {
        actions.push_back(&change);
    }
    const std::string in_short = risks_in_short(actions);
    if (in_short.empty()) {
        return;
    }
    out.element("h2", "Risk");
    const plan::record_count records = plan::records_of(shown);
    out.element("p", in_short +
                         (records.records > 0
                              ? "; the newest runs had " + std::to_string(records.records) + " records"
                              : "") +
                         ".");
    out.open("ul", {{"class", "risks"}});
    for (std::size_t at = 0; at < shown.changes.size(); ++at) {
        for (const plan::risk& risk : told_risks(shown.changes[at])) {
            out.open("li");
            out.element("a", shown.changes[at].sync, {{"href", "#" + anchor_of_action(at)}});
            out.text(": " + risk.text);
            out.close();
        }
    }
    out.close();
    out.line();
}

void row(html_writer& out, const page& of, std::size_t number) {
    const plan::change& change = of.shown.changes[number];
    const std::string_view kind = to_string(change.what);
    out.open("tr", {{"id", anchor_of_action(number)}, {"data-kind", kind}});
    out.open("td");
    out.element("span", kind, {{"class", "state " + std::string(kind)}});
    out.element("div", to_string(change.why), {{"class", "faint"}});
    if (change.moved != plan::moved_side::unknown) {
        out.element("div", to_string(change.moved), {{"class", "faint"}});
    }
    out.close();
    out.open("th", {{"scope", "row"}});
    write_name(out, {change.sync, change.label, change.sync_id, place_of(change.source, of.sources)});
    out.close();
    out.open("td");
    if (const auto found = of.ends.find(change.sync); found != of.ends.end()) {
        write_ends(out, found->second);
    }
    out.close();
    out.open("td");
    if (!change.fields.empty()) {
        field_table(out, change, of.metadata);
    }
    if (!change.edits.empty()) {
        begin_folded(out, change.waits_in_vain() ? "Do this first" : "Edit by hand");
        out.open("ol");
        for (const std::string& edit : change.edits) {
            out.element("li", edit);
        }
        out.close();
        out.close();
    }
    if (const std::string words = plan::what_it_overwrites(change, of.shown.base); !words.empty()) {
        out.element("div", words);
    }
    for (const plan::risk& risk : told_risks(change)) {
        out.element("div", "risk: " + risk.text);
    }
    if (const std::string counts = plan::counts_in_words(change); !counts.empty()) {
        out.element("div", "newest run: " + counts, {{"class", "faint"}});
    }
    if (!change.note.empty()) {
        out.element("div", "reason: " + change.note, {{"class", "faint"}});
    }
    for (const std::string& first : change.depends_on) {
        out.element("div", "after " + first, {{"class", "faint"}});
    }
    out.close();
    out.close();
    out.line();
}

void table(html_writer& out, const page& of) {
    const plan::summary counts = of.shown.counts();
    out.element("h2", "Actions");
    write_controls(out,
                   {{"create", "create", counts.create},
                    {"update", "update", counts.update},
                    {"replace", "replace", counts.replace},
                    {"delete", "delete", counts.remove},
                    {"trigger", "trigger", counts.trigger},
                    {"blocked", "blocked", counts.blocked}},
                   false);
    begin_table(out, "What an apply would do, in its order", {"Action", "Sync", "From → to", "Changes"});
    for (std::size_t at = 0; at < of.shown.changes.size(); ++at) {
        row(out, of, at);
    }
    end_table(out);
}

void kept(html_writer& out, const page& of) {
    const plan::plan& shown = of.shown;
    if (shown.kept.empty()) {
        return;
    }
    out.element("h2", "Kept as the workspace has it");
    for (const plan::change& change : shown.kept) {
        out.element("p", change.sync);
        if (change.what == plan::action::create) {
            out.element("p", plan::what_it_overwrites(change, shown.base), {{"class", "faint"}});
        } else {
            field_table(out, change, of.metadata);
        }
    }
    out.line();
}

void left_alone(html_writer& out, const plan::plan& shown) {
    if (shown.unmanaged.empty()) {
        return;
    }
    out.element("h2", "Left alone");
    begin_folded(out,
                 std::to_string(shown.unmanaged.size()) + " live syncs that none of these files declares");
    out.open("ul");
    for (const plan::unmanaged_sync& sync : shown.unmanaged) {
        out.element("li",
                    "id " + std::to_string(sync.sync_id) + (sync.label.empty() ? "" : ": " + sync.label));
    }
    out.close();
    out.close();
    out.line();
}

void rehearsal_part(html_writer& out, const rehearsal& rehearsed) {
    rehearsal shown = rehearsed;
    shown.requests.reset();
    out.element("h2", "Rehearsal");
    std::istringstream lines(rehearsal_text(shown, {}, {}));
    for (std::string line; std::getline(lines, line);) {
        out.element("p", line, {{"class", "value"}});
    }
    out.line();
}

}  // namespace

std::string plan_html(const plan::plan& shown, const diagnostics::source_map& sources, const lineages& ends,
                      const plan_page& with) {
    static const model::catalogue nothing;
    const page of{shown, sources, ends, with.metadata == nullptr ? nothing : *with.metadata};
    html_writer out;
    const std::string& environment = shown.workspace.environment;
    begin_page(out, "Plan for " + shown.workspace.base_url + in_environment(environment));
    out.element("p",
                "API " + shown.workspace.api + (environment.empty() ? "" : "; environment " + environment),
                {{"class", "faint"}});
    if (shown.selected) {
        out.element("p", "Selected: " + selected_text(*shown.selected), {{"class", "faint"}});
    }
    if (shown.base.asked) {
        out.element("p",
                    "Since " + shown.base.name + ": " + std::to_string(plan::count_of_files(shown)) +
                        " of the files, " + std::to_string(plan::count_so_before(shown)) + " so before",
                    {{"class", "faint"}});
    }
    write_origin(out, with.origin);
    cards(out, shown);
    risks(out, shown);
    write_problems(out, shown.diagnostics, sources);
    if (with.rehearsed != nullptr) {
        rehearsal_part(out, *with.rehearsed);
    }
    std::vector<lineage_item> items;
    for (std::size_t at = 0; at < shown.changes.size(); ++at) {
        const plan::change& change = shown.changes[at];
        const auto found = ends.find(change.sync);
        if (change.what != plan::action::trigger && found != ends.end()) {
            items.push_back(
                {found->second, change.sync, anchor_of_action(at), std::string(to_string(change.what))});
        }
    }
    write_lineage(out, items, legend_of_actions);
    table(out, of);
    kept(out, of);
    left_alone(out, shown);
    write_workspace_only(out, shown.only_there);
    out.open("p");
    out.text("Plan id: ");
    out.element("code", shown.id);
    out.close();
    if (const plan::expected_cost cost = plan::cost_of(shown); !with.apply_command.empty()) {
        out.element("p", "An apply sends " + std::to_string(cost.writes) + " writes and about " +
                             std::to_string(cost.reads) + " reads. Apply just this plan with");
        out.element("p", with.apply_command, {{"class", "value"}});
    }
    end_page(out);
    return out.take();
}

}  // namespace censusctl::report
