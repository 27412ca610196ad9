#include "sandbox/large_world.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>
#include <cstdio>

#include "sandbox/v1_alert_reader.hpp"
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

/// What each sync of the world is but for its label and its minute.
stored_sync common_sync() {
    stored_sync sync;
    sync.operation = "upsert";
    sync.behavior_family = "mapRecords";
    sync.schedule.frequency = "hourly";
    sync.source_id = 1;
    sync.object_type = "model";
    sync.object_id = 1;
    sync.destination_id = 1;
    sync.object = "user";
    for (int i = 0; i < mapping_count; ++i) {
        stored_mapping mapping;
        mapping.to = "field_" + std::to_string(i);
        if (i + 1 < mapping_count) {
            mapping.data = json::string("COLUMN_" + std::to_string(i));
        } else {
            mapping.from = from_kind::constant;
            mapping.word = "text";
        }
        mapping.is_primary_identifier = i == 0;
        sync.mappings.push_back(std::move(mapping));
    }
    return sync;
}

/// Makes the model's query so long that a sync, which shows it, has about so many bytes.
void pad(data_source& model, std::int64_t bytes) {
    const json::string query(static_cast<std::size_t>(bytes), ' ');
    for (json::object* row : {&model.row, &model.detail, &model.row_today, &model.detail_today}) {
        json::string& text = (*row)["query"].as_string();
        text += query;
        text.back() = ';';
    }
}

}  // namespace

world large_world(std::int64_t count, std::int64_t padding) {
    world large = read_world(connections());
    if (padding > 0) {
        pad(large.sources.front().data_sources.front(), padding);
    }
    stored_sync sync = common_sync();
    const instant first = large.settings.clock - count * 1000;
    large.syncs.reserve(static_cast<std::size_t>(count));
    for (std::int64_t id = 1; id <= count; ++id) {
        sync.label = label_of(id);
        sync.resource_identifier = "sync:" + *sync.label;
        sync.schedule.minute = id % 60;
        sync.mappings.back().data = json::string(*sync.label);
        sync.alerts = default_alerts();
        for (stored_alert& alert : sync.alerts) {
            alert.id = large.settings.next_alert_id++;
        }
        const instant created = first + id * 1000;
        large.syncs.push_back({id, created, created, sync, std::nullopt});
    }
    large.settings.next_sync_id = count + 1;
    return large;
}

}  // namespace censusctl::sandbox
