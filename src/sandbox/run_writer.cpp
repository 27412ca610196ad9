#include "sandbox/run_writer.hpp"

#include <boost/json/serialize.hpp>

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

/// The counts of a run: known when it has completed; a failed one shows what it had read.
class run_counts {
public:
    run_counts(const run_record& run, run_state state)
        : run_(run), completed_(state == run_state::completed), failed_(state == run_state::failed) {}

    [[nodiscard]] json::value when_completed(std::int64_t count) const {
        return completed_ ? json::value(count) : json::value(nullptr);
    }
    [[nodiscard]] json::value read() const {
        return completed_ || failed_ ? json::value(run_.source_record_count) : json::value(nullptr);
    }
    [[nodiscard]] std::int64_t updated() const {
        return run_.source_record_count - run_.records_invalid - run_.records_failed;
    }

private:
    const run_record& run_;
    bool completed_;
    bool failed_;
};

json::value text_if(bool stated, const std::string& text) {
    return stated ? json::value(json::string(text)) : json::value(nullptr);
}

void write_errors(const run_record& run, run_state state, json::object& row) {
    const bool failed = state == run_state::failed && run.failure.has_value();
    const std::string code = failed ? run.failure->error_code : std::string();
    const std::string message = failed ? run.failure->error_message : std::string();
    row["error_code"] = text_if(failed, code);
    row["error_message"] = text_if(failed, message);
    row["error_detail"] = text_if(failed, message);
}

void write_times(const run_record& run, run_state state, json::object& row) {
    const bool goes_on = state == run_state::queued || state == run_state::working;
    row["created_at"] = to_text(run.created);
    row["updated_at"] = to_text(goes_on ? run.created : run.ends);
    row["completed_at"] = text_if(state == run_state::completed, to_text(run.ends));
    row["scheduled_execution_time"] = nullptr;
}

json::object trigger_reason() {
    return json::object{{"ui_tag", "API"}, {"ui_detail", "Triggered by an API request"}};
}

json::object row_of_2021(const run_record& run, run_state state) {
    const run_counts counts{run, state};
    const bool completed = state == run_state::completed;
    json::object row;
    row["id"] = run.id;
    row["sync_id"] = run.sync_id;
    row["source_record_count"] = counts.read();
    row["records_processed"] = counts.when_completed(run.source_record_count);
    row["records_updated"] = counts.when_completed(counts.updated());
    row["records_failed"] = counts.when_completed(run.records_failed);
    row["records_invalid"] = completed ? run.records_invalid : 0;
    write_times(run, state, row);
    write_errors(run, state, row);
    const bool goes_on = state == run_state::queued || state == run_state::working;
    row["status"] = goes_on ? "working" : (completed ? "completed" : "failed");
    if (!completed) {
        row["current_step"] = "Running sync";
    }
    row["canceled"] = state == run_state::cancelled;
    row["full_sync"] = run.full_sync;
    row["sync_trigger_reason"] = trigger_reason();
    return row;
}

std::string word_of(run_state state, const world_settings& settings) {
    switch (state) {
        case run_state::queued:
            return "queued";
        case run_state::working:
            return "working";
        case run_state::completed:
            return "completed";
        case run_state::failed:
            return "failed";
        case run_state::skipped:
            return "skipped";
        case run_state::cancelled:
            return settings.cancelled_word;
    }
    return "unknown";
}

json::object row_of_today(const run_record& run, run_state state, const world_settings& settings) {
    const run_counts counts{run, state};
    json::object row;
    row["id"] = run.id;
    row["sync_id"] = run.sync_id;
    row["status"] = word_of(state, settings);
    row["full_sync"] = run.full_sync;
    row["canceled"] = state == run_state::cancelled;
    row["source_record_count"] = counts.read();
    row["source_record_updates"] = counts.when_completed(run.source_record_count);
    row["source_record_deletes"] = counts.when_completed(0);
    row["source_record_invalids"] = counts.when_completed(run.records_invalid);
    row["records_invalid"] = counts.when_completed(run.records_invalid);
    row["records_processed"] = counts.when_completed(run.source_record_count - run.records_invalid);
    row["records_updated"] = counts.when_completed(counts.updated());
    row["records_failed"] = counts.when_completed(run.records_failed);
    write_times(run, state, row);
    write_errors(run, state, row);
    if (state == run_state::working || state == run_state::failed) {
        row["current_step"] = "Running sync";
    }
    row["sync_trigger_reason"] = trigger_reason();
    return row;
}

}  // namespace

run_state state_of(const run_record& run, instant now) {
    if (run.skipped) {
        return run_state::skipped;
    }
    if (run.cancelled) {
        return run_state::cancelled;
    }
    if (now < run.starts) {
        return run_state::queued;
    }
    if (now < run.ends) {
        return run_state::working;
    }
    return run.failure ? run_state::failed : run_state::completed;
}

std::string run_json(const run_record& run, instant now, generation spoken, const world_settings& settings) {
    if (!run.json.empty()) {
        return run.json;
    }
    const run_state state = state_of(run, now);
    return json::serialize(spoken == generation::of_2021 ? row_of_2021(run, state)
                                                         : row_of_today(run, state, settings));
}

}  // namespace censusctl::sandbox
