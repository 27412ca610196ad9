#include "sandbox/v1_mode_reader.hpp"

#include <algorithm>
#include <boost/json/object.hpp>

#include "sandbox/cron_text.hpp"
#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

void check_trigger(std::string_view kind, const node& trigger, const world& metadata, spelling accepted) {
    if (kind == "dbt_cloud") {
        static_cast<void>(trigger.require("project_id").text());
        static_cast<void>(trigger.require("job_id").text());
    } else if (kind == "fivetran") {
        static_cast<void>(trigger.require("job_id").text());
        static_cast<void>(trigger.text_or("job_name", ""));
    } else if (kind == "sync_sequence" && accepted == spelling::request) {
        const node id = trigger.require("sync_id");
        const std::int64_t wanted = read_v1_id(id);
        const bool exists = std::any_of(metadata.syncs.begin(), metadata.syncs.end(),
                                        [&](const sync_record& known) { return known.id == wanted; });
        if (!exists) {
            id.refuse("names no sync: " + std::to_string(wanted));
        }
    }
}

/// The id as a number, whichever way it came.
json::value with_plain_id(const node& trigger) {
    json::object plain = trigger.object();
    plain["sync_id"] = read_v1_id(trigger.require("sync_id"));
    return json::value(std::move(plain));
}

stored_schedule read_schedule(const node& schedule, spelling accepted) {
    stored_schedule read;
    read.frequency = schedule.require("frequency").one_of(words::frequencies_today);
    if (const auto day = schedule.find("day")) {
        read.day = day->one_of(words::days);
    }
    if (const auto hour = schedule.find("hour")) {
        read.hour = hour->integer(0, 24);
    }
    if (const auto minute = schedule.find("minute")) {
        read.minute = minute->integer(0, 59);
    }
    if (read.frequency == "expression") {
        const node cron = schedule.require("cron_expression");
        const std::string text = cron.text();
        if (!is_cron(text)) {
            cron.refuse("is no cron expression of five fields: '" + text + "'");
        }
        return computed_parts(text);
    }
    if (read.frequency == "weekly" && read.day.empty() && accepted == spelling::request) {
        throw document_error{schedule.path() + ".day", "is missing: a weekly schedule needs one"};
    }
    if (read.frequency == "weekly" || read.frequency == "daily") {
        read.hour = read.hour.value_or(0);
        read.minute = read.minute.value_or(0);
    }
    if (read.frequency == "hourly") {
        read.hour = read.hour.value_or(0);
        read.minute = read.minute.value_or(0);
    }
    return read;
}

}  // namespace

void read_triggers(const node& triggers, const world& metadata, spelling accepted, stored_sync& into) {
    const json::object before = std::move(into.triggers);
    into.triggers = json::object{};
    for (const auto& member : triggers.object()) {
        const std::string kind{member.key().data(), member.key().size()};
        const auto trigger = triggers.find(kind);
        if (kind == "schedule" || !trigger) {
            continue;
        }
        const bool known = kind == "dbt_cloud" || kind == "fivetran" || kind == "sync_sequence";
        if (!known && accepted == spelling::request && !before.contains(kind)) {
            continue;
        }
        check_trigger(kind, *trigger, metadata, accepted);
        into.triggers[kind] = kind == "sync_sequence" ? with_plain_id(*trigger) : trigger->value();
    }
}

void read_v1_mode(const node& mode, const world& metadata, spelling accepted, stored_sync& into) {
    const node type = mode.require("type");
    into.live = type.one_of(std::initializer_list<std::string_view>{"triggered", "live"}) == "live";
    if (into.live && accepted == spelling::request) {
        type.refuse("live is not offered any more");
    }
    into.schedule = stored_schedule{};
    into.trigger_on_dbt_cloud_rebuild = false;
    const auto triggers = mode.find("triggers");
    if (!triggers) {
        into.triggers.clear();
        return;
    }
    if (const auto schedule = triggers->find("schedule")) {
        into.schedule = read_schedule(*schedule, accepted);
    }
    read_triggers(*triggers, metadata, accepted, into);
}

}  // namespace censusctl::sandbox
