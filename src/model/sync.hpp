#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/connection_id.hpp"

namespace censusctl::model {

/// A name in three parts, as a table is identified (POST /syncs, source attributes). Compared
/// case-sensitively.
struct table_name {
    std::string catalog;
    std::string schema;
    std::string name;
    friend bool operator==(const table_name&, const table_name&) = default;
};

/// The model or table that a sync reads. `type` is "model" or "table", or a later generation's word.
/// A resolved one has its `id`; a live table may come with its triple only. `name` serves models, `table`
/// tables.
struct data_source {
    model::connection_id connection_id{};
    std::string type;
    std::optional<std::int64_t> id;
    std::string name;
    table_name table;
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

/// When a sync runs by itself. `hour` 0–24 and `minute` 0–59 in UTC; absent is the API's null.
struct schedule {
    std::string frequency{"never"};
    std::string day;  ///< "Sunday" … "Saturday"; empty: null
    std::optional<std::int64_t> hour;
    std::optional<std::int64_t> minute;
    friend bool operator==(const schedule&, const schedule&) = default;
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

using mapping_source = std::variant<column_source, constant_source, opaque_source>;

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
    friend bool operator==(const mapping&, const mapping&) = default;
};

/// What a sync is: everything that a file can say of it, in the API's words, names resolved to ids.
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
