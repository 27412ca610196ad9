#include "sandbox/journal_line.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sandbox/highest_id.hpp"
#include "sandbox/live_sync_reader.hpp"
#include "sandbox/stored_sync_json.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

std::string sync_line(const sync_record& record, instant now) {
    json::object line;
    line["clock"] = now;
    line["sync_id"] = record.id;
    line["created"] = record.created;
    line["updated"] = record.updated;
    line["sync"] = to_json(record.sync);
    return json::serialize(line);
}

sync_record read_sync_line(const node& line, const world& metadata) {
    const node sync = line.require("sync");
    if (sync.value().is_string()) {
        const json::value row = json::parse(sync.text());
        sync_record record = read_live_sync(node{row, sync.path()}, metadata);
        record.id = line.require("sync_id").integer(1, highest_id);
        return record;
    }
    sync_record record;
    record.id = line.require("sync_id").integer(1, highest_id);
    record.created = line.require("created").integer();
    record.updated = line.require("updated").integer();
    record.sync = read_stored_sync(sync);
    return record;
}

std::string run_line(const run_record& run) {
    json::object line;
    line["clock"] = run.created;
    line["run"] = run.id;
    line["sync_id"] = run.sync_id;
    line["starts"] = run.starts;
    line["ends"] = run.ends;
    line["records"] = run.source_record_count;
    line["records_invalid"] = run.records_invalid;
    line["records_failed"] = run.records_failed;
    line["full"] = run.full_sync;
    if (run.skipped) {
        line["skipped"] = true;
    }
    if (run.failure) {
        line["error_code"] = run.failure->error_code;
        line["error_message"] = run.failure->error_message;
    }
    return json::serialize(line);
}

run_record read_run_line(const node& line) {
    run_record run;
    run.id = line.require("run").integer(1, highest_id);
    run.sync_id = line.require("sync_id").integer();
    run.created = line.require("clock").integer();
    const auto starts = line.find("starts");
    run.starts = starts ? starts->integer() : run.created;
    run.ends = line.require("ends").integer();
    run.source_record_count = line.require("records").integer();
    run.records_invalid = line.require("records_invalid").integer();
    run.records_failed = line.require("records_failed").integer();
    run.full_sync = line.flag("full", true);
    run.skipped = line.flag("skipped", false);
    if (line.find("error_code")) {
        run.failure =
            planned_failure{line.require("error_code").text(), line.require("error_message").text()};
    }
    return run;
}

}  // namespace censusctl::sandbox
