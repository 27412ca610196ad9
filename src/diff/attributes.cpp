#include "diff/attributes.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include "diff/canonical_value.hpp"
#include "diff/source_identity.hpp"
#include "diff/structured_values.hpp"
#include "json/canonical.hpp"
#include "model/attributes.hpp"
#include "model/cron.hpp"
#include "text/ascii.hpp"

namespace censusctl::diff {
namespace {

using model::attribute;
using spec = model::sync_spec;

bool always(const spec& /*desired*/, const spec& /*live*/) {
    return true;
}

bool never_left_out(const spec& /*desired*/) {
    return false;
}

/// The part of a sync that holds the attributes of one table.
template <class Owner>
const Owner& part(const spec& self) {
    if constexpr (std::is_same_v<Owner, model::triggers>) {
        return self.triggers;
    } else {
        static_assert(std::is_same_v<Owner, spec>);
        return self;
    }
}

/// What the table says of an attribute is enough to compare it.
template <class Owner, attribute Id>
struct plain {
    static constexpr const model::attribute_row<Owner>& row = model::row_of<Owner>(Id);
    static constexpr bool is_flag = std::holds_alternative<bool Owner::*>(row.member);

    static bool is_stated(const spec& desired) {
        return row.unstated != model::when_unstated::left_alone ||
               !model::text_of(row, part<Owner>(desired)).empty();
    }

    static bool compared(const spec& desired, const spec& /*live*/) {
        return model::has_effect(row, part<Owner>(desired)) && is_stated(desired);
    }

    static std::string form(const spec& self) {
        if constexpr (is_flag) {
            return part<Owner>(self).*std::get<bool Owner::*>(row.member) ? "true" : "false";
        } else {
            const std::string_view text = model::text_of(row, part<Owner>(self));
            return std::string(text.empty() ? row.standard : text);
        }
    }

    static bool same(const spec& desired, const spec& live) {
        return !compared(desired, live) || form(desired) == form(live);
    }

    static attribute_value raw(const spec& self) {
        if constexpr (is_flag) {
            return part<Owner>(self).*std::get<bool Owner::*>(row.member);
        } else {
            return text_or_null(std::string(model::text_of(row, part<Owner>(self))));
        }
    }

    static std::string canonical(const spec& self, const spec& desired, const spec& live) {
        return compared(desired, live) ? form(self) : std::string(not_compared);
    }

    static std::string rule(const spec& desired, const spec& /*live*/) {
        if (!model::has_effect(row, part<Owner>(desired))) {
            return "Not compared: it means something only with '" + std::string(row.needed) + "'.";
        }
        if (!is_stated(desired)) {
            return "Not compared: the file does not state it, and the server may fill it in.";
        }
        if constexpr (is_flag) {
            return "Compared as true or false; absent is false.";
        } else if constexpr (!row.standard.empty()) {
            return "Compared as written; absent is '" + std::string(row.standard) + "'.";
        } else if constexpr (row.unstated == model::when_unstated::standard) {
            return "Compared as written; null, absent and empty are the same.";
        } else {
            return "Compared as written.";
        }
    }

    static bool left_out(const spec& desired) {
        if constexpr (row.unstated == model::when_unstated::required) {
            return false;
        } else {
            const std::string text = form(desired);
            return !model::has_effect(row, part<Owner>(desired)) || text.empty() || text == row.standard;
        }
    }

