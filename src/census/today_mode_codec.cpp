#include "census/today_mode_codec.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "census/schedule_codec.hpp"
#include "json/canonical.hpp"

namespace censusctl::census {
namespace {

constexpr std::array<std::string_view, 4> known_triggers{"schedule", "dbt_cloud", "fivetran",
                                                         "sync_sequence"};

/// A trigger's object, where there is one.
template <class Take>
void if_there(const json::reader& triggers, std::string_view name, Take take) {
    if (triggers.look(name) == json::presence::present) {
        const json::reader trigger = triggers.object(name);
        take(trigger);
    }
}

model::schedule decode_nested_schedule(const json::reader& from) {
    model::schedule schedule;
    if (std::string frequency = from.text("frequency"); !frequency.empty()) {
        schedule.frequency = std::move(frequency);
    }
    schedule.day = from.text("day");
    schedule.hour = from.integer("hour");
    schedule.minute = from.integer("minute");
    schedule.cron_expression = from.text("cron_expression");
    return schedule;
}

void decode_triggers(const json::reader& from, model::live_sync& into) {
    if_there(from, "schedule",
             [&](const json::reader& schedule) { into.spec.schedule = decode_nested_schedule(schedule); });
    model::triggers& triggers = into.spec.triggers;
    if_there(from, "dbt_cloud", [&](const json::reader& job) {
        triggers.dbt_cloud_project_id = job.name_or_number("project_id");
        triggers.dbt_cloud_job_id = job.name_or_number("job_id");
    });
    if_there(from, "fivetran", [&](const json::reader& job) {
        triggers.fivetran_job_id = job.name_or_number("job_id");
        triggers.fivetran_job_name = job.text("job_name");
    });
    if_there(from, "sync_sequence",
             [&](const json::reader& parent) { triggers.sync_sequence.id = parent.id("sync_id"); });
    if (const auto* all = from.value().if_object()) {
        for (const auto& [name, value] : *all) {
            const std::string_view word(name.data(), name.size());
            if (!value.is_null() && std::ranges::find(known_triggers, word) == known_triggers.end()) {
                into.kept.triggers.emplace_back(word, json::canonical(value));
            }
        }
    }
}

void encode_schedule_trigger(json::writer& to, const model::schedule& schedule) {
    to.key("schedule").begin_object();
    to.member("frequency", schedule.frequency);
    if (schedule.frequency == "expression") {
        // Its parts are the server's own reckoning of the expression.
        to.member("cron_expression", schedule.cron_expression);
    } else {
        to.if_stated("day", schedule.day);
        to.if_stated("hour", schedule.hour);
        to.if_stated("minute", schedule.minute);
    }
    to.end_object();
}

void encode_triggers(json::writer& to, const model::triggers& triggers) {
    if (!triggers.dbt_cloud_project_id.empty() || !triggers.dbt_cloud_job_id.empty()) {
        to.key("dbt_cloud").begin_object();
        to.if_stated("project_id", triggers.dbt_cloud_project_id);
        to.if_stated("job_id", triggers.dbt_cloud_job_id);
        to.end_object();
    }
    if (!triggers.fivetran_job_id.empty() || !triggers.fivetran_job_name.empty()) {
        to.key("fivetran").begin_object();
        to.if_stated("job_id", triggers.fivetran_job_id);
        to.if_stated("job_name", triggers.fivetran_job_name);
        to.end_object();
    }
    if (triggers.sync_sequence.id) {
        to.key("sync_sequence").begin_object();
        to.member("sync_id", *triggers.sync_sequence.id);
        to.end_object();
    }
}

}  // namespace

void decode_today_mode(const json::reader& sync, model::live_sync& into) {
    if (sync.look("mode") == json::presence::present) {
        const json::reader mode = sync.object("mode");
        into.kept.mode = mode.text("type");
        if_there(mode, "triggers", [&](const json::reader& triggers) { decode_triggers(triggers, into); });
        return;
    }
    into.spec.schedule = decode_schedule(sync);
    into.spec.schedule.cron_expression = sync.text("cron_expression");
    if_there(sync, "triggers", [&](const json::reader& triggers) { decode_triggers(triggers, into); });
}

void encode_today_mode(json::writer& to, const model::sync_spec& spec, const model::kept_parts& kept) {
    to.begin_object();
    to.member("type", "triggered");
    to.key("triggers").begin_object();
    encode_schedule_trigger(to, spec.schedule);
    encode_triggers(to, spec.triggers);
    for (const auto& [name, value] : kept.triggers) {
        to.key(name).raw(value);
    }
    to.end_object();
    to.end_object();
}

}  // namespace censusctl::census
