#include "sandbox/stored_sync_json.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/string.hpp>

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

constexpr std::array<std::string_view, 3> ages{"2021", "2023", "today"};

/// A text member: its key, and where it is held.
template <class Owner>
struct text_member {
    const char* key;
    std::string Owner::*place;
};

/// The same for a flag, with the value that is left out.
template <class Owner>
struct flag_member {
    const char* key;
    bool Owner::*place;
    bool plain;
};

constexpr std::array<text_member<stored_sync>, 14> sync_texts{
    {{"identifier", &stored_sync::resource_identifier},
     {"operation", &stored_sync::operation},
     {"status", &stored_sync::status},
     {"object_type", &stored_sync::object_type},
     {"activation", &stored_sync::activation_id},
     {"object", &stored_sync::object},
     {"lead_union", &stored_sync::lead_union_insert_to},
     {"field_behavior", &stored_sync::field_behavior},
     {"field_normalization", &stored_sync::field_normalization},
     {"field_order", &stored_sync::field_order},
     {"mirror_strategy", &stored_sync::mirror_strategy},
     {"behavior_family", &stored_sync::behavior_family},
     {"high_water_mark", &stored_sync::high_water_mark},
     {"historical", &stored_sync::historical_operation}}};

constexpr std::array<flag_member<stored_sync>, 4> sync_flags{
    {{"paused", &stored_sync::paused, false},
     {"live", &stored_sync::live, false},
     {"dbt", &stored_sync::trigger_on_dbt_cloud_rebuild, false},
     {"alerts_shown", &stored_sync::alerts_shown, true}}};

constexpr std::array<text_member<stored_mapping>, 6> mapping_texts{
    {{"word", &stored_mapping::word},
     {"to", &stored_mapping::to},
     {"operation", &stored_mapping::operation},
     {"lookup_object", &stored_mapping::lookup_object},
     {"lookup_field", &stored_mapping::lookup_field},
     {"field_type", &stored_mapping::field_type}}};

constexpr std::array<flag_member<stored_mapping>, 7> mapping_flags{
    {{"primary", &stored_mapping::is_primary_identifier, false},
     {"generate", &stored_mapping::generate_field, false},
     {"preserve", &stored_mapping::preserve_values, false},
     {"nulls", &stored_mapping::sync_null_values, true},
     {"follow", &stored_mapping::follow_source_type, false},
     {"array", &stored_mapping::array_field, false},
     {"generated", &stored_mapping::generated, false}}};

template <class Owner, class Texts, class Flags>
void write_members(const Owner& from, const Texts& texts, const Flags& flags, json::object& to) {
    for (const auto& text : texts) {
        if (!(from.*text.place).empty()) {
            to[text.key] = from.*text.place;
        }
    }
    for (const auto& flag : flags) {
        if (from.*flag.place != flag.plain) {
            to[flag.key] = from.*flag.place;
        }
    }
}

template <class Owner, class Texts, class Flags>
void read_members(const node& from, const Texts& texts, const Flags& flags, Owner& to) {
    for (const auto& text : texts) {
        to.*text.place = from.text_or(text.key, "");
    }
    for (const auto& flag : flags) {
        to.*flag.place = from.flag(flag.key, flag.plain);
    }
}

json::object object_at(const node& from, std::string_view key) {
    const auto member = from.find(key);
    return member ? member->object() : json::object();
}

std::vector<node> list_at(const node& from, std::string_view key) {
    const auto member = from.find(key);
    return member ? member->items() : std::vector<node>();
}

void keep(json::object& to, const char* key, const json::object& members) {
    if (!members.empty()) {
        to[key] = members;
    }
}

json::object schedule_json(const stored_schedule& schedule) {
    json::object to{{"frequency", schedule.frequency}};
    if (!schedule.day.empty()) {
        to["day"] = schedule.day;
    }
    if (schedule.hour) {
        to["hour"] = *schedule.hour;
    }
    if (schedule.minute) {
        to["minute"] = *schedule.minute;
    }
    if (!schedule.cron.empty()) {
        to["cron"] = schedule.cron;
    }
    return to;
}

