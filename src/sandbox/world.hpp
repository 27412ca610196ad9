#pragma once
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/instant.hpp"

namespace censusctl::sandbox {

/// How the runs of a sync fail, where the world says that they do (GET /sync_runs/[ID]).
struct planned_failure {
    std::string error_code;
    std::string error_message;
};

/// A model or table of a source (GET /sources/[ID]/models/[ID], GET /sources/[ID]/tables/[ID]).
struct data_source {
    std::string type;  ///< "model" or "table"
    std::int64_t id{0};
    std::string name;     ///< of a model
    std::string catalog;  ///< of a table, as the next two
    std::string schema;
    std::string table;
    instant created{0};                ///< 0: not known (tables carry none)
    std::vector<std::string> columns;  ///< names; empty: not known, nothing is checked
    boost::json::object row;           ///< as lists and syncs show it
    boost::json::object detail;        ///< the row and `columns`
    std::int64_t records{0};           ///< what a run reads, and how many of them it skips or loses
    std::int64_t records_invalid{0};
    std::int64_t records_failed{0};
    std::optional<planned_failure> fail_runs;
};

/// A source connection (GET /sources).
struct source {
    std::int64_t id{0};
    boost::json::object row;
    std::vector<data_source> data_sources;
};

/// A field of a destination object ("Field Properties" in the API reference).
struct field {
    std::string full_name;
    bool createable{true};
    bool updateable{true};
    bool array{false};
    bool preserve_values_supported{false};
    bool required_for_mapping{false};
    bool can_be_upsert_key{false};
    bool can_be_update_key{false};
    bool can_be_insert_key{false};
    bool can_be_reference_key{false};
    std::vector<std::string> operations;  ///< of an array: merge, overwrite
    std::string lookup_object;            ///< empty: it refers to none
    boost::json::object row;
};

/// A destination object (GET /destinations/[ID]/objects/[OBJECT_FULL_NAME]).
struct destination_object {
    std::string full_name;
    bool allow_custom_fields{false};
    bool case_sensitive{true};
    std::vector<field> fields;  ///< empty: not known, nothing is checked
    boost::json::object row;
    std::optional<planned_failure> fail_runs;

    /// The field of this name, compared as this object says; null if there is none.
    [[nodiscard]] const field* find_field(std::string_view name) const;
};

/// A destination connection (GET /destinations).
struct destination {
    std::int64_t id{0};
    boost::json::object row;
    std::vector<destination_object> objects;

    [[nodiscard]] const destination_object* find_object(std::string_view full_name) const;
};

/// A sync that exists. The 2021 API never changes one, so it is kept as the text that is served.
struct sync_record {
    std::int64_t id{0};
    instant created{0};
    std::int64_t source_id{0};
    std::string data_source_type;
    std::int64_t data_source_id{0};
    std::int64_t destination_id{0};
    std::string object;
    std::string json;
};

/// One run. Its status follows from the clock, so a record never changes.
struct run_record {
    std::int64_t id{0};
    std::int64_t sync_id{0};
    instant created{0};
    instant ends{0};  ///< when it stops working
    std::int64_t source_record_count{0};
    std::int64_t records_invalid{0};
    std::int64_t records_failed{0};
    std::optional<planned_failure> failure;
    std::string json;  ///< of a run that the world file states: served as it is
};

/// How the simulated workspace behaves.
struct world_settings {
    instant clock{1635724800000};     ///< 2021-11-01T00:00:00.000Z
    std::int64_t tick{1000};          ///< milliseconds that pass with each request
    std::int64_t run_duration{3000};  ///< milliseconds that a run works
    bool constants_as_strings{true};  ///< numbers and booleans come back as strings
    bool shuffle_mappings{true};      ///< mappings come back in another order than sent
    std::int64_t next_sync_id{1};
    std::int64_t next_run_id{1};
};

/// Everything that a workspace holds when nobody has written to it yet.
struct world {
    std::string name;    ///< of the built-in one, or the path of its file
    std::string digest;  ///< of what it was made from: a state belongs to exactly one
    world_settings settings;
    std::vector<source> sources;
    std::vector<destination> destinations;
    std::vector<sync_record> syncs;  ///< by creation time, then id
    std::vector<run_record> runs;    ///< the same

    [[nodiscard]] const source* find_source(std::int64_t id) const;
    [[nodiscard]] const destination* find_destination(std::int64_t id) const;
    [[nodiscard]] const data_source* find_data_source(std::int64_t source_id, std::string_view type,
                                                      std::int64_t id) const;
};

/// Whether two field names are the same one, where case does not count outside a case-sensitive object.
/// ASCII only.
[[nodiscard]] bool same_name(std::string_view left, std::string_view right, bool case_sensitive);

/// The name in small letters (ASCII only), to find repeated ones where case does not count.
[[nodiscard]] std::string folded(std::string_view name);

}  // namespace censusctl::sandbox
