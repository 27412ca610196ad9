#include "sandbox/world_reader.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <limits>
#include <set>

#include "sandbox/destination_reader.hpp"
#include "sandbox/document.hpp"
#include "sandbox/highest_id.hpp"
#include "sandbox/live_sync_reader.hpp"
#include "sandbox/row_builder.hpp"
#include "sandbox/settings_reader.hpp"
#include "sandbox/source_reader.hpp"
#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

/// GET /workspace: what the world states of it, and plain values for the rest.
json::object read_workspace(const node& document) {
    json::object row{
        {"id", 1}, {"name", "Sandbox"}, {"organization_id", 1}, {"created_at", "2021-10-01T00:00:00.000Z"}};
    if (const auto stated = document.find("workspace")) {
        stated->allow_only({"id", "name", "organization_id", "created_at"});
        for (const auto& member : stated->object()) {
            row[member.key()] = member.value();
        }
    }
    return row;
}

run_record read_run(const node& row, const std::set<std::int64_t>& sync_ids) {
    run_record run;
    run.id = row.require("id").integer(1, highest_id);
    const node sync_id = row.require("sync_id");
    run.sync_id = sync_id.integer();
    if (!sync_ids.contains(run.sync_id)) {
        sync_id.refuse("names no sync: " + std::to_string(run.sync_id));
    }
    static_cast<void>(row.require("created_at"));
    run.created = run.starts = moment_at(row, "created_at", 0);
    const std::string status = row.require("status").one_of(words::run_statuses);
    const bool goes_on = status == "working" || status == "queued" || status == "preparing";
    // What a file says to be going on goes on.
    run.ends = goes_on ? std::numeric_limits<instant>::max() : run.created;
    run.skipped = status == "skipped";
    if (status == "cancelled" || status == "canceled") {
        run.cancelled = run.created;
    }
    if (status == "failed") {
        run.failure = planned_failure{row.text_or("error_code", ""), row.text_or("error_message", "")};
    }
    run.json = json::serialize(row.value());
    return run;
}

template <class Record>
void sort_by_creation(std::vector<Record>& records) {
    std::sort(records.begin(), records.end(), [](const Record& left, const Record& right) {
        return left.created != right.created ? left.created < right.created : left.id < right.id;
    });
}

template <class Record>
std::int64_t next_id(const std::vector<Record>& records, std::int64_t wanted) {
    for (const Record& record : records) {
        wanted = std::max(wanted, record.id + 1);
    }
    return wanted;
}

/// Gives ids to the alerts that the file states without one.
void number_alerts(world& of) {
    std::int64_t& next = of.settings.next_alert_id;
    for (const sync_record& record : of.syncs) {
        for (const stored_alert& alert : record.sync.alerts) {
            next = std::max(next, alert.id + 1);
        }
    }
    for (sync_record& record : of.syncs) {
        for (stored_alert& alert : record.sync.alerts) {
            if (alert.id == 0) {
                alert.id = next++;
            }
        }
    }
}

void add_id(std::set<std::int64_t>& ids, const node& row, std::int64_t id) {
    if (!ids.insert(id).second) {
        row.require("id").refuse("is used twice: " + std::to_string(id));
    }
}

}  // namespace

world read_world(const json::value& document) {
    const node root{document};
    root.allow_only({"version", "settings", "workspace", "sources", "datasets", "destinations", "activations",
                     "syncs", "sync_runs"});
    const node version = root.require("version");
    if (version.integer() != 1) {
        version.refuse("must be 1");
    }

    world loaded;
    if (const auto settings = root.find("settings")) {
        read_settings(*settings, loaded.settings);
    }
    loaded.workspace = read_workspace(root);
    loaded.sources = read_sources(root);
    loaded.destinations = read_destinations(root);
    loaded.activations = read_activations(root, loaded);
    std::set<std::int64_t> sync_ids;
    if (const auto syncs = root.find("syncs")) {
        for (const node& row : syncs->items()) {
            loaded.syncs.push_back(read_live_sync(row, loaded));
            add_id(sync_ids, row, loaded.syncs.back().id);
        }
    }
    if (const auto runs = root.find("sync_runs")) {
        std::set<std::int64_t> run_ids;
        for (const node& row : runs->items()) {
            loaded.runs.push_back(read_run(row, sync_ids));
            add_id(run_ids, row, loaded.runs.back().id);
        }
    }
    number_alerts(loaded);
    sort_by_creation(loaded.syncs);
    sort_by_creation(loaded.runs);
    loaded.settings.next_sync_id = next_id(loaded.syncs, loaded.settings.next_sync_id);
    loaded.settings.next_run_id = next_id(loaded.runs, loaded.settings.next_run_id);
    // What is created now is younger than all that was there.
    if (!loaded.syncs.empty()) {
        loaded.settings.clock = std::max(loaded.settings.clock, loaded.syncs.back().created);
    }
    if (!loaded.runs.empty()) {
        loaded.settings.clock = std::max(loaded.settings.clock, loaded.runs.back().created);
    }
    return loaded;
}

}  // namespace censusctl::sandbox
