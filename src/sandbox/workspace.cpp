#include "sandbox/workspace.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "sandbox/connection_reader.hpp"
#include "sandbox/document.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

std::string sync_line(const sync_record& sync) {
    json::object line;
    line["clock"] = sync.created;
    line["source_id"] = sync.source_id;
    line["data_source_type"] = sync.data_source_type;
    line["data_source_id"] = sync.data_source_id;
    line["destination_id"] = sync.destination_id;
    line["object"] = sync.object;
    line["sync_id"] = sync.id;
    // The sync itself goes in as text, so that it comes back byte for byte.
    line["sync"] = sync.json;
    return json::serialize(line);
}

sync_record read_sync_line(const node& line) {
    sync_record sync;
    sync.id = line.require("sync_id").integer(1, highest_id);
    sync.created = line.require("clock").integer();
    sync.source_id = line.require("source_id").integer();
    sync.data_source_type = line.require("data_source_type").text();
    sync.data_source_id = line.require("data_source_id").integer();
    sync.destination_id = line.require("destination_id").integer();
    sync.object = line.require("object").text();
    sync.json = line.require("sync").text();
    return sync;
}

std::string run_line(const run_record& run) {
    json::object line;
    line["clock"] = run.created;
    line["run"] = run.id;
    line["sync_id"] = run.sync_id;
    line["ends"] = run.ends;
    line["records"] = run.source_record_count;
    line["records_invalid"] = run.records_invalid;
    line["records_failed"] = run.records_failed;
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
    run.ends = line.require("ends").integer();
    run.source_record_count = line.require("records").integer();
    run.records_invalid = line.require("records_invalid").integer();
    run.records_failed = line.require("records_failed").integer();
    if (line.find("error_code")) {
        run.failure =
            planned_failure{line.require("error_code").text(), line.require("error_message").text()};
    }
    return run;
}

}  // namespace

workspace::workspace(world made) : world_(std::move(made)) {
    for (std::size_t i = 0; i < world_.syncs.size(); ++i) {
        index_sync(i);
    }
    for (std::size_t i = 0; i < world_.runs.size(); ++i) {
        index_run(i);
    }
}

void workspace::index_sync(std::size_t place) {
    sync_places_[world_.syncs[place].id] = place;
}

void workspace::index_run(std::size_t place) {
    run_places_[world_.runs[place].id] = place;
    runs_by_sync_[world_.runs[place].sync_id].push_back(place);
}

const sync_record* workspace::find_sync(std::int64_t id) const {
    const auto found = sync_places_.find(id);
    return found == sync_places_.end() ? nullptr : &world_.syncs[found->second];
}

const run_record* workspace::find_run(std::int64_t id) const {
    const auto found = run_places_.find(id);
    return found == run_places_.end() ? nullptr : &world_.runs[found->second];
}

std::vector<const run_record*> workspace::runs_of(std::int64_t sync_id) const {
    std::vector<const run_record*> runs;
    if (const auto found = runs_by_sync_.find(sync_id); found != runs_by_sync_.end()) {
        runs.reserve(found->second.size());
        for (const std::size_t place : found->second) {
            runs.push_back(&world_.runs[place]);
        }
    }
    return runs;
}

bool workspace::is_running(std::int64_t sync_id) const {
    const auto found = runs_by_sync_.find(sync_id);
    return found != runs_by_sync_.end() && now() < world_.runs[found->second.back()].ends;
}

const sync_record& workspace::add_sync(sync_record made) {
    if (journal_) {
        journal_(sync_line(made));
    }
    world_.settings.next_sync_id = std::max(world_.settings.next_sync_id, made.id + 1);
    world_.syncs.push_back(std::move(made));
    index_sync(world_.syncs.size() - 1);
    return world_.syncs.back();
}

void workspace::remove_sync(std::int64_t id) {
    if (find_sync(id) == nullptr) {
        return;
    }
    if (journal_) {
        journal_(json::serialize(json::object{{"clock", now()}, {"removed_sync", id}}));
    }
    std::erase_if(world_.syncs, [id](const sync_record& sync) { return sync.id == id; });
    sync_places_.clear();
    for (std::size_t i = 0; i < world_.syncs.size(); ++i) {
        index_sync(i);
    }
}

void workspace::copy_sync(std::int64_t id) {
    const sync_record* original = find_sync(id);
    if (original == nullptr) {
        return;
    }
    sync_record copy = *original;
    copy.id = next_sync_id();
    copy.created = now();
    json::object shown = json::parse(original->json).get_object();
    shown["id"] = copy.id;
    shown["created_at"] = shown["updated_at"] = to_text(copy.created);
    copy.json = json::serialize(shown);
    add_sync(std::move(copy));
}

void workspace::append_run(run_record run) {
    world_.settings.next_run_id = std::max(world_.settings.next_run_id, run.id + 1);
    world_.runs.push_back(std::move(run));
    index_run(world_.runs.size() - 1);
}

const run_record& workspace::start_run(const sync_record& of) {
    run_record run;
    run.id = world_.settings.next_run_id;
    run.sync_id = of.id;
    run.created = now();
    run.ends = now() + world_.settings.run_duration;
    const data_source* reads = world_.find_data_source(of.source_id, of.data_source_type, of.data_source_id);
    if (reads != nullptr) {
        run.source_record_count = reads->records;
        run.records_invalid = reads->records_invalid;
        run.records_failed = reads->records_failed;
        run.failure = reads->fail_runs;
    }
    const destination* into = world_.find_destination(of.destination_id);
    const destination_object* object = into == nullptr ? nullptr : into->find_object(of.object);
    if (!run.failure && object != nullptr) {
        run.failure = object->fail_runs;
    }
    if (journal_) {
        journal_(run_line(run));
    }
    append_run(std::move(run));
    return world_.runs.back();
}

void workspace::restore(std::string_view line) {
    boost::system::error_code error;
    const json::value parsed = json::parse(line, error);
    if (error) {
        throw document_error{"", "is not JSON"};
    }
    const node root{parsed};
    const instant clock = root.require("clock").integer();
    if (root.find("sync")) {
        add_sync(read_sync_line(root));
    } else if (root.find("run")) {
        append_run(read_run_line(root));
    } else if (root.find("removed_sync")) {
        remove_sync(root.require("removed_sync").integer(1, highest_id));
    }
    world_.settings.clock = std::max(world_.settings.clock, clock);
}

std::string workspace::clock_line() const {
    return json::serialize(json::object{{"clock", now()}});
}

}  // namespace censusctl::sandbox
