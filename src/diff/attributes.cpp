#include "diff/attributes.hpp"

#include <array>

#include "diff/canonical_value.hpp"
#include "diff/source_identity.hpp"
#include "json/canonical.hpp"

namespace censusctl::diff {
namespace {

using spec = model::sync_spec;

constexpr std::string_view not_compared = "(not compared)";

bool never_left_out(const spec& /*desired*/) {
    return false;
}

std::string as_written(const spec& /*desired*/, const spec& /*live*/) {
    return "Compared as written.";
}

std::string shown(bool value) {
    return value ? "true" : "false";
}

// label

constexpr sync_attribute label{
    "label",
    [](const spec& desired, const spec& live) { return desired.label == live.label; },
    [](const spec& self) { return text_or_null(self.label); },
    [](const spec& self, const spec&, const spec&) { return self.label; },
    [](const spec&, const spec&) -> std::string {
        return "Compared as written; null and an empty label are the same.";
    },
    [](const spec& desired) {
        return desired.label.empty();
    }};

// source.connection

bool connection_known(const spec& desired, const spec& live) {
    return desired.source.connection_id != 0 && live.source.connection_id != 0;
}

constexpr sync_attribute source_connection{
    "source.connection",
    [](const spec& desired, const spec& live) { return same_source_connection(desired.source, live.source); },
    [](const spec& self) -> attribute_value {
        if (self.source.connection_id == 0) {
            return nullptr;
        }
        return self.source.connection_id;
    },
    [](const spec& self, const spec& desired, const spec& live) {
        return std::string(connection_known(desired, live) ? std::to_string(self.source.connection_id)
                                                           : not_compared);
    },
    [](const spec& desired, const spec& live) -> std::string {
        return connection_known(desired, live) ? "Compared by the connection's id."
                                               : "Not compared: one side does not say which connection it "
                                                 "is, the model or table decides.";
    },
    [](const spec& desired) {
        return desired.source.connection_id == 0;
    }};

// destination

constexpr sync_attribute destination_connection{
    "destination.connection",
    [](const spec& desired, const spec& live) {
        return desired.destination.connection_id == live.destination.connection_id;
    },
    [](const spec& self) -> attribute_value { return self.destination.connection_id; },
    [](const spec& self, const spec&, const spec&) { return std::to_string(self.destination.connection_id); },
    [](const spec&, const spec&) -> std::string { return "Compared by the connection's id."; },
    never_left_out};

constexpr sync_attribute destination_object{
    "destination.object",
    [](const spec& desired, const spec& live) {
        return json::same(desired.destination.object, live.destination.object);
    },
    [](const spec& self) { return text_or_null(self.destination.object); },
    [](const spec& self, const spec&, const spec&) { return json::canonical(self.destination.object); },
    [](const spec&, const spec&) -> std::string {
        return "Compared as written; a name that is a JSON document is compared by its content, whatever its "
               "key "
               "order and white space.";
    },
    never_left_out};

constexpr sync_attribute lead_union{
    "destination.lead_union_insert_to",
    [](const spec& desired, const spec& live) {
        return desired.destination.lead_union_insert_to == live.destination.lead_union_insert_to;
    },
    [](const spec& self) { return text_or_null(self.destination.lead_union_insert_to); },
    [](const spec& self, const spec&, const spec&) { return self.destination.lead_union_insert_to; },
    [](const spec&, const spec&) -> std::string {
        return "Compared as written, wherever the server returns it; null, absent and empty are the same.";
    },
    [](const spec& desired) {
        return desired.destination.lead_union_insert_to.empty();
    }};

// operation

constexpr sync_attribute operation{
    "operation",
    [](const spec& desired, const spec& live) { return desired.operation == live.operation; },
    [](const spec& self) { return text_or_null(self.operation); },
    [](const spec& self, const spec&, const spec&) { return self.operation; },
    as_written,
    never_left_out};

// schedule: a part counts only if the desired frequency gives it a meaning

std::string part_rule(const spec& desired, bool used, std::string_view part, std::string_view when_used) {
    if (used) {
        return std::string(when_used);
    }
    return "Not compared: a schedule with the frequency '" +
           std::string(canonical_frequency(desired.schedule)) + "' does not use its " + std::string(part) +
           ".";
}

attribute_value number_or_null(const std::optional<std::int64_t>& number) {
    if (!number) {
        return nullptr;
    }
    return *number;
}

constexpr sync_attribute frequency{
    "schedule.frequency",
    [](const spec& desired, const spec& live) {
        return canonical_frequency(desired.schedule) == canonical_frequency(live.schedule);
    },
    [](const spec& self) { return text_or_null(self.schedule.frequency); },
    [](const spec& self, const spec&, const spec&) {
        return std::string(canonical_frequency(self.schedule));
    },
    [](const spec&, const spec&) -> std::string {
        return "Compared as written; no schedule at all is the frequency 'never'.";
    },
    [](const spec& desired) {
        return canonical_frequency(desired.schedule) == "never";
    }};

constexpr sync_attribute day{"schedule.day",
                             [](const spec& desired, const spec& live) {
                                 return !parts_used(desired.schedule).day ||
                                        same_but_for_case(desired.schedule.day, live.schedule.day);
                             },
                             [](const spec& self) { return text_or_null(self.schedule.day); },
                             [](const spec& self, const spec& desired, const spec&) {
                                 return parts_used(desired.schedule).day ? canonical_day(self.schedule.day)
                                                                         : std::string(not_compared);
                             },
                             [](const spec& desired, const spec&) {
                                 return part_rule(desired, parts_used(desired.schedule).day, "day",
                                                  "Compared as the name of a day, whatever its capitals.");
                             },
                             [](const spec& desired) {
                                 return !parts_used(desired.schedule).day || desired.schedule.day.empty();
                             }};

constexpr sync_attribute hour{
    "schedule.hour",
    [](const spec& desired, const spec& live) {
        return !parts_used(desired.schedule).hour ||
               canonical_hour(desired.schedule.hour) == canonical_hour(live.schedule.hour);
    },
    [](const spec& self) { return number_or_null(self.schedule.hour); },
    [](const spec& self, const spec& desired, const spec&) {
        return parts_used(desired.schedule).hour ? std::to_string(canonical_hour(self.schedule.hour))
                                                 : std::string(not_compared);
    },
    [](const spec& desired, const spec&) {
        return part_rule(desired, parts_used(desired.schedule).hour, "hour",
                         "Compared as a number; null and 24 are hour 0.");
    },
    [](const spec& desired) {
        return !parts_used(desired.schedule).hour || !desired.schedule.hour;
    }};

constexpr sync_attribute minute{
    "schedule.minute",
    [](const spec& desired, const spec& live) {
        return !parts_used(desired.schedule).minute ||
               canonical_minute(desired.schedule.minute) == canonical_minute(live.schedule.minute);
    },
    [](const spec& self) { return number_or_null(self.schedule.minute); },
    [](const spec& self, const spec& desired, const spec&) {
        return parts_used(desired.schedule).minute ? std::to_string(canonical_minute(self.schedule.minute))
                                                   : std::string(not_compared);
    },
    [](const spec& desired, const spec&) {
        return part_rule(desired, parts_used(desired.schedule).minute, "minute",
                         "Compared as a number; null is minute 0.");
    },
    [](const spec& desired) {
        return !parts_used(desired.schedule).minute || !desired.schedule.minute;
    }};

// flags

std::string flag_rule(const spec& /*desired*/, const spec& /*live*/) {
    return "Compared as true or false; absent is false.";
}

constexpr sync_attribute paused{
    "paused",
    [](const spec& desired, const spec& live) { return desired.paused == live.paused; },
    [](const spec& self) -> attribute_value { return self.paused; },
    [](const spec& self, const spec&, const spec&) { return shown(self.paused); },
    flag_rule,
    [](const spec& desired) {
        return !desired.paused;
    }};

constexpr sync_attribute dbt_rebuild{
    "trigger_on_dbt_cloud_rebuild",
    [](const spec& desired, const spec& live) {
        return desired.trigger_on_dbt_cloud_rebuild == live.trigger_on_dbt_cloud_rebuild;
    },
    [](const spec& self) -> attribute_value { return self.trigger_on_dbt_cloud_rebuild; },
    [](const spec& self, const spec&, const spec&) { return shown(self.trigger_on_dbt_cloud_rebuild); },
    flag_rule,
    [](const spec& desired) {
        return !desired.trigger_on_dbt_cloud_rebuild;
    }};

// field behaviour

constexpr sync_attribute field_behavior{
    "field_behavior",
    [](const spec& desired, const spec& live) {
        return canonical_field_behavior(desired) == canonical_field_behavior(live);
    },
    [](const spec& self) { return text_or_null(self.field_behavior); },
    [](const spec& self, const spec&, const spec&) { return std::string(canonical_field_behavior(self)); },
    [](const spec&, const spec&) -> std::string {
        return "Compared as written; absent is 'specific_properties'.";
    },
    [](const spec& desired) {
        return canonical_field_behavior(desired) == "specific_properties";
    }};

bool normalization_counts(const spec& desired) {
    return syncs_all_properties(desired) && !desired.field_normalization.empty();
}

constexpr sync_attribute field_normalization{
    "field_normalization",
    [](const spec& desired, const spec& live) {
        return !normalization_counts(desired) || desired.field_normalization == live.field_normalization;
    },
    [](const spec& self) { return text_or_null(self.field_normalization); },
    [](const spec& self, const spec& desired, const spec&) {
        return normalization_counts(desired) ? self.field_normalization : std::string(not_compared);
    },
    [](const spec& desired, const spec&) -> std::string {
        if (!syncs_all_properties(desired)) {
            return "Not compared: it means something only with 'sync_all_properties'.";
        }
        if (desired.field_normalization.empty()) {
            return "Not compared: the file does not state it, and the server may fill it in.";
        }
        return "Compared as written.";
    },
    [](const spec& desired) {
        return !normalization_counts(desired);
    }};

constexpr std::array<sync_attribute, 2> before_source{{label, source_connection}};
constexpr std::array<sync_attribute, 12> after_source{{destination_connection, destination_object, lead_union,
                                                       operation, frequency, day, hour, minute, paused,
                                                       dbt_rebuild, field_behavior, field_normalization}};

}  // namespace

std::span<const sync_attribute> attributes_before_source() {
    return before_source;
}

std::span<const sync_attribute> attributes_after_source() {
    return after_source;
}

attribute_value text_or_null(const std::string& text) {
    if (text.empty()) {
        return nullptr;
    }
    return text;
}

std::string_view canonical_field_behavior(const model::sync_spec& spec) noexcept {
    return spec.field_behavior.empty() ? std::string_view("specific_properties")
                                       : std::string_view(spec.field_behavior);
}

bool syncs_all_properties(const model::sync_spec& spec) noexcept {
    return spec.field_behavior == "sync_all_properties";
}

}  // namespace censusctl::diff
