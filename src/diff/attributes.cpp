#include "diff/attributes.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

#include "diff/canonical_value.hpp"
#include "diff/source_identity.hpp"
#include "json/canonical.hpp"
#include "model/attributes.hpp"

namespace censusctl::diff {
namespace {

using model::attribute;
using spec = model::sync_spec;

constexpr std::string_view not_compared = "(not compared)";

bool always(const spec& /*desired*/, const spec& /*live*/) {
    return true;
}

bool never_left_out(const spec& /*desired*/) {
    return false;
}

/// What the table says of an attribute is enough to compare it.
template <attribute Id>
struct plain {
    static constexpr const model::attribute_row<spec>& row = model::row_of<spec>(Id);
    static constexpr bool is_flag = std::holds_alternative<bool spec::*>(row.member);

    static bool has_effect(const spec& self) {
        if constexpr (row.needs == Id) {
            return true;
        } else {
            return model::text_of(model::row_of<spec>(row.needs), self) == row.needed;
        }
    }

    static bool is_stated(const spec& desired) {
        return row.unstated != model::when_unstated::left_alone || !model::text_of(row, desired).empty();
    }

    static bool compared(const spec& desired, const spec& /*live*/) {
        return has_effect(desired) && is_stated(desired);
    }

    static std::string form(const spec& self) {
        if constexpr (is_flag) {
            return self.*std::get<bool spec::*>(row.member) ? "true" : "false";
        } else {
            const std::string_view text = model::text_of(row, self);
            return std::string(text.empty() ? row.standard : text);
        }
    }

    static bool same(const spec& desired, const spec& live) {
        return !compared(desired, live) || form(desired) == form(live);
    }

    static attribute_value raw(const spec& self) {
        if constexpr (is_flag) {
            return self.*std::get<bool spec::*>(row.member);
        } else {
            return text_or_null(std::string(model::text_of(row, self)));
        }
    }

    static std::string canonical(const spec& self, const spec& desired, const spec& live) {
        return compared(desired, live) ? form(self) : std::string(not_compared);
    }

    static std::string rule(const spec& desired, const spec& /*live*/) {
        if (!has_effect(desired)) {
            return "Not compared: it means something only with '" + std::string(row.needed) + "'.";
        }
        if (!is_stated(desired)) {
            return "Not compared: the file does not state it, and the server may fill it in.";
        }
        if constexpr (is_flag) {
            return "Compared as true or false; absent is false.";
        } else if constexpr (row.standard.empty()) {
            return "Compared as written.";
        } else {
            return "Compared as written; absent is '" + std::string(row.standard) + "'.";
        }
    }

    static bool left_out(const spec& desired) {
        if constexpr (row.unstated == model::when_unstated::required) {
            return false;
        } else {
            const std::string text = form(desired);
            return !has_effect(desired) || text.empty() || text == row.standard;
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
               same_but_for_case(desired.schedule.day, live.schedule.day);
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

/// The rules that say more than the table does.
constexpr std::array<sync_attribute, 9> special{{label, source_connection, destination_connection,
                                                 destination_object, lead_union, frequency, day, hour,
                                                 minute}};

consteval bool is_special(attribute id) {
    for (const sync_attribute& one : special) {
        if (one.id == id) {
            return true;
        }
    }
    return false;
}

template <attribute Id>
consteval sync_attribute rule_for() {
    if constexpr (is_special(Id)) {
        return *std::find_if(special.begin(), special.end(),
                             [](const sync_attribute& one) { return one.id == Id; });
    } else {
        return plain<Id>::make();
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
        return std::array<sync_attribute, 1>{rule_for<row.id>()};
    } else {
        return std::array<sync_attribute, 0>{};
    }
}

template <std::size_t... Sizes>
consteval auto joined(const std::array<sync_attribute, Sizes>&... parts) {
    std::array<sync_attribute, (Sizes + ... + 0)> all{};
    std::size_t next = 0;
    const auto append = [&](const auto& part) {
        for (const sync_attribute& one : part) {
            all[next++] = one;
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

/// All of them in the order of the files: what stands in a structure, at its place.
consteval auto all_rules() {
    std::array<sync_attribute, of_sync.size() + of_source.size() + of_destination.size() + of_schedule.size()>
        all{};
    std::size_t next = 0;
    const auto append = [&](std::span<const sync_attribute> some) {
        for (const sync_attribute& one : some) {
            all[next++] = one;
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
