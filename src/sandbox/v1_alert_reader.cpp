#include "sandbox/v1_alert_reader.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <charconv>

#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

constexpr std::string_view failure = "FailureAlertConfiguration";
constexpr std::string_view invalid_percent = "InvalidRecordPercentAlertConfiguration";
constexpr std::string_view full_sync = "FullSyncTriggerAlertConfiguration";
constexpr std::string_view deviation = "RecordCountDeviationAlertConfiguration";
constexpr std::string_view runtime = "RuntimeAlertConfiguration";
constexpr std::string_view status_alert = "StatusAlertConfiguration";

[[noreturn]] void refuse() {
    throw document_error{"", "sync_alert_configurations is invalid"};
}

stored_alert alert_of(std::string_view type, json::object options) {
    stored_alert alert;
    alert.type = std::string(type);
    alert.send_for = "first_time";
    alert.should_send_recovery = true;
    alert.options = std::move(options);
    return alert;
}

/// A number, or one as text.
void read_threshold(json::object& options, std::int64_t most) {
    json::value* value = options.if_contains("threshold");
    std::int64_t threshold = -1;
    if (value != nullptr && value->is_int64()) {
        threshold = value->get_int64();
    } else if (value != nullptr && value->is_string()) {
        const json::string& text = value->get_string();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threshold);
        if (error != std::errc{} || end != text.data() + text.size()) {
            refuse();
        }
    }
    if (threshold < 0 || threshold > most) {
        refuse();
    }
    options["threshold"] = threshold;
}

void require_word(const json::object& options, std::string_view key,
                  std::initializer_list<std::string_view> allowed) {
    const json::value* value = options.if_contains(key);
    if (value == nullptr || !value->is_string() ||
        std::find(allowed.begin(), allowed.end(), std::string_view(value->get_string())) == allowed.end()) {
        refuse();
    }
}

/// Options of the type's own; a type that has none ignores what is sent.
void check_options(stored_alert& alert) {
    if (alert.type == invalid_percent) {
        read_threshold(alert.options, 100);
    } else if (alert.type == runtime) {
        read_threshold(alert.options, 1'000'000);
        require_word(alert.options, "unit", {"minutes", "hours"});
        require_word(alert.options, "start_type", {"actual", "scheduled"});
    } else if (alert.type == status_alert) {
        require_word(alert.options, "status_name", {"started", "completed"});
    } else if (alert.type == failure || alert.type == full_sync) {
        alert.options.clear();
    }
}

stored_alert read_alert(const node& item) {
    stored_alert alert;
    alert.type = item.require("type").one_of(words::alert_types);
    if (const auto id = item.find("id")) {
        alert.id = read_v1_id(*id);
    }
    if (const auto send_for = item.find("send_for")) {
        alert.send_for = send_for->one_of(words::alert_frequencies);
    }
    if (const auto recovery = item.find("should_send_recovery")) {
        alert.should_send_recovery = recovery->boolean();
    }
    if (const auto options = item.find("options")) {
        alert.options = options->object();
    }
    return alert;
}

/// What a new alert must not have, and what it has when it does not say.
void check_new(stored_alert& alert) {
    if (alert.type == deviation) {
        refuse();
    }
    if (alert.type == full_sync) {
        if (!alert.send_for.empty() || alert.should_send_recovery) {
            refuse();
        }
        return;
    }
    if (alert.send_for.empty()) {
        alert.send_for = "first_time";
    }
    alert.should_send_recovery = alert.should_send_recovery.value_or(true);
}

void check_kept(const stored_alert& alert, const std::vector<stored_alert>& known) {
    const auto before = std::find_if(known.begin(), known.end(),
                                     [&](const stored_alert& other) { return other.id == alert.id; });
    if (before == known.end() || before->type != alert.type) {
        refuse();
    }
    if (alert.type == deviation && alert.options != before->options) {
        refuse();
    }
}

}  // namespace

std::vector<stored_alert> default_alerts() {
    return {alert_of(failure, {}), alert_of(invalid_percent, json::object{{"threshold", 75}})};
}

std::vector<stored_alert> read_v1_alerts(const node& list, const std::vector<stored_alert>& known) {
    std::vector<stored_alert> alerts;
    try {
        for (const node& item : list.items()) {
            alerts.push_back(read_alert(item));
        }
    } catch (const document_error&) {
        refuse();
    }
    const auto is_kept = [&](const stored_alert& before) {
        return std::any_of(alerts.begin(), alerts.end(),
                           [&](const stored_alert& alert) { return alert.id == before.id; });
    };
    for (stored_alert& alert : alerts) {
        if (alert.id != 0) {
            check_kept(alert, known);
        } else {
            const bool repeats = std::any_of(known.begin(), known.end(), [&](const stored_alert& before) {
                return before.type == alert.type && !is_kept(before);
            });
            if (repeats) {
                refuse();
            }
            check_new(alert);
        }
        check_options(alert);
    }
    return alerts;
}

std::vector<stored_alert> read_returned_alerts(const node& list) {
    std::vector<stored_alert> alerts;
    for (const node& item : list.items()) {
        alerts.push_back(read_alert(item));
    }
    return alerts;
}

bool has_alert_flags(const node& request) {
    return request.find("failed_run_notifications_enabled") ||
           request.find("failed_record_notifications_enabled") ||
           request.find("failed_record_notifications_threshold_percent");
}

std::vector<stored_alert> alerts_of_flags(const node& request) {
    std::vector<stored_alert> alerts;
    if (request.flag("failed_run_notifications_enabled", true)) {
        alerts.push_back(alert_of(failure, {}));
    }
    if (request.flag("failed_record_notifications_enabled", true)) {
        const auto percent = request.find("failed_record_notifications_threshold_percent");
        const std::int64_t threshold = percent ? percent->integer(0, 100) : 75;
        alerts.push_back(alert_of(invalid_percent, json::object{{"threshold", threshold}}));
    }
    return alerts;
}

}  // namespace censusctl::sandbox
