#pragma once
#include <algorithm>
#include <array>
#include <string_view>

/// The words of the API's closed lists (POST /syncs). The model keeps such values as strings, since a live
/// sync may carry a word of a later generation, which must be shown and never lost; the manifest reader
/// accepts only these.
namespace censusctl::model::vocabulary {

inline constexpr std::array<std::string_view, 5> operations{"append", "insert", "mirror", "update", "upsert"};
inline constexpr std::array<std::string_view, 6> frequencies{"never",  "continuous", "quarter_hourly",
                                                             "hourly", "daily",      "weekly"};
inline constexpr std::array<std::string_view, 7> days{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};
inline constexpr std::array<std::string_view, 2> field_behaviors{"specific_properties",
                                                                 "sync_all_properties"};
inline constexpr std::array<std::string_view, 6> field_name_styles{
    "start_case", "lower_case", "upper_case", "camel_case", "snake_case", "match_source_names"};
inline constexpr std::array<std::string_view, 4> constant_types{"boolean", "datetime", "number", "text"};
inline constexpr std::array<std::string_view, 2> array_operations{"merge", "overwrite"};
inline constexpr std::array<std::string_view, 2> data_source_types{"model", "table"};
// Of the generations after 2021.
inline constexpr std::array<std::string_view, 6> all_operations{"append", "insert", "mirror",
                                                                "update", "upsert", "delete"};
inline constexpr std::array<std::string_view, 7> all_frequencies{
    "never", "continuous", "quarter_hourly", "hourly", "daily", "weekly", "expression"};
inline constexpr std::array<std::string_view, 6> source_kinds{"model",   "table",  "dataset",
                                                              "segment", "cohort", "topic"};
inline constexpr std::array<std::string_view, 3> field_orders{"alphabetical_column_name", "mapping_order",
                                                              "source_column_order"};
inline constexpr std::array<std::string_view, 3> mirror_strategies{
    "sync_updates_and_deletes", "sync_updates_and_nulls", "upload_and_swap"};
inline constexpr std::array<std::string_view, 2> historical_operations{"skip_current_records",
                                                                       "backfill_all_records"};
/// The API's words are these in capitals with `AlertConfiguration` behind them: FailureAlertConfiguration.
/// `record_count_deviation` is none of them: the reference does not know all of its options, so that none can
/// be stated, and those that a sync has are kept as they are (census-api-today 4.5).
inline constexpr std::array<std::string_view, 5> alert_types{"failure", "invalid_record_percent",
                                                             "full_sync_trigger", "runtime", "status"};
/// The API refuses one of these that says how often, or whether of a recovery, it is sent.
inline constexpr std::string_view alert_without_frequency = "full_sync_trigger";
inline constexpr std::string_view alert_never_stated = "record_count_deviation";
inline constexpr std::array<std::string_view, 2> alert_frequencies{"first_time", "every_time"};
inline constexpr std::array<std::string_view, 2> alert_units{"minutes", "hours"};
inline constexpr std::array<std::string_view, 2> alert_starts{"actual", "scheduled"};
inline constexpr std::array<std::string_view, 2> alert_statuses{"started", "completed"};

/// Ours, not the API's: when `apply` triggers a sync.
inline constexpr std::array<std::string_view, 4> run_policies{"never", "on_create", "on_change", "always"};

/// Whether `word` is one of `list`.
template <class List>
[[nodiscard]] constexpr bool contains(const List& list, std::string_view word) noexcept {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace censusctl::model::vocabulary
