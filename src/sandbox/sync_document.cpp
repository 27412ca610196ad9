#include "sandbox/sync_document.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <charconv>

#include "sandbox/field_name.hpp"
#include "sandbox/random_numbers.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(json::string(text));
}

json::value number_or_null(const std::optional<std::int64_t>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

/// 42 to "42", 1.0 to "1.0", true to "true".
std::string as_text(const json::value& value) {
    if (value.is_bool()) {
        return value.get_bool() ? "true" : "false";
    }
    if (value.is_int64()) {
        return std::to_string(value.get_int64());
    }
    if (value.is_uint64()) {
        return std::to_string(value.get_uint64());
    }
    if (value.is_double()) {
        std::array<char, 64> buffer{};
        const auto [end, error] =
            std::to_chars(buffer.data(), buffer.data() + buffer.size(), value.get_double());
        std::string text{buffer.data(), end};
        if (text.find_first_of(".en") == std::string::npos) {
            text += ".0";
        }
        return text;
    }
    return {value.get_string().data(), value.get_string().size()};
}

json::value from_of(const draft_mapping& mapping, const world_settings& settings) {
    if (!mapping.column.empty()) {
        return json::value(json::string(mapping.column));
    }
    json::object constant;
    if (settings.constants_as_strings) {
        constant["value"] = as_text(mapping.value);
    } else {
        constant["value"] = mapping.value;
    }
    constant["basic_type"] = mapping.constant_type;
    return json::value(std::move(constant));
}

json::object mapping_of(const draft_mapping& mapping, const world_settings& settings) {
    json::object row;
    row["from"] = from_of(mapping, settings);
    row["to"] = mapping.to;
    row["is_primary_identifier"] = mapping.is_primary_identifier;
    row["generate_field"] = mapping.generate_field;
    row["preserve_values"] = mapping.preserve_values;
    row["operation"] = text_or_null(mapping.operation);
    if (!mapping.lookup_object.empty()) {
        row["lookup_object"] = mapping.lookup_object;
        row["lookup_field"] = mapping.lookup_field;
    }
    return row;
}

}  // namespace

void add_generated_mappings(sync_draft& draft) {
    if (draft.field_behavior != "sync_all_properties") {
        return;
    }
    const std::size_t listed = draft.mappings.size();
    for (const std::string& column : draft.reads->columns) {
        const auto end = draft.mappings.begin() + static_cast<std::ptrdiff_t>(listed);
        if (std::any_of(draft.mappings.begin(), end, [&](const auto& m) { return m.column == column; })) {
            continue;
        }
        draft_mapping generated;
        generated.column = column;
        generated.to = normalized_field_name(column, draft.field_normalization);
        const field* target = draft.object->find_field(generated.to);
        if (target != nullptr) {
            generated.to = target->full_name;
        }
        if (target != nullptr && !target->createable && !target->updateable) {
            continue;
        }
        if (target == nullptr && !draft.object->allow_custom_fields) {
            continue;
        }
        generated.generate_field = target == nullptr;
        const bool taken = std::any_of(draft.mappings.begin(), draft.mappings.end(), [&](const auto& m) {
            return same_name(m.to, generated.to, draft.object->case_sensitive);
        });
        if (!taken) {
            draft.mappings.push_back(std::move(generated));
        }
    }
}

void shuffle_mappings(sync_draft& draft, std::int64_t seed) {
    random_numbers random{static_cast<std::uint64_t>(seed)};
    for (std::size_t left = draft.mappings.size(); left > 1; --left) {
        std::swap(draft.mappings[left - 1], draft.mappings[random.next() % left]);
    }
}

sync_record make_sync(const sync_draft& draft, const world_settings& settings, std::int64_t id,
                      instant created, instant updated) {
    json::object row;
    row["id"] = id;
    row["label"] = draft.label ? json::value(json::string(*draft.label)) : json::value(nullptr);
    row["schedule_frequency"] = draft.schedule_frequency;
    row["schedule_day"] = text_or_null(draft.schedule_day);
    row["schedule_hour"] = number_or_null(draft.schedule_hour);
    row["schedule_minute"] = number_or_null(draft.schedule_minute);
    row["created_at"] = to_text(created);
    row["updated_at"] = to_text(updated);
    row["operation"] = draft.operation;
    row["paused"] = draft.paused;
    row["status"] = "Ready";
    row["lead_union_insert_to"] = text_or_null(draft.lead_union_insert_to);
    row["trigger_on_dbt_cloud_rebuild"] = draft.trigger_on_dbt_cloud_rebuild;
    row["field_behavior"] = draft.field_behavior;
    row["field_normalization"] = text_or_null(draft.field_normalization);
    json::object& from = row["source_attributes"].emplace_object();
    from["connection_id"] = draft.from->id;
    from["data_source"] = draft.reads->row;
    json::object& into = row["destination_attributes"].emplace_object();
    into["connection_id"] = draft.into->id;
    into["object"] = draft.object->full_name;
    json::array& mappings = row["mappings"].emplace_array();
    mappings.reserve(draft.mappings.size());
    for (const draft_mapping& mapping : draft.mappings) {
        mappings.emplace_back(mapping_of(mapping, settings));
    }

    sync_record record;
    record.id = id;
    record.created = created;
    record.source_id = draft.from->id;
    record.data_source_type = draft.reads->type;
    record.data_source_id = draft.reads->id;
    record.destination_id = draft.into->id;
    record.object = draft.object->full_name;
    record.json = json::serialize(row);
    return record;
}

}  // namespace censusctl::sandbox
