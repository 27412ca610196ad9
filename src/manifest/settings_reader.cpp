#include "manifest/settings_reader.hpp"

#include <map>
#include <string>

#include "manifest/core_schema.hpp"
#include "manifest/leaf_values.hpp"

namespace censusctl::manifest {
namespace {

model::setting read_setting(yaml_node key, yaml_node value) {
    model::setting setting;
    setting.name = key.text();
    setting.value = value.text();
    switch (core_type_of(value)) {
        case core_type::boolean:
            setting.value = core_boolean(value.text()) ? "true" : "false";
            setting.kind = model::scalar_kind::boolean;
            break;
        case core_type::integer:
        case core_type::number:
            setting.kind = model::scalar_kind::number;
            break;
        case core_type::null:
        case core_type::text:
            break;
    }
    return setting;
}

}  // namespace

std::vector<model::setting> read_settings(const layered_mapping& settings, reading_problems& problems) {
    std::map<std::string, model::setting> by_name;
    for (std::size_t layer = 0; layer < settings.size(); ++layer) {
        const yaml_node mapping = settings.layer(layer);
        for (std::size_t pair = 0; pair < mapping.size(); ++pair) {
            const yaml_node value = mapping.value(pair);
            if (!value.is_scalar() && !value.is_null()) {
                report_type(mapping.key(pair).text(), value, "a text, a number, true or false", problems);
                continue;
            }
            by_name.emplace(mapping.key(pair).text(),
                            value.is_null() ? model::setting{} : read_setting(mapping.key(pair), value));
        }
    }
    std::vector<model::setting> read;
    for (auto& [name, setting] : by_name) {
        if (!setting.name.empty()) {
            read.push_back(std::move(setting));
        }
    }
    return read;
}

}  // namespace censusctl::manifest
