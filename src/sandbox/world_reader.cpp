#include "sandbox/world_reader.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <limits>
#include <set>

#include "sandbox/connection_reader.hpp"
#include "sandbox/document.hpp"
#include "sandbox/sync_document.hpp"
#include "sandbox/sync_draft.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

constexpr std::int64_t most_seconds = 366LL * 24 * 3600;

instant moment_of(const node& value) {
    const auto moment = read_instant(value.text());
    if (!moment) {
        value.refuse("must be a time such as \"2021-11-01T00:00:00.000Z\"");
    }
    return *moment;
}

world_settings read_settings(const node& document) {
    world_settings settings;
    const auto given = document.find("settings");
    if (!given) {
        return settings;
    }
    given->allow_only(
        {"clock", "tick", "run_duration", "constants", "mapping_order", "next_sync_id", "next_run_id"});
    if (const auto clock = given->find("clock")) {
        settings.clock = moment_of(*clock);
    }
    if (const auto tick = given->find("tick")) {
        settings.tick = tick->integer(0, most_seconds) * 1000;
    }
    if (const auto duration = given->find("run_duration")) {
        settings.run_duration = duration->integer(0, most_seconds) * 1000;
    }
    if (const auto constants = given->find("constants")) {
        settings.constants_as_strings =
            constants->one_of(std::initializer_list<std::string_view>{"strings", "as_sent"}) == "strings";
    }
    if (const auto order = given->find("mapping_order")) {
        settings.shuffle_mappings =
            order->one_of(std::initializer_list<std::string_view>{"shuffled", "as_sent"}) == "shuffled";
    }
    if (const auto next = given->find("next_sync_id")) {
        settings.next_sync_id = next->integer(1, highest_id);
    }
    if (const auto next = given->find("next_run_id")) {
        settings.next_run_id = next->integer(1, highest_id);
    }
    return settings;
}

sync_record read_live_sync(const node& row, const world& metadata) {
    row.allow_only({"id", "label", "schedule_frequency", "schedule_day", "schedule_hour", "schedule_minute",
                    "created_at", "updated_at", "operation", "paused", "status", "lead_union_insert_to",
                    "trigger_on_dbt_cloud_rebuild", "field_behavior", "field_normalization",
                    "source_attributes", "destination_attributes", "mappings"});
    const std::int64_t id = row.require("id").integer(1, highest_id);
    const auto created_at = row.find("created_at");
    const auto updated_at = row.find("updated_at");
    const instant created = created_at ? moment_of(*created_at) : metadata.settings.clock;
    const instant updated = updated_at ? moment_of(*updated_at) : created;
    sync_draft draft = read_sync(row, metadata, spelling::world_file);
    const node shown_source = row.require("source_attributes").require("data_source");
    data_source reads = *draft.reads;
    // A sync shows the model as it was when it was read; a file may state that.
    for (const auto& member : shown_source.object()) {
        reads.row[member.key()] = member.value();
    }
    draft.reads = &reads;
    return make_sync(draft, metadata.settings, id, created, updated);
}

run_record read_run(const node& row, const std::set<std::int64_t>& sync_ids) {
    run_record run;
    run.id = row.require("id").integer(1, highest_id);
    const node sync_id = row.require("sync_id");
    run.sync_id = sync_id.integer();
    if (!sync_ids.contains(run.sync_id)) {
        sync_id.refuse("names no sync: " + std::to_string(run.sync_id));
    }
    run.created = moment_of(row.require("created_at"));
    const std::string status = row.require("status").one_of(
        std::initializer_list<std::string_view>{"working", "completed", "failed"});
    // What a file says to be working goes on working.
    run.ends = status == "working" ? std::numeric_limits<instant>::max() : run.created;
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

void add_id(std::set<std::int64_t>& ids, const node& row, std::int64_t id) {
    if (!ids.insert(id).second) {
        row.require("id").refuse("is used twice: " + std::to_string(id));
    }
}

}  // namespace

world read_world(const json::value& document) {
    const node root{document};
    root.allow_only({"version", "settings", "sources", "destinations", "syncs", "sync_runs"});
    const node version = root.require("version");
    if (version.integer() != 1) {
        version.refuse("must be 1");
    }

    world made;
    made.settings = read_settings(root);
    made.sources = read_sources(root);
    made.destinations = read_destinations(root);
    std::set<std::int64_t> sync_ids;
    if (const auto syncs = root.find("syncs")) {
        for (const node& row : syncs->items()) {
            made.syncs.push_back(read_live_sync(row, made));
            add_id(sync_ids, row, made.syncs.back().id);
        }
    }
    if (const auto runs = root.find("sync_runs")) {
        std::set<std::int64_t> run_ids;
        for (const node& row : runs->items()) {
            made.runs.push_back(read_run(row, sync_ids));
            add_id(run_ids, row, made.runs.back().id);
        }
    }
    sort_by_creation(made.syncs);
    sort_by_creation(made.runs);
    made.settings.next_sync_id = next_id(made.syncs, made.settings.next_sync_id);
    made.settings.next_run_id = next_id(made.runs, made.settings.next_run_id);
    // What is created now is younger than all that was there.
    if (!made.syncs.empty()) {
        made.settings.clock = std::max(made.settings.clock, made.syncs.back().created);
    }
    if (!made.runs.empty()) {
        made.settings.clock = std::max(made.settings.clock, made.runs.back().created);
    }
    return made;
}

}  // namespace censusctl::sandbox