stored_schedule read_schedule(const node& from) {
    stored_schedule schedule;
    schedule.frequency = from.require("frequency").text();
    schedule.day = from.text_or("day", "");
    if (const auto hour = from.find("hour")) {
        schedule.hour = hour->integer();
    }
    if (const auto minute = from.find("minute")) {
        schedule.minute = minute->integer();
    }
    schedule.cron = from.text_or("cron", "");
    return schedule;
}

json::object alert_json(const stored_alert& alert) {
    json::object to{{"id", alert.id}, {"type", alert.type}, {"send_for", alert.send_for}};
    if (alert.should_send_recovery) {
        to["recovery"] = *alert.should_send_recovery;
    }
    keep(to, "options", alert.options);
    return to;
}

stored_alert read_alert(const node& from) {
    stored_alert alert;
    alert.id = from.require("id").integer();
    alert.type = from.require("type").text();
    alert.send_for = from.text_or("send_for", "");
    if (const auto recovery = from.find("recovery")) {
        alert.should_send_recovery = recovery->boolean();
    }
    alert.options = object_at(from, "options");
    return alert;
}

json::object mapping_json(const stored_mapping& mapping) {
    json::object to{{"from", static_cast<std::int64_t>(mapping.from)}, {"data", mapping.data}};
    write_members(mapping, mapping_texts, mapping_flags, to);
    return to;
}

stored_mapping read_mapping(const node& from) {
    stored_mapping mapping;
    mapping.from =
        static_cast<from_kind>(from.require("from").integer(0, static_cast<std::int64_t>(from_kind::other)));
    if (const auto* data = from.object().if_contains("data")) {
        mapping.data = *data;
    }
    read_members(from, mapping_texts, mapping_flags, mapping);
    return mapping;
}

}  // namespace

json::object to_json(const stored_sync& sync) {
    json::object to{{"age", std::string(ages.at(static_cast<std::size_t>(sync.age)))}};
    if (sync.label) {
        to["label"] = *sync.label;
    }
    to["source_id"] = sync.source_id;
    to["object_id"] = sync.object_id;
    to["destination_id"] = sync.destination_id;
    write_members(sync, sync_texts, sync_flags, to);
    to["schedule"] = schedule_json(sync.schedule);
    to["shuffle"] = sync.shuffle;
    keep(to, "shown_object", sync.shown_object);
    keep(to, "triggers", sync.triggers);
    keep(to, "advanced", sync.advanced_configuration);
    keep(to, "later", sync.later);
    json::array& alerts = to["alerts"].emplace_array();
    for (const stored_alert& alert : sync.alerts) {
        alerts.emplace_back(alert_json(alert));
    }
    json::array& mappings = to["mappings"].emplace_array();
    for (const stored_mapping& mapping : sync.mappings) {
        mappings.emplace_back(mapping_json(mapping));
    }
    return to;
}

stored_sync read_stored_sync(const node& from) {
    stored_sync sync;
    const std::string age = from.require("age").one_of(ages);
    sync.age = age == ages[0] ? sync_age::of_2021 : (age == ages[1] ? sync_age::of_2023 : sync_age::of_today);
    if (const auto label = from.find("label")) {
        sync.label = label->text();
    }
    sync.source_id = from.require("source_id").integer();
    sync.object_id = from.require("object_id").integer();
    sync.destination_id = from.require("destination_id").integer();
    read_members(from, sync_texts, sync_flags, sync);
    sync.schedule = read_schedule(from.require("schedule"));
    sync.shuffle = from.require("shuffle").integer();
    sync.shown_object = object_at(from, "shown_object");
    sync.triggers = object_at(from, "triggers");
    sync.advanced_configuration = object_at(from, "advanced");
    sync.later = object_at(from, "later");
    for (const node& alert : list_at(from, "alerts")) {
        sync.alerts.push_back(read_alert(alert));
    }
    for (const node& mapping : list_at(from, "mappings")) {
        sync.mappings.push_back(read_mapping(mapping));
    }
    return sync;
}

}  // namespace censusctl::sandbox
