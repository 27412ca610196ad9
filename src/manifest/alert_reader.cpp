#include "manifest/alert_reader.hpp"

#include <array>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "manifest/field_reader.hpp"
#include "model/alert_words.hpp"
#include "model/vocabulary.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;
namespace vocabulary = model::vocabulary;

constexpr std::int64_t most_percent = 100;

/// The options that a type has; the threshold of those that have one must be stated.
const key_list& options_of(std::string_view type) {
    static const key_list none;
    static const key_list threshold{"threshold"};
    static const key_list runtime{"threshold", "unit", "start_type"};
    static const key_list status{"status_name"};
    if (type == "invalid_record_percent") {
        return threshold;
    }
    if (type == "runtime") {
        return runtime;
    }
    if (type == "status") {
        return status;
    }
    return none;
}

/// Whether it is an alert that cannot be stated, which is reported: then nothing else of it matters.
bool is_never_stated(yaml_node alert, reading_problems& problems) {
    const auto at = alert.find("type");
    if (!at || !alert.value(*at).is_scalar()) {
        return false;
    }
    const yaml_node type = alert.value(*at);
    if (type.text() != vocabulary::alert_never_stated &&
        type.text() != "RecordCountDeviationAlertConfiguration") {
        return false;
    }
    problems
        .report(code::value_invalid, type.where(),
                "an alert of type " + in_quotes(type.text()) +
                    " cannot be stated: not all of its options are known")
        .hints.emplace_back("take it away: one that the workspace has is left as it is");
    return true;
}

/// The type in snake case, however it is written.
std::string read_type(field_reader& fields, reading_problems& problems) {
    const auto type = fields.find("type", need::required);
    if (!type) {
        return {};
    }
    if (type->value.is_scalar()) {
        std::string known = model::alert_type_of(type->value.text());
        if (!known.empty()) {
            return known;
        }
    }
    return read_word("type", type->value, vocabulary::alert_types, problems).value_or(std::string());
}

void refuse_each(field_reader& fields, std::span<const std::string_view> keys, const std::string& type,
                 reading_problems& problems) {
    for (const std::string_view key : keys) {
        if (const auto stated = fields.find(key)) {
            problems
                .report(code::value_invalid, stated->key.where(),
                        in_quotes(key) + " means nothing for an alert of type " + in_quotes(type))
                .hints.push_back("take it away");
        }
    }
}

void refuse_other_options(field_reader& fields, const std::string& type, reading_problems& problems) {
    std::vector<std::string_view> others{"threshold", "unit", "start_type", "status_name"};
    std::erase_if(others,
                  [&](std::string_view option) { return vocabulary::contains(options_of(type), option); });
    refuse_each(fields, others, type, problems);
}

std::optional<std::int64_t> read_threshold(field_reader& fields, const std::string& type,
                                           reading_problems& problems) {
    if (!fields.find("threshold", need::required)) {
        return std::nullopt;
    }
    const auto threshold = fields.integer("threshold");
    if (!threshold) {
        return std::nullopt;
    }
    const bool percent = type == "invalid_record_percent";
    if (threshold->value < 0 || (percent && threshold->value > most_percent)) {
        problems.report(code::value_invalid, threshold->where,
                        percent ? "'threshold' must be from 0 to 100, a share in percent"
                                : "'threshold' must not be below 0");
        return std::nullopt;
    }
    return threshold->value;
}

model::alert read_alert(yaml_node item, bool complete, reading_problems& problems) {
    static const key_list known{"type", "send_for",   "should_send_recovery", "threshold",
                                "unit", "start_type", "status_name"};
    if (is_never_stated(item, problems)) {
        return {};
    }
    const mapping_owner owner{"this alert", item.where(), complete};
    const layered_mapping keys(item);
    field_reader fields(keys, known, owner, problems);
    model::alert alert;
    alert.type = read_type(fields, problems);
    alert.send_for = fields.word("send_for", vocabulary::alert_frequencies).value;
    if (const auto recovery = fields.flag("should_send_recovery"); recovery.where.known()) {
        alert.should_send_recovery = recovery.value;
    }
    if (alert.type.empty()) {
        return alert;
    }
    refuse_other_options(fields, alert.type, problems);
    if (alert.type == vocabulary::alert_without_frequency) {
        refuse_each(fields, std::array<std::string_view, 2>{"send_for", "should_send_recovery"}, alert.type,
                    problems);
    }
    const key_list& options = options_of(alert.type);
    if (vocabulary::contains(options, "threshold")) {
        alert.threshold = read_threshold(fields, alert.type, problems);
    }
    if (vocabulary::contains(options, "unit")) {
        alert.unit = fields.word("unit", vocabulary::alert_units, need::required).value;
        alert.start_type = fields.word("start_type", vocabulary::alert_starts, need::required).value;
    }
    if (vocabulary::contains(options, "status_name")) {
        alert.status_name = fields.word("status_name", vocabulary::alert_statuses, need::required).value;
    }
    return alert;
}

}  // namespace

std::vector<model::alert> read_alerts(yaml_node list, bool complete, reading_problems& problems) {
    std::vector<model::alert> alerts;
    if (!list.is_sequence()) {
        report_type("alerts", list, "a list", problems).hints.emplace_back("[] for none");
        return alerts;
    }
    for (std::size_t index = 0; index < list.size(); ++index) {
        const yaml_node item = list.item(index);
        if (item.is_mapping()) {
            alerts.push_back(read_alert(item, complete, problems));
        } else {
            auto& problem = report_type("alerts", item, "a list of alerts such as {type: failure}", problems);
            if (item.is_scalar() && !item.is_null()) {
                problem.hints.push_back("write {type: " + std::string(item.text().substr(0, 60)) + "}");
            }
        }
    }
    return alerts;
}

}  // namespace censusctl::manifest
