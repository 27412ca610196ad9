#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "model/connection_id.hpp"
#include "model/kept_parts.hpp"

namespace censusctl::model {

/// A name in three parts, as a table is identified (POST /syncs, source attributes). Compared
/// case-sensitively.
struct table_name {
    std::string catalog;
    std::string schema;
    std::string name;
    friend bool operator==(const table_name&, const table_name&) = default;
};

/// What a sync reads. `type` is one of vocabulary::source_kinds, or the server's own word where it is none of
/// them. A resolved one has its `id` in the numbers of its kind; a live table may come with its triple only.
/// `table` serves tables, `name` all others.
struct data_source {
    model::connection_id connection_id{};
    std::string type;
    std::optional<std::int64_t> id;
    std::string name;
    table_name table;
    /// Of a model: the dataset that is the same thing. Of a segment or cohort: the one that it is a part of.
    std::optional<std::int64_t> dataset_id{};
    friend bool operator==(const data_source&, const data_source&) = default;
};

/// Where a sync writes (POST /syncs, destination attributes). An empty `lead_union_insert_to` is the API's
/// null.
struct destination {
    model::connection_id connection_id{};
    std::string object;  ///< full_name of the object
    std::string lead_union_insert_to;
    friend bool operator==(const destination&, const destination&) = default;
};

/// When a sync runs by itself. `hour` 0–24 and `minute` 0–59 in UTC; absent is the API's null. With the
/// frequency `expression` the cron expression alone counts, whatever parts the server computes of it.
struct schedule {
    std::string frequency{"never"};
    std::string day;  ///< "Sunday" … "Saturday"; empty: null
    std::optional<std::int64_t> hour;
    std::optional<std::int64_t> minute;
    std::string cron_expression{};  ///< five fields in UTC; see `cron_expression`
    friend bool operator==(const schedule&, const schedule&) = default;
};

/// The sync after whose successful runs another runs: its key where a file names it, its id where it is
/// known.
struct parent_sync {
    std::string key;
    std::optional<std::int64_t> id;
    [[nodiscard]] bool stated() const noexcept { return !key.empty() || id.has_value(); }
    friend bool operator==(const parent_sync&, const parent_sync&) = default;
};

/// What else than a schedule starts a sync (`mode.triggers`, POST /syncs). Empty texts: no such trigger.
struct triggers {
    std::string dbt_cloud_project_id;
    std::string dbt_cloud_job_id;
    std::string fivetran_job_id;
    std::string fivetran_job_name;
    parent_sync sync_sequence;
    friend bool operator==(const triggers&, const triggers&) = default;
};

/// When Census tells people of a sync (`alert_attributes`, POST /syncs). `type` is one of
/// vocabulary::alert_types; others are in no list, but kept as they are. What is not stated is empty.
struct alert {
    std::string type;
    std::string send_for;  ///< first_time or every_time
    std::optional<bool> should_send_recovery;
    std::optional<std::int64_t> threshold;
    std::string unit;                  ///< runtime: minutes or hours
    std::string start_type;            ///< runtime: actual or scheduled
    std::string status_name;           ///< status: started or completed
    std::optional<std::int64_t> id{};  ///< the server's, of a live one; never compared
    friend bool operator==(const alert&, const alert&) = default;
};

/// A mapping's source that is a column of the model or table.
struct column_source {
    std::string name;
    friend bool operator==(const column_source&, const column_source&) = default;
};

/// How a constant was written, in YAML or in JSON; the canonical form, not this, decides equality.
enum class scalar_kind { text, number, boolean };

/// A mapping's source that is a constant. `type` is one of vocabulary::constant_types; `value` is the text as
/// written (a number keeps its digits, a boolean is "true" or "false").
struct constant_source {
    std::string type;
    std::string value;
    scalar_kind kind{scalar_kind::text};
    friend bool operator==(const constant_source&, const constant_source&) = default;
};

/// A mapping's source of a later generation, kept as its JSON text so that it is shown and compared, never
/// dropped.
struct opaque_source {
    std::string json;
    friend bool operator==(const opaque_source&, const opaque_source&) = default;
};

/// A mapping's source that is a Liquid template: "{{ record['NAME'] | upcase }}".
struct liquid_source {
    std::string text;
    friend bool operator==(const liquid_source&, const liquid_source&) = default;
};

/// A mapping's source that is a fact of the run: "sync_run_id".
struct metadata_source {
    std::string key;
    friend bool operator==(const metadata_source&, const metadata_source&) = default;
};

/// A mapping's source that is the segments which a record is in, by their "name".
struct membership_source {
    std::string identify_by;
    friend bool operator==(const membership_source&, const membership_source&) = default;
};

/// A key of several columns, which the server adds by itself as a mapping of its own. No file states one, it
/// is never compared, and never sent.
struct compound_key_source {
    std::vector<std::string> columns;
    friend bool operator==(const compound_key_source&, const compound_key_source&) = default;
};

using mapping_source = std::variant<column_source, constant_source, opaque_source, liquid_source,
                                    metadata_source, membership_source, compound_key_source>;

/// One line of a sync: a column or constant into a field of the object (POST /syncs, mapping attributes).
/// Empty strings are the API's null. `preserve_values` true means: do not overwrite a value that is there.
struct mapping {
    mapping_source from;
    std::string to;
    bool is_primary_identifier{false};
    bool generate_field{false};
    bool preserve_values{false};
    std::string operation;  ///< arrays: "merge" or "overwrite"
    std::string lookup_object;
    std::string lookup_field;
    // Of later generations; what is not stated is left as the workspace has it.
    std::optional<bool> sync_null_values{};
    std::string field_type{};
    std::optional<bool> array_field{};
    std::optional<bool> follow_source_type{};
    friend bool operator==(const mapping&, const mapping&) = default;
};

/// One setting of `advanced_configuration` (POST /syncs). What is no scalar is kept as its JSON.
struct setting {
    std::string name;
    std::string value;  ///< as written; a boolean is "true" or "false"
    scalar_kind kind{scalar_kind::text};
    bool is_json{false};  ///< no scalar: `value` is its JSON
    friend bool operator==(const setting&, const setting&) = default;
};

/// What a sync is: everything that a file can say of it, in the API's words, names resolved to ids. An
/// attribute of later generations may be not stated: an empty text, or absent. It is then no difference
/// whatever the other side has.
/// The same type describes a desired sync and a live one; `diff` compares two of them.
struct sync_spec {
    std::string label;  ///< empty: null
    std::string operation;
    data_source source;
    model::destination destination;
    model::schedule schedule;
    bool paused{false};
    bool trigger_on_dbt_cloud_rebuild{false};
    std::string field_behavior{"specific_properties"};
    std::string field_normalization;  ///< empty: null
    std::vector<mapping> mappings;
    model::triggers triggers{};
    std::string field_order{};
    std::optional<std::vector<alert>> alerts{};
    std::string mirror_strategy{};
    std::string historical_sync_operation{};
    std::string high_water_mark_attribute{};
    std::optional<std::vector<setting>> advanced_configuration{};  ///< by name
    friend bool operator==(const sync_spec&, const sync_spec&) = default;
};

/// A sync as the workspace has it (GET /syncs). The volatile facts are for reports only and are never
/// compared. Timestamps are the server's ISO 8601 texts.
struct live_sync {
    std::int64_t id{0};
    sync_spec spec;
    std::string status;
    std::string created_at;
    std::string updated_at;
    kept_parts kept{};
    std::string group{};  ///< the group that it is in, where the generation has groups and tells it
    /// Why it cannot be compared with any file: "names no activation that the token sees". No change of it is
    /// planned. Empty: it can.
    std::string not_understood{};
};

/// One run of a sync (GET /sync_runs/[ID]). Counts are absent where the server says null, as it does for a
/// failed run.
struct sync_run {
    std::int64_t id{0};
    std::int64_t sync_id{0};
    std::string status;  ///< working, completed, failed; later generations: queued, skipped …
    bool canceled{false};
    bool full_sync{false};
    std::optional<std::int64_t> source_record_count;
    std::optional<std::int64_t> records_processed;
    std::optional<std::int64_t> records_updated;
    std::optional<std::int64_t> records_failed;
    std::optional<std::int64_t> records_invalid;
    std::string created_at;
    std::string updated_at;
    std::string completed_at;              ///< empty: null
    std::string scheduled_execution_time;  ///< empty: null
    std::string error_code;
    std::string error_message;
    std::string error_detail;
    std::string trigger_reason;  ///< sync_trigger_reason.ui_detail

    /// Whether it has ended: completed, failed or skipped, or canceled.
    [[nodiscard]] bool ended() const {
        return canceled || status == "completed" || status == "failed" || status == "skipped";
    }
    /// Whether it ended as wanted.
    [[nodiscard]] bool succeeded() const { return !canceled && status == "completed"; }
};

}  // namespace censusctl::model
