#include "sandbox/v1_alert_writer.hpp"

#include "sandbox/row_values.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::object alert_row(const stored_alert& alert, const world_settings& settings) {
    json::object row{{"id", alert.id}, {"type", alert.type}};
    row["send_for"] = text_or_null(alert.send_for);
    row["should_send_recovery"] =
        alert.should_send_recovery ? json::value(*alert.should_send_recovery) : json::value(nullptr);
    if (!alert.options.empty()) {
        row["options"] = alert.options;
    } else if (settings.alert_options == "null") {
        row["options"] = nullptr;
    } else if (settings.alert_options == "object") {
        row["options"].emplace_object();
    }
    return row;
}

}  // namespace

json::array v1_alerts(const stored_sync& sync, const world_settings& settings) {
    json::array rows;
    for (const stored_alert& alert : sync.alerts) {
        rows.emplace_back(alert_row(alert, settings));
    }
    return rows;
}

void write_alert_flags(const stored_sync& sync, json::object& row) {
    std::int64_t percent = 75;
    bool of_records = false;
    bool of_runs = false;
    for (const stored_alert& alert : sync.alerts) {
        of_runs = of_runs || alert.type == "FailureAlertConfiguration";
        if (alert.type == "InvalidRecordPercentAlertConfiguration") {
            const json::value* threshold = alert.options.if_contains("threshold");
            of_records = true;
            percent = threshold != nullptr && threshold->is_int64() ? threshold->get_int64() : percent;
        }
    }
    row["failed_run_notifications_enabled"] = of_runs;
    row["failed_record_notifications_enabled"] = of_records;
    row["failed_record_notifications_threshold_percent"] = percent;
}

}  // namespace censusctl::sandbox
