#include "json/writer.hpp"
#include "plan/expected_cost.hpp"
#include "plan/overwritten.hpp"
#include "plan/risk.hpp"
#include "plan/workspace_json.hpp"
#include "report/diagnostics_json.hpp"
#include "report/rehearsal.hpp"
#include "report/render.hpp"
#include "report/selected.hpp"
#include "report/values.hpp"
#include "report/workspace_only.hpp"

namespace censusctl::report {
namespace {

using layout = json::layout;

constexpr std::string_view format_version = "1.2";

void write_counts(json::writer& out, const plan::change& change) {
    if (!change.counts) {
        out.value(nullptr);
        return;
    }
    const auto number = [&out](std::string_view key, const std::optional<std::int64_t>& value) {
        out.key(key);
        if (value) {
            out.value(*value);
        } else {
            out.value(nullptr);
        }
    };
    out.begin_object(layout::one_line);
    out.member("source_records", change.counts->source_records);
    number("failed", change.counts->failed);
    number("invalid", change.counts->invalid);
    out.text_or_null("completed_at", change.counts->completed_at);
    out.end_object();
}

/// `with_sides`: a base is known, so that it can be said whose each difference is.
void one_change(json::writer& out, const plan::change& change, const diagnostics::source_map& sources,
                bool with_sides) {
    out.begin_object();
    out.member("action", to_string(change.what));
    out.member("sync", change.sync);
    out.text_or_null("label", change.label);
    out.key("sync_id");
    if (change.sync_id) {
        out.value(*change.sync_id);
    } else {
        out.value(nullptr);
    }
    out.member("reason", to_string(change.why));
    out.key("source");
    out.begin_object(layout::one_line);
    write_place(out, change.source, sources);
    out.end_object();
    out.key("depends_on");
    out.begin_array(layout::one_line);
    for (const std::string& first : change.depends_on) {
        out.value(first);
    }
    out.end_array();
    out.key("risks");
    out.begin_array();
    for (const plan::risk& risk : plan::risks_of(change)) {
        out.begin_object(layout::one_line);
        out.member("kind", to_string(risk.what));
        out.member("text", risk.text);
        out.end_object();
    }
    out.end_array();
    out.key("newest_run");
    write_counts(out, change);
    out.key("fields");
    out.begin_array();
    for (std::size_t at = 0; at < change.fields.size(); ++at) {
        const diff::field_change& field = change.fields[at];
        out.begin_object(layout::one_line);
        out.member("path", to_string(field.path));
        write_member(out, "before", field.before);
        write_member(out, "after", field.after);
        if (with_sides) {
            out.text_or_null("moved", to_string(change.moved_of(at)));
        }
        out.end_object();
    }
    out.end_array();
    if (with_sides) {
        out.text_or_null("moved", to_string(change.moved));
        out.key("overwrites");
        out.begin_array(layout::one_line);
        for (const std::size_t at : plan::fields_of_workspace(change)) {
            out.value(to_string(change.fields[at].path));
        }
        out.end_array();
    }
    out.text_or_null("note", change.note);
    if (change.what == plan::action::blocked) {
        out.key("edits");
        out.begin_array();
        for (const std::string& edit : change.edits) {
            out.value(edit);
        }
        out.end_array();
    }
    out.end_object();
}

}  // namespace

std::string plan_json(const plan::plan& shown, const diagnostics::source_map& sources,
                      const rehearsal* rehearsed) {
    json::writer out(json::layout::lines);
    begin_document(out, format_version);
    out.member("plan_id", shown.id);
    out.key("workspace");
    out.begin_object(layout::one_line);
    out.member("base_url", shown.workspace.base_url);
    out.member("api", shown.workspace.api);
    out.text_or_null("environment", shown.workspace.environment);
    plan::encode_groups(out, shown.workspace);
    out.key("id");
    if (shown.workspace.id) {
        out.value(*shown.workspace.id);
    } else {
        out.value(nullptr);
    }
    out.text_or_null("connections_digest", shown.workspace.digest());
    out.end_object();
    write_selection(out, shown.selected);
    const plan::summary counted = shown.counts();
    out.key("summary");
    out.begin_object(layout::one_line);
    out.member("create", counted.create);
    out.member("update", counted.update);
    out.member("replace", counted.replace);
    out.member("delete", counted.remove);
    out.member("trigger", counted.trigger);
    out.member("blocked", counted.blocked);
    out.member("unchanged", counted.unchanged);
    out.member("unmanaged", counted.unmanaged);
    out.member("kept", counted.kept);
    out.end_object();
    const plan::expected_cost cost = plan::cost_of(shown);
    out.key("cost");
    out.begin_object(layout::one_line);
    out.member("writes", cost.writes);
    out.member("reads", cost.reads);
    out.end_object();
    const bool with_sides = !shown.base.name.empty();
    out.key("base");
    if (with_sides) {
        out.begin_object(layout::one_line);
        out.member("name", shown.base.name);
        out.member("applied", shown.base.applied);
        out.end_object();
    } else {
        out.value(nullptr);
    }
    out.member("drift", manifest::to_string(shown.drift));
    out.key("changes");
    out.begin_array();
    for (const plan::change& change : shown.changes) {
        one_change(out, change, sources, with_sides);
    }
    out.end_array();
    out.key("kept");
    out.begin_array();
    for (const plan::change& change : shown.kept) {
        one_change(out, change, sources, with_sides);
    }
    out.end_array();
    out.key("unmanaged");
    out.begin_array();
    for (const plan::unmanaged_sync& sync : shown.unmanaged) {
        out.begin_object(layout::one_line);
        out.member("sync_id", sync.sync_id);
        out.text_or_null("label", sync.label);
        out.end_object();
    }
    out.end_array();
    write_workspace_only(out, shown.only_there);
    if (rehearsed != nullptr) {
        out.key("rehearsal");
        write_rehearsal(out, *rehearsed);
    }
    write_diagnostics(out, shown.diagnostics, sources);
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