    static constexpr sync_attribute make() { return {Id, same, raw, canonical, compared, rule, left_out}; }
};

// label

constexpr sync_attribute label{
    attribute::label,
    [](const spec& desired, const spec& live) { return desired.label == live.label; },
    [](const spec& self) { return text_or_null(self.label); },
    [](const spec& self, const spec&, const spec&) { return self.label; },
    always,
    [](const spec&, const spec&) -> std::string {
        return "Compared as written; null and an empty label are the same.";
    },
    [](const spec& desired) {
        return desired.label.empty();
    }};

// source.connection

/// A number where it is one, as plans have always told it.
attribute_value id_value(const model::connection_id& id) {
    return std::visit([](auto&& held) { return attribute_value(std::forward<decltype(held)>(held)); },
                      id.value());
}

bool connection_known(const spec& desired, const spec& live) {
    return desired.source.connection_id.known() && live.source.connection_id.known();
}

constexpr sync_attribute source_connection{
    attribute::source_connection,
    [](const spec& desired, const spec& live) { return same_source_connection(desired.source, live.source); },
    [](const spec& self) -> attribute_value {
        return self.source.connection_id.known() ? id_value(self.source.connection_id) : nullptr;
    },
    [](const spec& self, const spec& desired, const spec& live) {
        return std::string(connection_known(desired, live) ? self.source.connection_id.text() : not_compared);
    },
    connection_known,
    [](const spec& desired, const spec& live) -> std::string {
        return connection_known(desired, live) ? "Compared by the connection's id."
                                               : "Not compared: one side does not say which connection it "
                                                 "is, the model or table decides.";
    },
    [](const spec& desired) {
        return !desired.source.connection_id.known();
    }};

// destination

constexpr sync_attribute destination_connection{
    attribute::destination_connection,
    [](const spec& desired, const spec& live) {
        return desired.destination.connection_id == live.destination.connection_id;
    },
    [](const spec& self) { return id_value(self.destination.connection_id); },
    [](const spec& self, const spec&, const spec&) { return self.destination.connection_id.text(); },
    always,
    [](const spec&, const spec&) -> std::string { return "Compared by the connection's id."; },
    never_left_out};

constexpr sync_attribute destination_object{
    attribute::destination_object,
    [](const spec& desired, const spec& live) {
        return json::same(desired.destination.object, live.destination.object);
    },
    [](const spec& self) { return text_or_null(self.destination.object); },
    [](const spec& self, const spec&, const spec&) { return json::canonical(self.destination.object); },
    always,
    [](const spec&, const spec&) -> std::string {
        return "Compared as written; a name that is a JSON document is compared by its content, whatever its "
               "key "
               "order and white space.";
    },
    never_left_out};

constexpr sync_attribute lead_union{
    attribute::lead_union_insert_to,
    [](const spec& desired, const spec& live) {
        return desired.destination.lead_union_insert_to == live.destination.lead_union_insert_to;
    },
    [](const spec& self) { return text_or_null(self.destination.lead_union_insert_to); },
    [](const spec& self, const spec&, const spec&) { return self.destination.lead_union_insert_to; },
    always,
    [](const spec&, const spec&) -> std::string {
        return "Compared as written, wherever the server returns it; null, absent and empty are the same.";
    },
    [](const spec& desired) {
        return desired.destination.lead_union_insert_to.empty();
    }};

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
    attribute::schedule_frequency,
    [](const spec& desired, const spec& live) {
        return canonical_frequency(desired.schedule) == canonical_frequency(live.schedule);
    },
    [](const spec& self) { return text_or_null(self.schedule.frequency); },
    [](const spec& self, const spec&, const spec&) {
        return std::string(canonical_frequency(self.schedule));
    },
    always,
    [](const spec&, const spec&) -> std::string {
        return "Compared as written; no schedule at all is the frequency 'never'.";
    },
    [](const spec& desired) {
        return canonical_frequency(desired.schedule) == "never";
    }};

constexpr sync_attribute day{
    attribute::schedule_day,
    [](const spec& desired, const spec& live) {
        return !parts_used(desired.schedule).day ||
               text::same_but_for_case(desired.schedule.day, live.schedule.day);
    },
    [](const spec& self) { return text_or_null(self.schedule.day); },
    [](const spec& self, const spec& desired, const spec&) {
        return parts_used(desired.schedule).day ? canonical_day(self.schedule.day)
                                                : std::string(not_compared);
    },
    [](const spec& desired, const spec&) { return parts_used(desired.schedule).day; },
    [](const spec& desired, const spec&) {
        return part_rule(desired, parts_used(desired.schedule).day, "day",
                         "Compared as the name of a day, whatever its capitals.");
    },
    [](const spec& desired) {
        return !parts_used(desired.schedule).day || desired.schedule.day.empty();
    }};

constexpr sync_attribute hour{
    attribute::schedule_hour,
    [](const spec& desired, const spec& live) {
        return !parts_used(desired.schedule).hour ||
               canonical_hour(desired.schedule.hour) == canonical_hour(live.schedule.hour);
    },
    [](const spec& self) { return number_or_null(self.schedule.hour); },
    [](const spec& self, const spec& desired, const spec&) {
        return parts_used(desired.schedule).hour ? std::to_string(canonical_hour(self.schedule.hour))
                                                 : std::string(not_compared);
    },
    [](const spec& desired, const spec&) { return parts_used(desired.schedule).hour; },
    [](const spec& desired, const spec&) {
        return part_rule(desired, parts_used(desired.schedule).hour, "hour",
                         "Compared as a number; null and 24 are hour 0.");
    },
    [](const spec& desired) {
        return !parts_used(desired.schedule).hour || !desired.schedule.hour;
    }};

constexpr sync_attribute minute{
    attribute::schedule_minute,
    [](const spec& desired, const spec& live) {
        return !parts_used(desired.schedule).minute ||
               canonical_minute(desired.schedule.minute) == canonical_minute(live.schedule.minute);
    },
    [](const spec& self) { return number_or_null(self.schedule.minute); },
    [](const spec& self, const spec& desired, const spec&) {
        return parts_used(desired.schedule).minute ? std::to_string(canonical_minute(self.schedule.minute))
                                                   : std::string(not_compared);
    },
    [](const spec& desired, const spec&) { return parts_used(desired.schedule).minute; },
    [](const spec& desired, const spec&) {
        return part_rule(desired, parts_used(desired.schedule).minute, "minute",
                         "Compared as a number; null is minute 0.");
    },
    [](const spec& desired) {
        return !parts_used(desired.schedule).minute || !desired.schedule.minute;
    }};

constexpr sync_attribute cron{
    attribute::cron_expression,
    [](const spec& desired, const spec& live) {
        return !parts_used(desired.schedule).cron ||
               model::canonical_cron(desired.schedule.cron_expression) ==
                   model::canonical_cron(live.schedule.cron_expression);
    },
    [](const spec& self) { return text_or_null(self.schedule.cron_expression); },
    [](const spec& self, const spec& desired, const spec&) {
        return parts_used(desired.schedule).cron ? model::canonical_cron(self.schedule.cron_expression)
                                                 : std::string(not_compared);
    },
    [](const spec& desired, const spec&) { return parts_used(desired.schedule).cron; },
    [](const spec& desired, const spec&) {
        return part_rule(desired, parts_used(desired.schedule).cron, "cron expression",
                         "Compared as written but for white space; what the server computes of it is not "
                         "compared.");
    },
    [](const spec& desired) {
        return !parts_used(desired.schedule).cron;
    }};

// triggers.sync_sequence

/// A sync that does not exist yet is like no live one.
std::string parent_form(const model::parent_sync& parent) {
    if (parent.id) {
        return "sync " + std::to_string(*parent.id);
    }
    return parent.key.empty() ? std::string() : "the sync '" + parent.key + "', which is not there yet";
}

constexpr sync_attribute sync_sequence{
    attribute::sync_sequence,
    [](const spec& desired, const spec& live) {
        return parent_form(desired.triggers.sync_sequence) == parent_form(live.triggers.sync_sequence);
    },
    [](const spec& self) -> attribute_value {
        const model::parent_sync& parent = self.triggers.sync_sequence;
        if (parent.key.empty() && parent.id) {
            return *parent.id;
        }
        return text_or_null(parent.key);
    },
    [](const spec& self, const spec&, const spec&) { return parent_form(self.triggers.sync_sequence); },
    always,
    [](const spec&, const spec&) -> std::string {
        return "Compared by the id of the sync that the key stands for.";
    },
    [](const spec& desired) {
        return !desired.triggers.sync_sequence.stated();
    }};

// alerts

constexpr sync_attribute alerts{
    attribute::alerts,
    [](const spec& desired, const spec& live) {
        return !desired.alerts || canonical_alerts(*desired.alerts) ==
                                      canonical_alerts(live.alerts.value_or(std::vector<model::alert>{}));
    },
    [](const spec& self) -> attribute_value {
        if (!self.alerts) {
            return nullptr;
        }
        return shown_alerts(*self.alerts);
    },
    [](const spec& self, const spec& desired, const spec&) {
        return desired.alerts ? canonical_alerts(self.alerts.value_or(std::vector<model::alert>{}))
                              : std::string(not_compared);
    },
    [](const spec& desired, const spec&) { return desired.alerts.has_value(); },
    [](const spec& desired, const spec&) -> std::string {
        return desired.alerts
                   ? "Compared as a set, whatever its order; what an alert does not state is its "
                     "default, and ids do not count."
                   : "Not compared: the file does not state it, and it is left as the workspace has "
                     "it.";
    },
    [](const spec& desired) {
        return !desired.alerts;
    }};

// advanced_configuration

constexpr sync_attribute advanced{
    attribute::advanced_configuration,
    [](const spec& desired, const spec& live) {
        return !desired.advanced_configuration ||
               canonical_settings(desired, desired) == canonical_settings(live, desired);
    },
    [](const spec& self) -> attribute_value {
        if (!self.advanced_configuration) {
            return nullptr;
        }
        return shown_settings(*self.advanced_configuration);
    },
    [](const spec& self, const spec& desired, const spec&) {
        return desired.advanced_configuration ? canonical_settings(self, desired) : std::string(not_compared);
    },
    [](const spec& desired, const spec&) { return desired.advanced_configuration.has_value(); },
    [](const spec& desired, const spec&) -> std::string {
        return desired.advanced_configuration
                   ? "Compared setting by setting; the destination may have further ones."
                   : "Not compared: the file does not state it, and it is left as the workspace has it.";
    },
    [](const spec& desired) {
        return !desired.advanced_configuration;
    }};

/// The rules that say more than the table does.
constexpr std::array<sync_attribute, 13> special{{label, source_connection, destination_connection,
                                                  destination_object, lead_union, frequency, day, hour,
                                                  minute, cron, sync_sequence, alerts, advanced}};

consteval bool is_special(attribute id) {
    for (const sync_attribute& row : special) {
        if (row.id == id) {
            return true;
        }
    }
    return false;
}

template <class Owner, attribute Id>
consteval sync_attribute rule_for() {
    if constexpr (is_special(Id)) {
        return *std::find_if(special.begin(), special.end(),
                             [](const sync_attribute& row) { return row.id == Id; });
    } else {
        return plain<Owner, Id>::make();
    }
}

/// Whether a row is compared here: all but what has structure and rules of its own.
template <class Owner>
consteval bool is_compared_here(const model::attribute_row<Owner>& row) {
    return row.in_spec() && (row.kind != model::value_kind::structured || is_special(row.id));
}

/// One rule of a table, or none.
template <class Owner, std::size_t Row>
consteval auto rule_of_row() {
    constexpr const model::attribute_row<Owner>& row = model::attributes_of<Owner>()[Row];
    if constexpr (is_compared_here(row)) {
        return std::array<sync_attribute, 1>{rule_for<Owner, row.id>()};
    } else {
        return std::array<sync_attribute, 0>{};
    }
}

template <std::size_t... Sizes>
consteval auto joined(const std::array<sync_attribute, Sizes>&... parts) {
    std::array<sync_attribute, (Sizes + ... + 0)> all{};
    std::size_t next = 0;
    const auto append = [&](const auto& part) {
        for (const sync_attribute& row : part) {
            all[next++] = row;
        }
    };
    (append(parts), ...);
    return all;
}

template <class Owner, std::size_t... At>
consteval auto rules_of(std::index_sequence<At...> /*rows*/) {
    return joined(rule_of_row<Owner, At>()...);
}

template <class Owner>
consteval auto rules_of() {
    return rules_of<Owner>(std::make_index_sequence<model::attributes_of<Owner>().size()>());
}

constexpr auto of_sync = rules_of<spec>();
constexpr auto of_source = rules_of<model::data_source>();
constexpr auto of_destination = rules_of<model::destination>();
constexpr auto of_schedule = rules_of<model::schedule>();
constexpr auto of_triggers = rules_of<model::triggers>();

/// All of them in the order of the files: what stands in a structure, at its place.
consteval auto all_rules() {
    std::array<sync_attribute, of_sync.size() + of_source.size() + of_destination.size() +
                                   of_schedule.size() + of_triggers.size()>
        all{};
    std::size_t next = 0;
    const auto append = [&](std::span<const sync_attribute> some) {
        for (const sync_attribute& row : some) {
            all[next++] = row;
        }
    };
    std::span<const sync_attribute> rest = of_sync;
    for (const auto& row : model::attributes_of<spec>()) {
        if (row.id == attribute::source) {
            append(of_source);
        } else if (row.id == attribute::destination) {
            append(of_destination);
        } else if (row.id == attribute::schedule) {
            append(of_schedule);
        } else if (row.id == attribute::triggers) {
            append(of_triggers);
        } else if (!rest.empty() && rest.front().id == row.id) {
            append(rest.first(1));
            rest = rest.subspan(1);
        }
    }
    if (next != all.size()) {
        throw std::logic_error("a structure is not placed");
    }
    return all;
}

constexpr auto rules = all_rules();

}  // namespace

std::span<const sync_attribute> attributes() {
    return rules;
}

attribute_value text_or_null(const std::string& text) {
    if (text.empty()) {
        return nullptr;
    }
    return text;
}

bool syncs_all_properties(const model::sync_spec& spec) noexcept {
    return spec.field_behavior == "sync_all_properties";
}

}  // namespace censusctl::diff
