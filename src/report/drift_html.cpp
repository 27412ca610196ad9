#include <array>
#include <string>
#include <vector>

#include "report/drift_order.hpp"
#include "report/drift_report.hpp"
#include "report/html_chart.hpp"
#include "report/html_fields.hpp"
#include "report/html_lineage.hpp"
#include "report/html_page.hpp"
#include "report/moved_words.hpp"
#include "report/place.hpp"
#include "report/selected.hpp"
#include "report/workspace_only.hpp"
#include "report/workspace_text.hpp"
#include "text/counted.hpp"

namespace censusctl::report {
namespace {

using plan::drift_sync;

/// What each kind of sync is called below the picture.
constexpr std::array legend_of_states{
    lineage_legend{"failing", "failing"}, lineage_legend{"missing", "missing"},
    lineage_legend{"changed", "changed"}, lineage_legend{"faulty", "not compared"},
    lineage_legend{"unmanaged", "unmanaged"}};

std::string anchor_of_sync(std::size_t row) {
    return "s" + std::to_string(row + 1);
}

void cards(html_writer& out, const plan::drift& shown) {
    const plan::drift_summary& counts = shown.counts;
    std::vector<html_card> result{{"Changed", std::to_string(counts.changed)},
                                  {"Missing", std::to_string(counts.missing)},
                                  {"Unmanaged", std::to_string(counts.unmanaged)},
                                  {"As declared", std::to_string(counts.as_declared)}};
    if (counts.faulty > 0) {
        result.push_back({"Not compared", std::to_string(counts.faulty)});
    }
    if (shown.runs_read > 0) {
        result.push_back({"Failing", std::to_string(counts.failing)});
    }
    if (counts.paused_though_live > 0) {
        result.push_back({"Paused though declared live", std::to_string(counts.paused_though_live)});
    }
    result.push_back({"Coverage", std::to_string(counts.managed) + " of " + std::to_string(counts.live) +
                                      " (" + std::to_string(counts.coverage_percent()) + "%)"});
    write_cards(out, result);
}

void field_table(html_writer& out, const drift_sync& sync) {
    const bool with_base = sync.moved != plan::moved_side::unknown;
    begin_folded(out, text::counted(sync.fields.size(), "difference"));
    out.open("table");
    out.open("thead");
    out.open("tr");
    out.element("th", "Field", {{"scope", "col"}});
    out.element("th", "Live", {{"scope", "col"}});
    out.element("th", "File", {{"scope", "col"}});
    if (with_base) {
        out.element("th", "Last applied", {{"scope", "col"}});
    }
    out.close();
    out.close();
    out.open("tbody");
    for (const plan::drift_field& field : sync.fields) {
        out.open("tr");
        out.open("th", {{"scope", "row"}});
        out.element("code", to_string(field.path));
        out.close();
        write_values(out, field.path, &field.live, field.declared);
        if (with_base) {
            out.open("td");
            if (field.base) {
                write_value(out, *field.base);
            }
            if (field.moved != plan::moved_side::unknown) {
                out.element("div", moved_words(field.moved), {{"class", "faint"}});
            }
            out.close();
        }
        out.close();
    }
    out.close();
    out.close();
    out.close();
}

void differences(html_writer& out, const drift_sync& sync) {
    if (!sync.fields.empty()) {
        field_table(out, sync);
        if (!sync.updated_at.empty()) {
            out.element("div", "Last edited " + sync.updated_at, {{"class", "faint"}});
        }
    } else if (sync.moved != plan::moved_side::unknown) {
        out.element("div", moved_words(sync.moved));
    }
    if (!sync.not_understood.empty()) {
        out.element("div", "Not understood: " + sync.not_understood, {{"class", "failing"}});
    }
    if (sync.paused_though_live) {
        out.element("div", "Paused, though its file declares it live", {{"class", "changed"}});
    }
}

void runs(html_writer& out, const drift_sync& sync) {
    if (!sync.runs) {
        return;
    }
    write_run_chart(out, *sync.runs);
    out.element("div", runs_in_words(*sync.runs));
    if (sync.runs->failure) {
        const model::sync_run& failed = sync.runs->runs[*sync.runs->failure];
        out.element("strong", "Failing", {{"class", "failing"}});
        begin_folded(out, "Error of run " + std::to_string(failed.id));
        if (!failed.updated_at.empty()) {
            out.element("div", failed.updated_at, {{"class", "faint"}});
        }
        out.element("div", plan::failure_of(failed), {{"class", "value"}});
        out.close();
    }
}

void row(html_writer& out, const drift_sync& sync, std::size_t number,
         const diagnostics::source_map& sources) {
    const std::string_view kind = to_string(sync.state);
    const bool failing = sync.runs && sync.runs->failing();
    out.open("tr",
             {{"id", anchor_of_sync(number)}, {"data-kind", kind}, {"data-failing", failing ? "yes" : "no"}});
    out.open("td");
    if (failing) {
        out.element("span", "failing", {{"class", "state failing"}});
        out.element("div", state_words(sync.state), {{"class", "faint"}});
    } else {
        out.element("span", state_words(sync.state), {{"class", "state " + std::string(kind)}});
    }
    out.close();
    out.open("th", {{"scope", "row"}});
    write_name(out, {sync.key, sync.label, sync.sync_id, place_of(sync.source, sources)});
    out.close();
    out.open("td");
    write_ends(out, sync.ends);
    out.close();
    out.open("td");
    differences(out, sync);
    out.close();
    out.open("td");
    runs(out, sync);
    out.close();
    out.close();
    out.line();
}

void table(html_writer& out, const plan::drift& shown, const diagnostics::source_map& sources) {
    const plan::drift_summary& counts = shown.counts;
    out.element("h2", "Syncs");
    write_controls(out,
                   {{"changed", "changed", counts.changed},
                    {"missing", "missing", counts.missing},
                    {"unmanaged", "unmanaged", counts.unmanaged},
                    {"faulty", "not compared", counts.faulty},
                    {"as-declared", "as declared", counts.as_declared}},
                   shown.runs_read > 0);
    begin_table(out, "Each sync of the files and of the workspace",
                {"State", "Sync", "From → to", "Differences", "Newest runs"});
    for (const drift_sync* sync : by_need(shown)) {
        row(out, *sync, static_cast<std::size_t>(sync - shown.syncs.data()), sources);
    }
    end_table(out);
}

}  // namespace

std::string drift_html(const plan::drift& shown, const diagnostics::source_map& sources,
                       const page_origin& origin) {
    html_writer out;
    begin_page(out, "Drift of " + shown.base_url + in_environment(shown.environment));
    std::string about = "API " + shown.api;
    if (!shown.environment.empty()) {
        about += "; environment " + shown.environment;
    }
    if (!shown.base.empty()) {
        about += "; last applied: " + shown.base;
    }
    out.element("p", about, {{"class", "faint"}});
    if (shown.selected) {
        out.element("p", "Selected: " + selected_text(*shown.selected), {{"class", "faint"}});
    }
    write_origin(out, origin);
    cards(out, shown);
    write_problems(out, shown.diagnostics, sources);
    std::vector<lineage_item> items;
    for (const drift_sync* sync : by_need(shown)) {
        if (need_of(*sync) == drift_need::none) {
            continue;
        }
        std::string name = sync->key.empty() ? sync->label : sync->key;
        if (name.empty()) {
            name = "id " + std::to_string(sync->sync_id.value_or(0));
        }
        const bool failing = need_of(*sync) == drift_need::failing;
        items.push_back({sync->ends, std::move(name),
                         anchor_of_sync(static_cast<std::size_t>(sync - shown.syncs.data())),
                         failing ? "failing" : std::string(to_string(sync->state))});
    }
    write_lineage(out, items, legend_of_states);
    table(out, shown, sources);
    write_workspace_only(out, shown.only_there);
    end_page(out);
    return out.take();
}

}  // namespace censusctl::report
