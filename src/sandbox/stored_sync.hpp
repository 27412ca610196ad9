#pragma once
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace censusctl::sandbox {

/// Where a mapping's value comes from (section 4.3 of the reference).
enum class from_kind {
    column,
    constant,
    sync_metadata,
    segment_membership,
    liquid_template,
    compound_key,  ///< made by the server alone
    other          ///< a word that came later: kept as it is
};

/// One mapping, in no generation's spelling.
struct stored_mapping {
    from_kind from{from_kind::column};
    boost::json::value
        data;          ///< a column's or metadata's name, a constant's value as sent, a template's text
    std::string word;  ///< a constant's type; the type of `other`
    std::string to;
    bool is_primary_identifier{false};
    bool generate_field{false};
    bool preserve_values{false};
    bool sync_null_values{true};
    bool follow_source_type{false};
    bool array_field{false};
    bool generated{false};  ///< made by the server for sync_all_properties, or a compound key
    std::string operation;  ///< empty: null; so are the next
    std::string lookup_object;
    std::string lookup_field;
    std::string field_type;

    /// The column that it reads; empty: it reads none.
    [[nodiscard]] std::string column() const;
};

/// When a sync runs by the clock.
struct stored_schedule {
    std::string frequency{"never"};
    std::string day;  ///< empty: null
    std::optional<std::int64_t> hour;
    std::optional<std::int64_t> minute;
    std::string cron;  ///< with the frequency "expression"
};

/// One alert (section 4.5). Options are kept as they were sent, unknown ones too.
struct stored_alert {
    std::int64_t id{0};
    std::string type;
    std::string send_for;  ///< empty: not stated, shown as null
    std::optional<bool> should_send_recovery;
    boost::json::object options;
};

/// How old a sync is: replies show old ones as the API of their day did, until they are edited.
enum class sync_age {
    of_2021,  ///< flat schedule, nothing that came later
    of_2023,  ///< flat schedule with cron, `triggers`, notification flags
    of_today  ///< `mode`, alerts, positions
};

/// A sync as the workspace holds it: what all generations' documents are made from.
struct stored_sync {
    sync_age age{sync_age::of_today};
    std::string resource_identifier;
    std::optional<std::string> label;
    std::string operation;
    bool paused{false};
    std::string status;  ///< empty: follows from the runs

    std::int64_t source_id{0};
    std::string object_type;  ///< table, model, dataset, segment, cohort, topic
    std::int64_t object_id{0};
    boost::json::object shown_object;  ///< members that replies show in place of the object's own

    std::int64_t destination_id{0};
    std::string activation_id;  ///< empty: the first that couples the two
    std::string object;         ///< full name
    std::string lead_union_insert_to;

    stored_schedule schedule;
    bool live{false};
    bool trigger_on_dbt_cloud_rebuild{false};  ///< of 2021: no ids are known
    boost::json::object triggers;              ///< dbt_cloud, fivetran, sync_sequence, and later kinds

    std::string field_behavior{"specific_properties"};
    std::string field_normalization;  ///< empty: null
    std::string field_order;          ///< empty: alphabetical_column_name
    std::string mirror_strategy;      ///< empty: null; so are the next
    std::string behavior_family;
    std::string high_water_mark;
    std::string historical_operation;
    boost::json::object advanced_configuration;
    std::vector<stored_alert> alerts;
    bool alerts_shown{true};  ///< false: an old sync whose alerts nobody has touched
    std::vector<stored_mapping> mappings;
    std::int64_t shuffle{0};    ///< seed of the order in which replies hold the mappings; 0: as stored
    boost::json::object later;  ///< members that are shown as they are, and mean nothing here

    [[nodiscard]] bool syncs_all() const { return field_behavior == "sync_all_properties"; }
};

/// The words for a `from` (V1's `from.type`); for `other` the mapping's own word counts.
[[nodiscard]] std::string_view word_of(from_kind kind);
[[nodiscard]] from_kind read_from_kind(std::string_view word);

}  // namespace censusctl::sandbox
