#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sandbox/workspace.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

std::string run_json(const run_record& run, instant now) {
    if (!run.json.empty()) {
        return run.json;
    }
    const bool working = now < run.ends;
    const bool failed = !working && run.failure.has_value();
    const bool completed = !working && !failed;
    json::object row;
    row["id"] = run.id;
    row["sync_id"] = run.sync_id;
    // Counts are known when a run has completed; a failed one shows what it had read.
    const std::int64_t processed = run.source_record_count;
    const auto when_completed = [completed](std::int64_t count) {
        return completed ? json::value(count) : json::value(nullptr);
    };
    row["source_record_count"] = working ? json::value(nullptr) : json::value(processed);
    row["records_processed"] = when_completed(processed);
    row["records_updated"] = when_completed(processed - run.records_invalid - run.records_failed);
    row["records_failed"] = when_completed(run.records_failed);
    row["records_invalid"] = completed ? run.records_invalid : 0;
    row["created_at"] = to_text(run.created);
    row["updated_at"] = to_text(working ? run.created : run.ends);
    row["completed_at"] = completed ? json::value(to_text(run.ends)) : json::value(nullptr);
    row["scheduled_execution_time"] = nullptr;
    row["error_code"] = failed ? json::value(run.failure->error_code) : json::value(nullptr);
    row["error_message"] = failed ? json::value(run.failure->error_message) : json::value(nullptr);
    row["error_detail"] = failed ? json::value(run.failure->error_message) : json::value(nullptr);
    row["status"] = working ? "working" : (failed ? "failed" : "completed");
    if (!completed) {
        row["current_step"] = "Running sync";
    }
    row["canceled"] = false;
    row["full_sync"] = true;
    row["sync_trigger_reason"] =
        json::object{{"ui_tag", "API"}, {"ui_detail", "Triggered by an API request"}};
    return json::serialize(row);
}

}  // namespace censusctl::sandbox
