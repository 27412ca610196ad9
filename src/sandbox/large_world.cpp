#include "sandbox/large_world.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <cstdio>

#include "sandbox/sync_document.hpp"
#include "sandbox/world_reader.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

constexpr int mapping_count = 8;

json::value connections() {
    json::array columns;
    json::array fields;
    for (int i = 0; i < mapping_count; ++i) {
        const std::string number = std::to_string(i);
        columns.emplace_back(json::object{{"name", "COLUMN_" + number}, {"type", "text (2000)"}});
        json::object field{{"full_name", "field_" + number}};
        if (i == 0) {
            for (const char* key : {"can_be_upsert_key", "can_be_update_key", "can_be_insert_key"}) {
                field[key] = true;
            }
        }
        fields.emplace_back(std::move(field));
    }
    json::object model{{"type", "model"}, {"id", 1}, {"name", "users"}};
    model["query"] = "select * from users";
    model["columns"] = std::move(columns);
    json::object object{{"full_name", "user"}, {"label", "User"}};
    object["fields"] = std::move(fields);
    json::object from{{"id", 1}, {"name", "Warehouse"}};
    from["data_sources"].emplace_array().emplace_back(std::move(model));
    json::object into{{"id", 1}, {"name", "Braze"}};
    into["objects"].emplace_array().emplace_back(std::move(object));
    json::object document{{"version", 1}};
    document["sources"].emplace_array().emplace_back(std::move(from));
    document["destinations"].emplace_array().emplace_back(std::move(into));
    return json::value(std::move(document));
}

std::string label_of(std::int64_t id) {
    std::array<char, 32> text{};
    const int size = std::snprintf(text.data(), text.size(), "sync-%05lld", static_cast<long long>(id));
    return {text.data(), static_cast<std::size_t>(size)};
}

}  // namespace

world large_world(std::int64_t count) {
    world made = read_world(connections());
    sync_draft draft;
    draft.operation = "upsert";
    draft.schedule_frequency = "hourly";
    draft.from = &made.sources.front();
    draft.reads = &draft.from->data_sources.front();
    draft.into = &made.destinations.front();
    draft.object = &draft.into->objects.front();
    for (int i = 0; i < mapping_count; ++i) {
        draft_mapping mapping;
        mapping.to = "field_" + std::to_string(i);
        if (i + 1 < mapping_count) {
            mapping.column = "COLUMN_" + std::to_string(i);
        } else {
            mapping.constant_type = "text";
        }
        mapping.is_primary_identifier = i == 0;
        draft.mappings.push_back(std::move(mapping));
    }
    const instant first = made.settings.clock - count * 1000;
    made.syncs.reserve(static_cast<std::size_t>(count));
    for (std::int64_t id = 1; id <= count; ++id) {
        draft.label = label_of(id);
        draft.schedule_minute = id % 60;
        draft.mappings.back().value = *draft.label;
        const instant created = first + id * 1000;
        made.syncs.push_back(make_sync(draft, made.settings, id, created, created));
    }
    made.settings.next_sync_id = count + 1;
    return made;
}

}  // namespace censusctl::sandbox
