#pragma once
#include <array>
#include <string_view>

/// The words of the API's closed lists, as the sandbox reads them: its own, so that a wrong list of the
/// client is refused here. Those of 2021 stand beside those of V1 and V2 (sections 4.3 to 4.5 of the
/// reference).
namespace censusctl::sandbox::words {

inline constexpr std::array<std::string_view, 5> operations{"append", "insert", "mirror", "update", "upsert"};
/// Objects may offer `delete` too.
inline constexpr std::array<std::string_view, 6> operations_today{"append", "insert", "mirror",
                                                                  "update", "upsert", "delete"};
inline constexpr std::array<std::string_view, 6> frequencies{"never",  "continuous", "quarter_hourly",
                                                             "hourly", "daily",      "weekly"};
inline constexpr std::array<std::string_view, 7> frequencies_today{
    "never", "continuous", "quarter_hourly", "hourly", "daily", "weekly", "expression"};
inline constexpr std::array<std::string_view, 7> days{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                      "Thursday", "Friday", "Saturday"};
inline constexpr std::array<std::string_view, 2> field_behaviors{"specific_properties",
                                                                 "sync_all_properties"};
inline constexpr std::array<std::string_view, 6> field_normalizations{
    "start_case", "lower_case", "upper_case", "camel_case", "snake_case", "match_source_names"};
inline constexpr std::array<std::string_view, 3> field_orders{"alphabetical_column_name", "mapping_order",
                                                              "source_column_order"};
inline constexpr std::array<std::string_view, 3> mirror_strategies{
    "sync_updates_and_deletes", "sync_updates_and_nulls", "upload_and_swap"};
inline constexpr std::array<std::string_view, 2> behavior_families{"activateEvents", "mapRecords"};
inline constexpr std::array<std::string_view, 2> historical_operations{"skip_current_records",
                                                                       "backfill_all_records"};
inline constexpr std::array<std::string_view, 4> constant_types{"boolean", "datetime", "number", "text"};
inline constexpr std::array<std::string_view, 2> array_operations{"merge", "overwrite"};
inline constexpr std::array<std::string_view, 2> data_source_types{"model", "table"};
inline constexpr std::array<std::string_view, 4> object_types{"table", "model", "dataset", "topic"};
inline constexpr std::array<std::string_view, 6> alert_types{
    "FailureAlertConfiguration",         "InvalidRecordPercentAlertConfiguration",
    "FullSyncTriggerAlertConfiguration", "RecordCountDeviationAlertConfiguration",
    "RuntimeAlertConfiguration",         "StatusAlertConfiguration"};
inline constexpr std::array<std::string_view, 2> alert_frequencies{"first_time", "every_time"};
inline constexpr std::array<std::string_view, 9> run_statuses{
    "queued", "working", "completed", "failed", "skipped", "cancelled", "canceled", "preparing", "unknown"};

}  // namespace censusctl::sandbox::words
