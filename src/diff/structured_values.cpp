#include "diff/structured_values.hpp"

#include <algorithm>

#include "diff/canonical_value.hpp"
#include "json/canonical.hpp"
#include "model/vocabulary.hpp"
#include "text/canonical.hpp"

namespace censusctl::diff {
namespace {

void add_part(std::string& to, std::string_view name, const std::string& value) {
    if (!value.empty()) {
        to.append(to.empty() ? "" : ", ").append(name).append(name.empty() ? "" : " ").append(value);
    }
}

std::string number_or_empty(const std::optional<std::int64_t>& number) {
    return number ? std::to_string(*number) : std::string();
}

/// The options of an alert, in a fixed order.
std::string options_of(const model::alert& alert) {
    std::string options;
    add_part(options, "threshold", number_or_empty(alert.threshold));
    add_part(options, "", alert.unit);
    add_part(options, "", alert.start_type);
    add_part(options, "", alert.status_name);
    return options;
}

std::string canonical_alert(const model::alert& alert) {
    std::string text;
    append_canonical_line(text, "type", alert.type);
    if (alert.type == model::vocabulary::alert_without_frequency) {
        return text;  // what else the server tells of it, no file can state
    }
    append_canonical_line(text, "send_for", alert.send_for.empty() ? "first_time" : alert.send_for);
    append_canonical_line(text, "recovery", alert.should_send_recovery.value_or(true) ? "true" : "false");
    append_canonical_line(text, "options", options_of(alert));
    return text;
}

/// A number by value and a boolean as a word, also where they are written as texts.
std::string canonical_setting(const model::setting& setting) {
    if (const auto number = text::canonical_number(setting.value)) {
        return *number;
    }
    return json::canonical(setting.value);
}

const model::setting* find(const std::vector<model::setting>& settings, const std::string& name) {
    const auto found = std::find_if(settings.begin(), settings.end(),
                                    [&](const model::setting& setting) { return setting.name == name; });
    return found == settings.end() ? nullptr : &*found;
}

}  // namespace

std::string canonical_alerts(const std::vector<model::alert>& alerts) {
    std::vector<std::string> forms;
    forms.reserve(alerts.size());
    for (const model::alert& alert : alerts) {
        forms.push_back(canonical_alert(alert));
    }
    std::sort(forms.begin(), forms.end());
    std::string text;
    for (const std::string& form : forms) {
        text += form;
    }
    return text;
}

std::string shown_alerts(const std::vector<model::alert>& alerts) {
    std::string text;
    for (const model::alert& alert : alerts) {
        std::string words;
        add_part(words, "", alert.send_for);
        if (alert.should_send_recovery) {
            add_part(words, "", *alert.should_send_recovery ? "with recovery" : "without recovery");
        }
        add_part(words, "", options_of(alert));
        text.append(text.empty() ? "" : ", ").append(alert.type);
        if (!words.empty()) {
            text.append(" (").append(words).append(")");
        }
    }
    return text.empty() ? "none" : text;
}

std::string canonical_settings(const model::sync_spec& self, const model::sync_spec& desired) {
    static const std::vector<model::setting> none;
    std::vector<std::string> lines;
    for (const model::setting& wanted :
         desired.advanced_configuration ? *desired.advanced_configuration : none) {
        const auto& settings = self.advanced_configuration ? *self.advanced_configuration : none;
        if (const model::setting* there = find(settings, wanted.name)) {
            append_canonical_line(lines.emplace_back(), wanted.name, canonical_setting(*there));
        }
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const std::string& line : lines) {
        text += line;
    }
    return text;
}

std::string shown_settings(const std::vector<model::setting>& settings) {
    std::vector<std::string> parts;
    parts.reserve(settings.size());
    for (const model::setting& setting : settings) {
        parts.push_back(setting.name + ": " + setting.value);
    }
    std::sort(parts.begin(), parts.end());
    std::string text;
    for (const std::string& part : parts) {
        text.append(text.empty() ? "" : ", ").append(part);
    }
    return text.empty() ? "none" : text;
}

}  // namespace censusctl::diff
