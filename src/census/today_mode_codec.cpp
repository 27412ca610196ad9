#include "census/today_mode_codec.hpp"

#include <array>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "census/kept_members.hpp"
#include "census/schedule_codec.hpp"
#include "json/canonical.hpp"

namespace censusctl::census {
namespace {

using model::kept_place;

// The names that are known, of each part that is replaced whole.
constexpr std::array<std::string_view, 2> of_mode{"type", "triggers"};
constexpr std::array<std::string_view, 4> of_triggers{"schedule", "dbt_cloud", "fivetran", "sync_sequence"};
constexpr std::array<std::string_view, 5> of_schedule{"frequency", "day", "hour", "minute",
                                                      "cron_expression"};
constexpr std::array<std::string_view, 2> of_dbt_cloud{"project_id", "job_id"};
constexpr std::array<std::string_view, 2> of_fivetran{"job_id", "job_name"};
constexpr std::array<std::string_view, 1> of_sync_sequence{"sync_id"};

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

/// A kind that is known, of a shape that is not, is kept whole: it says none of what makes it one.
void keep_whole(const json::reader& trigger, std::string_view name, model::kept_parts& kept) {
    const auto* members = trigger.value().if_object();
    if (members != nullptr && !members->empty()) {
        kept.members.push_back(
            {kept_place::triggers, {}, std::string(name), json::canonical(trigger.value())});
    }
}

bool has_dbt_cloud(const model::triggers& triggers) {
    return !triggers.dbt_cloud_project_id.empty() || !triggers.dbt_cloud_job_id.empty();
}

bool has_fivetran(const model::triggers& triggers) {
    return !triggers.fivetran_job_id.empty() || !triggers.fivetran_job_name.empty();
}

/// Whether a request says this trigger by what the spec has.
bool is_said(const model::triggers& triggers, std::string_view name) {
    return (name == "dbt_cloud" && has_dbt_cloud(triggers)) ||
           (name == "fivetran" && has_fivetran(triggers)) ||
           (name == "sync_sequence" && triggers.sync_sequence.id);
}

void decode_triggers(const json::reader& from, model::live_sync& into) {
    if_there(from, "schedule", [&](const json::reader& schedule) {
        into.spec.schedule = decode_nested_schedule(schedule);
        keep_unknown(schedule, of_schedule, kept_place::schedule, {}, into.kept);
    });
    model::triggers& triggers = into.spec.triggers;
    if_there(from, "dbt_cloud", [&](const json::reader& job) {
        triggers.dbt_cloud_project_id = job.name_or_number("project_id");
        triggers.dbt_cloud_job_id = job.name_or_number("job_id");
        if (has_dbt_cloud(triggers)) {
            keep_unknown(job, of_dbt_cloud, kept_place::dbt_cloud, {}, into.kept);
        } else {
            keep_whole(job, "dbt_cloud", into.kept);
        }
    });
    if_there(from, "fivetran", [&](const json::reader& job) {
        triggers.fivetran_job_id = job.name_or_number("job_id");
        triggers.fivetran_job_name = job.text("job_name");
        if (has_fivetran(triggers)) {
            keep_unknown(job, of_fivetran, kept_place::fivetran, {}, into.kept);
        } else {
            keep_whole(job, "fivetran", into.kept);
        }
    });
    if_there(from, "sync_sequence", [&](const json::reader& parent) {
        triggers.sync_sequence.id = parent.id("sync_id");
        if (triggers.sync_sequence.id) {
            keep_unknown(parent, of_sync_sequence, kept_place::sync_sequence, {}, into.kept);
        } else {
            keep_whole(parent, "sync_sequence", into.kept);
        }
    });
    keep_unknown(from, of_triggers, kept_place::triggers, {}, into.kept);
}

void encode_schedule_trigger(json::writer& to, const model::schedule& schedule,
                             const model::kept_parts& kept) {
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
    write_kept(to, kept, kept_place::schedule);
    to.end_object();
}

void encode_triggers(json::writer& to, const model::triggers& triggers, const model::kept_parts& kept) {
    if (has_dbt_cloud(triggers)) {
        to.key("dbt_cloud").begin_object();
        to.if_stated("project_id", triggers.dbt_cloud_project_id);
        to.if_stated("job_id", triggers.dbt_cloud_job_id);
        write_kept(to, kept, kept_place::dbt_cloud);
        to.end_object();
    }
    if (has_fivetran(triggers)) {
        to.key("fivetran").begin_object();
        to.if_stated("job_id", triggers.fivetran_job_id);
        to.if_stated("job_name", triggers.fivetran_job_name);
        write_kept(to, kept, kept_place::fivetran);
        to.end_object();
    }
    if (triggers.sync_sequence.id) {
        to.key("sync_sequence").begin_object();
        to.member("sync_id", *triggers.sync_sequence.id);
        write_kept(to, kept, kept_place::sync_sequence);
        to.end_object();
    }
}

}  // namespace

void decode_today_mode(const json::reader& sync, model::live_sync& into) {
    if (sync.look("mode") == json::presence::present) {
        const json::reader mode = sync.object("mode");
        into.kept.mode = mode.text("type");
        keep_unknown(mode, of_mode, kept_place::mode, {}, into.kept);
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
    encode_schedule_trigger(to, spec.schedule, kept);
    encode_triggers(to, spec.triggers, kept);
    for (const model::kept_member& trigger : kept.members) {
        if (trigger.place == kept_place::triggers && !is_said(spec.triggers, trigger.name)) {
            to.key(trigger.name).raw(trigger.json);
        }
    }
    to.end_object();
    write_kept(to, kept, kept_place::mode);
    to.end_object();
}

}  // namespace censusctl::census
