#include "census/today_settings_codec.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "json/canonical.hpp"
#include "json/number.hpp"

namespace censusctl::census {
namespace {

model::setting decode_setting(std::string_view name, const boost::json::value& value) {
    model::setting setting;
    setting.name = name;
    if (const auto* text = value.if_string()) {
        setting.value.assign(text->data(), text->size());
    } else if (const auto* truth = value.if_bool()) {
        setting.value = *truth ? "true" : "false";
        setting.kind = model::scalar_kind::boolean;
    } else if (value.is_number()) {
        setting.value = json::number_text(value);
        setting.kind = model::scalar_kind::number;
    } else {
        setting.value = json::canonical(value);
        setting.is_json = true;
    }
    return setting;
}

void encode_setting(json::writer& to, const model::setting& setting) {
    to.key(setting.name);
    const bool is_literal = setting.kind == model::scalar_kind::boolean ||
                            (setting.kind == model::scalar_kind::number && json::is_number(setting.value));
    if (setting.is_json || is_literal) {
        to.raw(setting.value);
    } else {
        to.value(setting.value);
    }
}

}  // namespace

std::optional<std::vector<model::setting>> decode_today_settings(const json::reader& sync) {
    const json::reader all = sync.member("advanced_configuration");
    const auto* object = all.value().if_object();
    if (object == nullptr) {
        return std::nullopt;
    }
    std::vector<model::setting> settings;
    settings.reserve(object->size());
    for (const auto& [name, value] : *object) {
        settings.push_back(decode_setting({name.data(), name.size()}, value));
    }
    std::ranges::sort(settings, {}, &model::setting::name);
    return settings;
}

void encode_today_settings(json::writer& to, const std::optional<std::vector<model::setting>>& desired,
                           const std::optional<std::vector<model::setting>>& live) {
    const std::vector<model::setting> none;
    const auto& wanted = desired ? *desired : none;
    to.begin_object();
    for (const model::setting& setting : wanted) {
        encode_setting(to, setting);
    }
    for (const model::setting& setting : live ? *live : none) {
        if (std::ranges::find(wanted, setting.name, &model::setting::name) == wanted.end()) {
            encode_setting(to, setting);
        }
    }
    to.end_object();
}

}  // namespace censusctl::census
