#include <algorithm>

#include "validation/metadata_rules.hpp"

namespace censusctl::validation {
namespace {

using diagnostics::code;
using model::attribute;

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "'" : ", '") + word + "'";
    }
    return text;
}

/// Types have more words than are documented: only what cannot fit is refused.
bool can_be(const model::setting& setting, const std::string& type) {
    if (type == "boolean") {
        return setting.kind == model::scalar_kind::boolean;
    }
    if (type == "integer" || type == "number") {
        return setting.kind == model::scalar_kind::number;
    }
    return type != "string" || setting.kind == model::scalar_kind::text;
}

void check_setting(metadata_check& check, const model::setting& setting,
                   const std::vector<model::setting_definition>& taken) {
    const diagnostics::span where = check.declared().at[attribute::advanced_configuration];
    const auto found = std::ranges::find(taken, setting.name, &model::setting_definition::name);
    if (found == taken.end()) {
        auto& problem = check.report(code::setting_invalid, where,
                                     check.object_name() + " takes no setting '" + setting.name + "'");
        std::vector<std::string_view> names;
        names.reserve(taken.size());
        for (const model::setting_definition& one : taken) {
            names.emplace_back(one.name);
        }
        check.suggest(problem, setting.name, names);
        return;
    }
    if (!can_be(setting, found->type)) {
        check.report(code::setting_invalid, where,
                     "the setting '" + setting.name + "' of " + check.object_name() + " is of type '" +
                         found->type + "', which '" + setting.value + "' is not");
        return;
    }
    const auto& values = found->supported_values;
    if (!values.empty() && std::ranges::find(values, setting.value) == values.end()) {
        check
            .report(code::setting_invalid, where,
                    "the setting '" + setting.name + "' of " + check.object_name() + " cannot be '" +
                        setting.value + "'")
            .hints.push_back("it can be " + listed(values));
    }
}

}  // namespace

void check_target(metadata_check& check) {
    if (!check.sync().object->can_be_destination) {
        check.report(code::destination_object_unsupported, check.declared().at[attribute::destination_object],
                     "no sync can write to " + check.object_name());
    }
}

void check_field_order(metadata_check& check) {
    const manifest::declared_sync& declared = check.declared();
    const bool unsupported = check.sync().object->supports_field_order == false;
    if (unsupported && !declared.spec.field_order.empty()) {
        check.report(code::field_order_unsupported, declared.at[attribute::field_order],
                     check.object_name() + " has no order of fields that `field_order` could state");
    }
}

void check_settings(metadata_check& check) {
    const auto& taken = check.sync().object->settings;
    const auto& stated = check.declared().spec.advanced_configuration;
    // Where no setting is listed the list may just not be told: the vendor's pages show it for some objects.
    if (!taken || taken->empty() || !stated) {
        return;
    }
    for (const model::setting& setting : *stated) {
        check_setting(check, setting, *taken);
    }
}

}  // namespace censusctl::validation
