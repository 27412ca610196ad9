#include "report/diagnostics_json.hpp"
#include "report/drift_report.hpp"
#include "report/optional_number.hpp"
#include "report/selected.hpp"
#include "report/values.hpp"
#include "report/workspace_only.hpp"
#include "text/version.hpp"

namespace censusctl::report {
namespace {

using layout = json::layout;

/// 1.x was the document of a plan, which `drift` printed before it had one of its own.
constexpr std::string_view format_version = "2.1";

void write_summary(json::writer& out, const plan::drift_summary& counts) {
    out.key("summary");
    out.begin_object(layout::one_line);
    out.member("changed", counts.changed);
    out.member("missing", counts.missing);
    out.member("unmanaged", counts.unmanaged);
    out.member("faulty", counts.faulty);
    out.member("as_declared", counts.as_declared);
    out.member("failing", counts.failing);
    out.member("paused_though_declared_live", counts.paused_though_live);
    out.end_object();
    out.key("coverage");
    out.begin_object(layout::one_line);
    out.member("live", counts.live);
    out.member("managed", counts.managed);
    out.member("percent", std::int64_t{counts.coverage_percent()});
    out.end_object();
}

void write_fields(json::writer& out, const plan::drift_sync& sync) {
    out.key("fields");
    out.begin_array();
    for (const plan::drift_field& field : sync.fields) {
        out.begin_object(layout::one_line);
        out.member("path", to_string(field.path));
        write_member(out, "declared", field.declared);
        write_member(out, "live", field.live);
        out.text_or_null("moved", to_string(field.moved));
        if (field.base) {
            write_member(out, "base", *field.base);
        }
        out.end_object();
    }
    out.end_array();
}

void write_run(json::writer& out, const model::sync_run& run) {
    out.begin_object(layout::one_line);
    out.member("id", run.id);
    out.member("status", run.canceled ? "canceled" : run.status);
    out.text_or_null("created_at", run.created_at);
    out.text_or_null("completed_at", run.completed_at);
    optional_number(out, "records_processed", run.records_processed);
    optional_number(out, "records_failed", run.records_failed);
    optional_number(out, "records_invalid", run.records_invalid);
    out.end_object();
}

void write_runs(json::writer& out, const std::optional<plan::run_health>& runs) {
    out.key("runs");
    if (!runs) {
        out.value(nullptr);
        return;
    }
    out.begin_object();
    out.member("completed", runs->completed);
    out.member("failed", runs->failed);
    out.member("stopped", runs->stopped);
    out.member("running", runs->running);
    optional_number(out, "success_percent", runs->success_percent);
    out.member("records_processed", runs->records_processed);
    out.member("records_failed", runs->records_failed);
    out.member("records_invalid", runs->records_invalid);
    out.member("failing", runs->failing());
    out.key("error");
    if (runs->failure) {
        const model::sync_run& failed = runs->runs[*runs->failure];
        out.begin_object();
        out.member("run_id", failed.id);
        out.text_or_null("at", failed.updated_at);
        out.text_or_null("code", failed.error_code);
        out.text_or_null("message", failed.error_message);
        out.text_or_null("detail", failed.error_detail);
        out.end_object();
    } else {
        out.value(nullptr);
    }
    out.key("newest");
    out.begin_array();
    for (const model::sync_run& run : runs->runs) {
        write_run(out, run);
    }
    out.end_array();
    out.end_object();
}

void write_sync(json::writer& out, const plan::drift_sync& sync, const diagnostics::source_map& sources) {
    out.begin_object();
    out.member("state", to_string(sync.state));
    out.text_or_null("sync", sync.key);
    out.text_or_null("label", sync.label);
    optional_number(out, "sync_id", sync.sync_id);
    out.key("source");
    out.begin_object(layout::one_line);
    write_place(out, sync.source, sources);
    out.end_object();
    out.text_or_null("updated_at", sync.updated_at);
    out.text_or_null("moved", to_string(sync.moved));
    out.member("paused_though_declared_live", sync.paused_though_live);
    out.if_stated("not_understood", sync.not_understood);
    out.key("lineage");
    out.begin_object();
    out.text_or_null("source", sync.ends.source);
    out.text_or_null("source_object", sync.ends.source_object);
    out.text_or_null("destination", sync.ends.destination);
    out.text_or_null("destination_object", sync.ends.destination_object);
    out.end_object();
    write_fields(out, sync);
    write_runs(out, sync.runs);
    out.end_object();
}

}  // namespace

std::string drift_json(const plan::drift& shown, const diagnostics::source_map& sources) {
    json::writer out(json::layout::lines);
    out.begin_object();
    out.member("format_version", format_version);
    out.member("tool_version", text::version());
    out.key("workspace");
    out.begin_object(layout::one_line);
    out.member("base_url", shown.base_url);
    out.member("api", shown.api);
    out.text_or_null("environment", shown.environment);
    out.end_object();
    write_selection(out, shown.selected);
    out.text_or_null("base", shown.base);
    out.member("runs_read", shown.runs_read);
    out.key("only");
    if (shown.only.empty()) {
        out.value(nullptr);
    } else {
        out.begin_array();
        for (const std::string& kind : shown.only) {
            out.value(kind);
        }
        out.end_array();
    }
    write_summary(out, shown.counts);
    out.key("syncs");
    out.begin_array();
    for (const plan::drift_sync& sync : shown.syncs) {
        write_sync(out, sync, sources);
    }
    out.end_array();
    write_workspace_only(out, shown.only_there);
    write_diagnostics(out, shown.diagnostics, sources);
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
