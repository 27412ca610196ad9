#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>

#include "model/attribute.hpp"
#include "model/sync.hpp"
#include "model/vocabulary.hpp"

/// Every attribute of a sync, stated once: the reader of manifests, the form of saved plans, the comparison,
/// the JSON Schemas and the README's table walk these rows. To add a scalar: an enumerator, a member, a row,
/// and the wire codecs of the generations that have it. A member that no row names does not compile.
namespace censusctl::model {

/// What a value of an attribute is in a file.
enum class value_kind : std::uint8_t {
    text,       ///< a text that is not empty
    word,       ///< one of a closed list
    flag,       ///< true or false
    integer,    ///< a whole number
    id,         ///< a whole number above 0
    texts,      ///< a text, or a list of texts
    structured  ///< a mapping or list with a reader and codec of its own
};

/// What it means that a file does not state an attribute.
enum class when_unstated : std::uint8_t {
    required,   ///< it must be stated
    standard,   ///< it has its default, and that is compared
    left_alone  ///< whatever the workspace has is right
};

/// Whose an attribute is.
enum class scope : std::uint8_t {
    shared,    ///< may stand under `defaults`
    identity,  ///< belongs to one sync: no default of many can state it
    file       ///< tells `apply` what to do; the workspace has no such attribute. May stand under `defaults`
};

/// Where an attribute is kept.
template <class Owner>
using attribute_member =
    std::variant<std::monostate, std::string Owner::*, bool Owner::*, std::optional<std::int64_t> Owner::*>;

/// One attribute of an `Owner`.
template <class Owner>
struct attribute_row {
    attribute id;
    std::string_view path;  ///< "schedule.hour"; of a mapping's attribute the part after the mapping
    value_kind kind;
    attribute_member<Owner> member;  ///< none: kept in a structure of its own, or not in the spec at all
    std::string_view title;          ///< for editors
    std::string_view sentence;       ///< what it is, for people
    when_unstated unstated{when_unstated::standard};
    std::string_view
        standard{};  ///< the default, as a file would write it; empty: none, false or the API's null
    std::span<const std::string_view> words{};
    scope of{scope::shared};
    /// The attribute has an effect only where `needs` has the value `needed`; `needs` is itself where always.
    attribute needs{id};
    std::string_view needed{};

