#include "sandbox/workspace.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "sandbox/document.hpp"
#include "sandbox/highest_id.hpp"
#include "sandbox/journal_line.hpp"
#include "sandbox/settings_reader.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

/// The key of the first refresh: any number; the reference shows this one.
constexpr std::int64_t first_refresh_key = 1'647'978'948;

}  // namespace

workspace::workspace(world served) : world_(std::move(served)) {
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

const run_record* workspace::going_on(std::int64_t sync_id) const {
    const auto found = runs_by_sync_.find(sync_id);
    if (found == runs_by_sync_.end()) {
        return nullptr;
    }
    // One at a time goes on, and those that were skipped for it stand behind it.
    for (std::size_t i = found->second.size(); i > 0; --i) {
        const run_record& run = world_.runs[found->second[i - 1]];
        if (!run.skipped) {
            return !run.cancelled && now() < run.ends ? &run : nullptr;
        }
    }
    return nullptr;
}

void workspace::number_alerts(stored_sync& sync) {
    for (stored_alert& alert : sync.alerts) {
        if (alert.id == 0) {
            alert.id = world_.settings.next_alert_id++;
        }
    }
}

const sync_record& workspace::add_sync(sync_record created) {
    number_alerts(created.sync);
    if (journal_) {
        journal_(sync_line(created, now()));
    }
    world_.settings.next_sync_id = std::max(world_.settings.next_sync_id, created.id + 1);
    world_.syncs.push_back(std::move(created));
    index_sync(world_.syncs.size() - 1);
    return world_.syncs.back();
}

const sync_record& workspace::replace_sync(sync_record changed) {
    number_alerts(changed.sync);
    if (journal_) {
        journal_(sync_line(changed, now()));
    }
    sync_record& place = world_.syncs[sync_places_.at(changed.id)];
    place = std::move(changed);
    return place;
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
    copy.created = copy.updated = now();
    copy.sync.resource_identifier += "-" + std::to_string(copy.id);
    for (stored_alert& alert : copy.sync.alerts) {
        alert.id = 0;
    }
    if (copy.spelt) {
        copy.spelt->changed = {"id", "created_at", "updated_at", "resource_identifier", "alert_attributes"};
    }
    add_sync(std::move(copy));
}

void workspace::append_run(run_record run) {
    world_.settings.next_run_id = std::max(world_.settings.next_run_id, run.id + 1);
    world_.runs.push_back(std::move(run));
    index_run(world_.runs.size() - 1);
}

const run_record& workspace::start_run(const sync_record& of, bool full) {
    run_record run;
    run.id = world_.settings.next_run_id;
    run.sync_id = of.id;
    run.created = now();
    run.starts = run.created + world_.settings.queue_duration;
    run.ends = run.starts + world_.settings.run_duration;
    run.full_sync = full;
    if (going_on(of.id) != nullptr) {
        run.skipped = true;
        run.starts = run.ends = run.created;
    }
    const data_source* reads =
        world_.find_data_source(of.sync.source_id, of.sync.object_type, of.sync.object_id);
    if (reads != nullptr) {
        run.source_record_count = reads->records;
        run.records_invalid = reads->records_invalid;
        run.records_failed = reads->records_failed;
        run.failure = reads->fail_runs;
    }
    const destination* into = world_.find_destination(of.sync.destination_id);
    const destination_object* object = into == nullptr ? nullptr : into->find_object(of.sync.object);
    if (!run.failure && object != nullptr) {
        run.failure = object->fail_runs;
    }
    if (journal_) {
        journal_(run_line(run));
    }
    append_run(std::move(run));
    return world_.runs.back();
}

bool workspace::cancel_run(std::int64_t id) {
    const run_record* found = find_run(id);
    if (found == nullptr || going_on(found->sync_id) != found) {
        return false;
    }
    if (journal_) {
        journal_(json::serialize(json::object{{"clock", now()}, {"cancelled_run", id}}));
    }
    run_record& run = world_.runs[run_places_.at(id)];
    run.cancelled = now();
    run.ends = now();
    run.json.clear();
    return true;
}

std::int64_t workspace::start_refresh() {
    const std::int64_t key = first_refresh_key + static_cast<std::int64_t>(refreshes_.size());
    refreshes_[key] = 0;
    return key;
}

std::optional<bool> workspace::refresh_is_done(std::int64_t key) {
    const auto found = refreshes_.find(key);
    return found == refreshes_.end() ? std::nullopt : std::optional<bool>(++found->second > 1);
}

void workspace::change_setting(std::string_view text) {
    set_setting(text, world_.settings);
}

void workspace::restore_sync(sync_record record) {
    for (const stored_alert& alert : record.sync.alerts) {
        world_.settings.next_alert_id = std::max(world_.settings.next_alert_id, alert.id + 1);
    }
    if (find_sync(record.id) == nullptr) {
        add_sync(std::move(record));
    } else {
        replace_sync(std::move(record));
    }
}

void workspace::restore(std::string_view line) {
    boost::system::error_code error;
    const json::value parsed = json::parse(line, error);
    if (error) {
        throw document_error{"", "is not JSON"};
    }
    const node root{parsed};
    const instant clock = root.require("clock").integer();
    world_.settings.clock = std::max(world_.settings.clock, clock);
    if (root.find("sync")) {
        restore_sync(read_sync_line(root, world_));
    } else if (root.find("run")) {
        append_run(read_run_line(root));
    } else if (root.find("removed_sync")) {
        remove_sync(root.require("removed_sync").integer(1, highest_id));
    } else if (root.find("cancelled_run")) {
        cancel_run(root.require("cancelled_run").integer(1, highest_id));
    }
}

std::string workspace::clock_line() const {
    return json::serialize(json::object{{"clock", now()}});
}

}  // namespace censusctl::sandbox
