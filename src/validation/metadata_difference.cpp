#include "validation/metadata_difference.hpp"

#include <map>
#include <string_view>
#include <utility>

namespace censusctl::validation {
namespace {

/// A thing of the metadata with what is said of it and what is in it, so that all kinds are compared alike.
struct entity {
    std::string name;  ///< "object 'user'"
    std::map<std::string, std::string> attributes;
    std::map<std::string, entity> parts;  ///< by what they are told apart by
};

std::string quoted(std::string_view name) {
    return "'" + std::string(name) + "'";
}

std::string word(bool flag) {
    return flag ? "true" : "false";
}

std::string list(const std::vector<std::string>& words) {
    std::map<std::string, int> sorted;
    for (const std::string& text : words) {
        sorted.emplace(text, 0);
    }
    std::string text;
    for (const auto& [one, unused] : sorted) {
        text += (text.empty() ? "" : ", ") + one;
    }
    return text;
}

entity entity_of(const model::field& field) {
    entity item;
    item.name = "field " + quoted(field.full_name);
    item.attributes = {{"label", field.label},
                       {"type", field.type},
                       {"createable", word(field.createable)},
                       {"updateable", word(field.updateable)},
                       {"array", word(field.array)},
                       {"preserve_values_supported", word(field.preserve_values_supported)},
                       {"required_for_mapping", word(field.required_for_mapping)},
                       {"can_be_upsert_key", word(field.can_be_upsert_key)},
                       {"can_be_update_key", word(field.can_be_update_key)},
                       {"can_be_insert_key", word(field.can_be_insert_key)},
                       {"can_be_reference_key", word(field.can_be_reference_key)},
                       {"operations", list(field.operations)},
                       {"lookup_object", field.lookup_object}};
    return item;
}

/// "file_format (string: CSV, JSON), size (integer, required)"
std::string settings_of(const model::destination_object& object) {
    std::vector<std::string> shown;
    if (object.settings) {
        shown.reserve(object.settings->size());
        for (const model::setting_definition& setting : *object.settings) {
            const std::string values = list(setting.supported_values);
            shown.push_back(setting.name + " (" + setting.type + (setting.required ? ", required" : "") +
                            (values.empty() ? "" : ": " + values) + ")");
        }
    }
    return list(shown);
}

entity entity_of(const model::destination_object& object) {
    entity item;
    item.name = "object " + quoted(object.full_name);
    item.attributes = {{"label", object.label},
                       {"allow_custom_fields", word(object.allow_custom_fields)},
                       {"allow_case_sensitive_field_names", word(object.allow_case_sensitive_field_names)},
                       {"supported_operations", list(object.supported_operations)},
                       {"keyless_operations", list(object.keyless_operations)},
                       {"can_be_sync_destination", word(object.can_be_destination)},
                       {"supports_field_ordering", word(object.supports_field_order.value_or(true))},
                       {"settings", settings_of(object)}};
    for (const model::field& field : object.fields) {
        item.parts.emplace(field.full_name, entity_of(field));
    }
    return item;
}

std::string name_of(const model::source_object& object) {
    return object.type == "table" ? object.table.catalog + "." + object.table.schema + "." + object.table.name
                                  : object.name;
}

entity entity_of(const model::source_object& object) {
    entity item;
    item.name = object.type + " " + quoted(name_of(object));
    item.attributes = {{"name", name_of(object)}};
    for (const model::column& column : object.columns) {
        entity part;
        part.name = "column " + quoted(column.name);
        part.attributes = {{"type", column.type}};
        item.parts.emplace(column.name, std::move(part));
    }
    return item;
}

/// Numbers by size, before all others.
std::string sortable(const model::connection_id& id) {
    constexpr std::size_t most_digits = 18;
    return id.number() ? std::string(most_digits - id.text().size(), '0') + id.text() : "x" + id.text();
}

entity entity_of(const model::catalogue& metadata) {
    entity whole;
    for (const model::source_connection& source : metadata.sources) {
        entity item;
        item.name = "source " + quoted(source.name);
        item.attributes = {{"name", source.name}, {"label", source.label}};
        for (const model::source_object& object : source.objects) {
            item.parts.emplace(object.type + " " + std::to_string(object.id) + " " +
                                   (object.id == 0 ? name_of(object) : std::string()),
                               entity_of(object));
        }
        whole.parts.emplace("a" + sortable(source.id), std::move(item));
    }
    for (const model::destination_connection& destination : metadata.destinations) {
        entity each;
        each.name = "destination " + quoted(destination.name);
        each.attributes = {{"name", destination.name},
                           {"type", destination.type},
                           {"is_file_system_destination", word(destination.is_file_system)}};
        for (const model::destination_object& object : destination.objects) {
            each.parts.emplace(object.full_name, entity_of(object));
        }
        whole.parts.emplace("b" + sortable(destination.id), std::move(each));
    }
    return whole;
}

std::string within(const std::string& name, const std::string& of) {
    return of.empty() ? name : name + " of " + of;
}

/// Compares what two things of one name say and hold.
void compare(const entity& before, const entity& after, const std::string& path,
             std::vector<metadata_change>& found) {
    for (const auto& [attribute, value] : before.attributes) {
        const std::string& now = after.attributes.at(attribute);
        if (now != value) {
            found.push_back({metadata_change::kind::changed, path, attribute, value, now});
        }
    }
    std::map<std::string, std::pair<const entity*, const entity*>> both;
    for (const auto& [key, part] : before.parts) {
        both[key].first = &part;
    }
    for (const auto& [key, part] : after.parts) {
        both[key].second = &part;
    }
    for (const auto& [key, sides] : both) {
        const auto& [was, is] = sides;
        if (was == nullptr) {
            found.push_back({metadata_change::kind::added, within(is->name, path), {}, {}, {}});
        } else if (is == nullptr) {
            found.push_back({metadata_change::kind::removed, within(was->name, path), {}, {}, {}});
        } else {
            compare(*was, *is, within(was->name, path), found);
        }
    }
}

}  // namespace

std::string_view to_string(metadata_change::kind what) noexcept {
    switch (what) {
        case metadata_change::kind::added:
            return "added";
        case metadata_change::kind::removed:
            return "removed";
        case metadata_change::kind::changed:
            return "changed";
    }
    return "changed";
}

std::vector<metadata_change> metadata_difference(const model::catalogue& before,
                                                 const model::catalogue& after) {
    std::vector<metadata_change> found;
    compare(entity_of(before), entity_of(after), {}, found);
    return found;
}

}  // namespace censusctl::validation
