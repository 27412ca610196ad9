#include "json/writer.hpp"
#include "report/optional_number.hpp"
#include "report/runs.hpp"
#include "text/version.hpp"

namespace censusctl::report {
namespace {

void write_run(json::writer& out, const model::sync_run& run) {
    out.begin_object();
    out.member("id", run.id);
    out.member("status", run.canceled ? "canceled" : run.status);
    out.member("ended", run.ended());
    out.member("full_sync", run.full_sync);
    out.text_or_null("created_at", run.created_at);
    out.text_or_null("completed_at", run.completed_at);
    optional_number(out, "source_record_count", run.source_record_count);
    optional_number(out, "records_processed", run.records_processed);
    optional_number(out, "records_updated", run.records_updated);
    optional_number(out, "records_failed", run.records_failed);
    optional_number(out, "records_invalid", run.records_invalid);
    out.text_or_null("error_code", run.error_code);
    out.text_or_null("error_message", run.error_message);
    out.text_or_null("error_detail", run.error_detail);
    out.text_or_null("trigger_reason", run.trigger_reason);
    out.end_object();
}

}  // namespace

std::string runs_json(const std::vector<sync_runs>& shown, const document_origin& origin) {
    json::writer out(json::layout::lines);
    out.begin_object();
    out.member("format_version", "1.0");
    out.member("tool_version", text::version());
    write_origin_members(out, origin);
    out.key("syncs").begin_array();
    for (const sync_runs& sync : shown) {
        out.begin_object();
        out.member("sync", sync.key);
        out.text_or_null("label", sync.label);
        out.member("sync_id", sync.sync_id);
        out.key("runs").begin_array();
        for (const model::sync_run& run : sync.runs) {
            write_run(out, run);
        }
        out.end_array();
        out.end_object();
    }
    out.end_array();
    out.end_object();
    return out.take();
}

}  // namespace censusctl::report
