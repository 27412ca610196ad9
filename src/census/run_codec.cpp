#include "census/run_codec.hpp"

namespace censusctl::census {

void decode_run(const json::reader& data, model::sync_run& into) {
    into.id = data.required_id("id");
    into.sync_id = data.required_id("sync_id");
    into.status = data.required_text("status");
    into.canceled = data.flag("canceled");
    into.full_sync = data.flag("full_sync");
    into.source_record_count = data.integer("source_record_count");
    into.records_processed = data.integer("records_processed");
    into.records_updated = data.integer("records_updated");
    into.records_failed = data.integer("records_failed");
    into.records_invalid = data.integer("records_invalid");
    into.created_at = data.text("created_at");
    into.updated_at = data.text("updated_at");
    into.completed_at = data.text("completed_at");
    into.scheduled_execution_time = data.text("scheduled_execution_time");
    into.error_code = data.text("error_code");
    into.error_message = data.text("error_message");
    into.error_detail = data.text("error_detail");
    if (data.look("sync_trigger_reason") == json::presence::present) {
        const json::reader reason = data.object("sync_trigger_reason");
        into.trigger_reason = reason.text("ui_detail");
    }
}

void decode_triggered_run(const json::reader& data, std::int64_t& into) {
    into = data.required_id("sync_run_id");
}

}  // namespace censusctl::census