    /// The last part of the path: the key in the mapping that it stands in.
    [[nodiscard]] constexpr std::string_view key() const noexcept {
        return path.substr(path.rfind('.') + 1);  // npos + 1 is 0
    }
    /// Whether it is kept in an `Owner`, rather than beside it.
    [[nodiscard]] constexpr bool in_spec() const noexcept {
        return of != scope::file && kind != value_kind::id && kind != value_kind::texts;
    }
};

inline constexpr std::array<attribute_row<sync_spec>, 14> sync_attributes{{
    {attribute::label,
     "label",
     value_kind::text,
     &sync_spec::label,
     "Label",
     "The sync's name in Census; the key if left out.",
     when_unstated::standard,
     {},
     {},
     scope::identity},
    {attribute::source,
     "source",
     value_kind::structured,
     {},
     "Source",
     "What the sync reads.",
     when_unstated::required},
    {attribute::destination,
     "destination",
     value_kind::structured,
     {},
     "Destination",
     "Where the sync writes.",
     when_unstated::required},
    {attribute::operation,
     "operation",
     value_kind::word,
     &sync_spec::operation,
     "Operation",
     "How records are synced to the destination.",
     when_unstated::required,
     {},
     vocabulary::operations},
    {attribute::schedule,
     "schedule",
     value_kind::structured,
     {},
     "Schedule",
     "When the sync runs by itself; never if left out. A bare word is a frequency.",
     when_unstated::standard,
     "never"},
    {attribute::paused, "paused", value_kind::flag, &sync_spec::paused, "Paused",
     "Whether the schedule is paused.", when_unstated::standard, "false"},
    {attribute::trigger_on_dbt_cloud_rebuild, "trigger_on_dbt_cloud_rebuild", value_kind::flag,
     &sync_spec::trigger_on_dbt_cloud_rebuild, "Trigger on dbt Cloud rebuild",
     "Whether a rebuild in dbt Cloud runs the sync.", when_unstated::standard, "false"},
    {attribute::field_behavior, "field_behavior", value_kind::word, &sync_spec::field_behavior,
     "Field behavior",
     "specific_properties writes the mapped fields only; sync_all_properties adds a field for every column.",
     when_unstated::standard, "specific_properties", vocabulary::field_behaviors},
    {attribute::field_normalization,
     "field_normalization",
     value_kind::word,
     &sync_spec::field_normalization,
     "Field normalization",
     "How fields are named under sync_all_properties.",
     when_unstated::left_alone,
     {},
     vocabulary::field_name_styles,
     scope::shared,
     attribute::field_behavior,
     "sync_all_properties"},
    {attribute::mappings,
     "mappings",
     value_kind::structured,
     {},
     "Mappings",
     "Which column or constant goes into which field.",
     when_unstated::required},
    {attribute::run,
     "run",
     value_kind::word,
     {},
     "Run",
     "When apply triggers the sync; never if left out.",
     when_unstated::standard,
     "never",
     vocabulary::run_policies,
     scope::file},
    {attribute::after,
     "after",
     value_kind::texts,
     {},
     "After",
     "Keys of syncs whose runs must have completed before this one runs.",
     when_unstated::standard,
     {},
     {},
     scope::file},
    {attribute::id,
     "id",
     value_kind::id,
     {},
     "Id",
     "The id of the live sync, whatever its label.",
     when_unstated::standard,
     {},
     {},
     scope::identity},
    {attribute::formerly,
     "formerly",
     value_kind::texts,
     {},
     "Formerly",
     "Labels under which the live sync may still be found.",
     when_unstated::standard,
     {},
     {},
     scope::identity},
}};

/// Under `source:`. Which keys name the object is told by `vocabulary::data_source_types`.
inline constexpr std::array<attribute_row<data_source>, 2> source_attributes{{
    {attribute::source_connection,
     "source.connection",
     value_kind::structured,
     {},
     "Connection",
     "A connection of the workspace: its name (a source's label serves too), or its numeric id.",
     when_unstated::required},
    {attribute::source_object,
     "source.object",
     value_kind::structured,
     {},
     "Object",
     "The model or table that is read: one of model, table, or type and id.",
     when_unstated::required},
}};

/// Under `destination:`.
inline constexpr std::array<attribute_row<destination>, 3> destination_attributes{{
    {attribute::destination_connection,
     "destination.connection",
     value_kind::structured,
     {},
     "Connection",
     "A connection of the workspace: its name, or its numeric id.",
     when_unstated::required},
    {attribute::destination_object, "destination.object", value_kind::text, &destination::object, "Object",
     "The object's full name, as the destination lists it.", when_unstated::required},
    {attribute::lead_union_insert_to, "destination.lead_union_insert_to", value_kind::text,
     &destination::lead_union_insert_to, "Lead union insert to",
     "Where to insert a union object (Salesforce connections)."},
}};

/// Under `schedule:`.
inline constexpr std::array<attribute_row<schedule>, 4> schedule_attributes{{
    {attribute::schedule_frequency, "schedule.frequency", value_kind::word, &schedule::frequency, "Frequency",
     "How often the sync runs.", when_unstated::required, "never", vocabulary::frequencies},
    {attribute::schedule_day,
     "schedule.day",
     value_kind::word,
     &schedule::day,
     "Day",
     "The day of the week, for weekly.",
     when_unstated::standard,
     {},
     vocabulary::days},
    {attribute::schedule_hour, "schedule.hour", value_kind::integer, &schedule::hour, "Hour",
     "The hour of the day, 0 to 24, in UTC."},
    {attribute::schedule_minute, "schedule.minute", value_kind::integer, &schedule::minute, "Minute",
     "The minute of the hour, 0 to 59."},
}};

/// Of one entry of `mappings:`.
inline constexpr std::array<attribute_row<mapping>, 8> mapping_attributes{{
    {attribute::mapping_from,
     "from",
     value_kind::structured,
     {},
     "From",
     "The name of a column of the model or table, or a constant.",
     when_unstated::required},
    {attribute::mapping_to, "to", value_kind::text, &mapping::to, "To",
     "The full name of the field that is written. Each field once.", when_unstated::required},
    {attribute::is_primary_identifier, "is_primary_identifier", value_kind::flag,
     &mapping::is_primary_identifier, "Primary identifier",
     "Whether this mapping is the key by which records are matched. Exactly one is.", when_unstated::standard,
     "false"},
    {attribute::generate_field, "generate_field", value_kind::flag, &mapping::generate_field,
     "Generate field", "Whether to create the field as a custom field.", when_unstated::standard, "false"},
    {attribute::preserve_values, "preserve_values", value_kind::flag, &mapping::preserve_values,
     "Preserve values", "Whether a value that the destination has already is kept.", when_unstated::standard,
     "false"},
    {attribute::array_operation,
     "operation",
     value_kind::word,
     &mapping::operation,
     "Array operation",
     "For arrays: whether values are merged into those that are there, or overwrite them.",
     when_unstated::standard,
     {},
     vocabulary::array_operations},
    {attribute::lookup_object, "lookup_object", value_kind::text, &mapping::lookup_object, "Lookup object",
     "For a reference field: the full name of the object that it refers to."},
    {attribute::lookup_field, "lookup_field", value_kind::text, &mapping::lookup_field, "Lookup field",
     "For a reference field: the field by which the referenced record is found."},
}};

/// The attributes of an `Owner`, in the order of the file format.
template <class Owner>
[[nodiscard]] constexpr std::span<const attribute_row<Owner>> attributes_of() noexcept {
    if constexpr (std::is_same_v<Owner, sync_spec>) {
        return sync_attributes;
    } else if constexpr (std::is_same_v<Owner, data_source>) {
        return source_attributes;
    } else if constexpr (std::is_same_v<Owner, destination>) {
        return destination_attributes;
    } else if constexpr (std::is_same_v<Owner, schedule>) {
        return schedule_attributes;
    } else {
        return mapping_attributes;
    }
}

/// The row of an attribute that an `Owner` has; in a constant expression another does not compile.
template <class Owner>
[[nodiscard]] constexpr const attribute_row<Owner>& row_of(attribute id) {
    for (const attribute_row<Owner>& row : attributes_of<Owner>()) {
        if (row.id == id) {
            return row;
        }
    }
    throw std::logic_error("no such attribute");
}

/// The text or word of an attribute; empty where it is kept as something else.
template <class Owner>
[[nodiscard]] std::string_view text_of(const attribute_row<Owner>& row, const Owner& owner) noexcept {
    const auto* member = std::get_if<std::string Owner::*>(&row.member);
    return member == nullptr ? std::string_view() : std::string_view(owner.*(*member));
}

/// "schedule.hour", "status"; of a mapping's attribute the part after the mapping: "from.value".
[[nodiscard]] std::string_view path_of(attribute id) noexcept;

/// The structure that an attribute stands in, `schedule` of `schedule.hour`; itself where it stands in none.
[[nodiscard]] constexpr attribute group_of(attribute id) noexcept {
    if (id == attribute::source_connection || id == attribute::source_object) {
        return attribute::source;
    }
    if (id >= attribute::destination_connection && id <= attribute::lead_union_insert_to) {
        return attribute::destination;
    }
    return id >= attribute::schedule_frequency && id <= attribute::schedule_minute ? attribute::schedule : id;
}

/// Whether it is an attribute of one mapping rather than of the sync.
[[nodiscard]] constexpr bool is_of_mapping(attribute id) noexcept {
    return id >= attribute::mapping_from && id <= attribute::lookup_field;
}

}  // namespace censusctl::model
