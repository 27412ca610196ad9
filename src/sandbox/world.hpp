#pragma once
#include <boost/json/object.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/generation.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/stored_sync.hpp"
#include "sandbox/world_settings.hpp"

namespace censusctl::sandbox {

/// How the runs of a sync fail, where the world says that they do (GET /sync_runs/[ID]).
struct planned_failure {
    std::string error_code;
    std::string error_message;
};

/// What a sync can read of a source: a table, model or topic, or what came later, a dataset, a segment or a
/// cohort. Ids are a number space of their own for each type.
struct data_source {
    std::string type;  ///< table, model, topic, dataset, segment or cohort
    std::int64_t id{0};
    std::string name;     ///< of all but a table
    std::string catalog;  ///< of a table, as the next two
    std::string schema;
    std::string table;
    instant created{0};                ///< 0: not known (tables carry none)
    std::vector<std::string> columns;  ///< names; empty: not known, nothing is checked
    boost::json::object row;           ///< as lists and syncs of 2021 show it
    boost::json::object detail;        ///< the row and `columns`
    boost::json::object row_today;     ///< as lists of V1 and V2 show it
    boost::json::object detail_today;  ///< as their single replies show it
    std::int64_t records{0};           ///< what a run reads, and how many of them it skips or loses
    std::int64_t records_invalid{0};
    std::int64_t records_failed{0};
    std::optional<planned_failure> fail_runs;
    std::int64_t dataset_id{0};        ///< a model's twin, or what a segment or cohort is taken from; 0: none
    std::int64_t segment_id{0};        ///< of a cohort: the segment that it splits
    std::int64_t source_object_id{0};  ///< under which V1 shows a dataset, segment or cohort in a sync
};

/// A source connection (GET /sources).
struct source {
    std::int64_t id{0};
    std::string group_id;  ///< what V2 calls the workspace of this warehouse
    boost::json::object row;
    boost::json::object row_today;
    std::vector<data_source> data_sources;

    [[nodiscard]] const data_source* find(std::string_view type, std::int64_t wanted) const;
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
    boost::json::object row_today;
};

/// The key that the server makes of several columns (section 4.3, `compound_key`).
struct compound_key {
    std::string to;                   ///< the field of the row that the server adds; empty: there is none
    std::vector<std::string> fields;  ///< whose columns it consists of
};

/// A destination object (GET /destinations/[ID]/objects/[OBJECT_FULL_NAME]).
struct destination_object {
    std::string full_name;
    bool allow_custom_fields{false};
    bool case_sensitive{true};
    std::vector<field> fields;  ///< empty: not known, nothing is checked
    boost::json::object row;
    boost::json::object row_today;
    std::optional<planned_failure> fail_runs;
    std::vector<std::string> operations;  ///< that it supports; empty: not known
    std::vector<std::string> keyless;     ///< operations for which no mapping need be the key
    bool field_ordering{false};           ///< supports_field_ordering
    bool can_be_destination{true};        ///< can_be_sync_destination
    compound_key compound;
    boost::json::object advanced_defaults;  ///< what the server adds to advanced_configuration

    /// The field of this name, compared as this object says; null if there is none.
    [[nodiscard]] const field* find_field(std::string_view name) const;
};

/// A destination connection (GET /destinations).
struct destination {
    std::int64_t id{0};
    std::string type;
    bool file_system{false};  ///< is_file_system_destination: a path that is not known is taken as a new one
    boost::json::object row;
    boost::json::object row_today;
    std::vector<destination_object> objects;

    [[nodiscard]] const destination_object* find_object(std::string_view full_name) const;
};

/// V2's couple of one source and one destination (GET /activations).
struct activation {
    std::string id;
    std::string name;
    std::string group_id;
    std::int64_t source_id{0};
    std::int64_t destination_id{0};
    boost::json::object row{};  ///< as somebody else's workspace spelt it; empty: made from the above
};

/// A sync as somebody else's reply spelt it, in a copy of a workspace: served as it is, but for the members
/// that an update has changed since.
struct spelt_row {
    generation in{generation::of_2021};
    std::string json;
    std::vector<std::string> changed;
};

/// A sync that exists.
struct sync_record {
    std::int64_t id{0};
    instant created{0};
    instant updated{0};
    stored_sync sync;
    std::optional<spelt_row> spelt;
};

/// One run. Its status follows from the clock and from whether it was cancelled.
struct run_record {
    std::int64_t id{0};
    std::int64_t sync_id{0};
    instant created{0};
    instant starts{0};  ///< when it stops being queued
    instant ends{0};    ///< when it stops working
    std::int64_t source_record_count{0};
    std::int64_t records_invalid{0};
    std::int64_t records_failed{0};
    std::optional<planned_failure> failure;
    bool full_sync{true};
    bool skipped{false};               ///< it was asked for while another one was going on
    std::optional<instant> cancelled;  ///< when
    std::string json;                  ///< of a run that the world file states: served as it is
};

/// Everything that a workspace holds when nobody has written to it yet.
struct world {
    std::string name;    ///< of the built-in one, or the path of its file
    std::string digest;  ///< of what it was made from: a state belongs to exactly one
    world_settings settings;
    boost::json::object workspace;  ///< GET /workspace
    std::vector<source> sources;
    std::vector<destination> destinations;
    std::vector<activation> activations;
    std::vector<sync_record> syncs;  ///< by creation time, then id
    std::vector<run_record> runs;    ///< the same

    [[nodiscard]] const source* find_source(std::int64_t id) const;
    [[nodiscard]] const destination* find_destination(std::int64_t id) const;
    [[nodiscard]] const data_source* find_data_source(std::int64_t source_id, std::string_view type,
                                                      std::int64_t id) const;
    [[nodiscard]] const activation* find_activation(std::string_view id) const;
    /// The first activation that couples the two; null if there is none.
    [[nodiscard]] const activation* find_activation(std::int64_t source_id,
                                                    std::int64_t destination_id) const;
};

/// Whether two field names are the same one, where case does not count outside a case-sensitive object.
/// ASCII only.
[[nodiscard]] bool same_name(std::string_view left, std::string_view right, bool case_sensitive);

/// The name in small letters (ASCII only), to find repeated ones where case does not count.
[[nodiscard]] std::string folded(std::string_view name);

}  // namespace censusctl::sandbox
