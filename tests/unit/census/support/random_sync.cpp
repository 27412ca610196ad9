#include "unit/census/support/random_sync.hpp"

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "model/vocabulary.hpp"

namespace censusctl::census {
namespace {

namespace json = boost::json;

/// A number from 0 to `below` - 1.
std::size_t pick(std::mt19937& random, std::size_t below) {
    return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
}

bool flip(std::mt19937& random) {
    return pick(random, 2) == 0;
}

template <class List>
std::string one_of(std::mt19937& random, const List& list) {
    return std::string(list[pick(random, list.size())]);
}

std::string random_text(std::mt19937& random) {
    static constexpr std::array<std::string_view, 12> pieces{
        "a", "EMAIL", " ", "\"", "\\", "/", "\n", "\x01", "\xc3\xa9", "\xf0\x9f\x98\x80", "{\"k\":1}", "%20"};
    std::string text = "t";
    for (std::size_t count = pick(random, 4); count > 0; --count) {
        text += one_of(random, pieces);
    }
    return text;
}

model::mapping_source random_from(std::mt19937& random) {
    if (flip(random)) {
        model::column_source column;
        column.name = random_text(random);
        return column;
    }
    static constexpr std::array<std::string_view, 6> numbers{
        "0", "-7", "0.1", "9223372036854775807", "1234567.89", "18446744073709551615"};
    model::constant_source constant;
    constant.type = one_of(random, model::vocabulary::constant_types);
    switch (pick(random, 3)) {
        case 0:
            constant.kind = model::scalar_kind::number;
            constant.value = one_of(random, numbers);
            break;
        case 1:
            constant.kind = model::scalar_kind::boolean;
            constant.value = flip(random) ? "true" : "false";
            break;
        default:
            constant.value = random_text(random);
    }
    return constant;
}

model::mapping random_mapping(std::mt19937& random) {
    model::mapping mapping;
    mapping.from = random_from(random);
    mapping.to = random_text(random);
    mapping.is_primary_identifier = flip(random);
    mapping.generate_field = flip(random);
    mapping.preserve_values = flip(random);
    if (flip(random)) {
        mapping.operation = one_of(random, model::vocabulary::array_operations);
    }
    if (flip(random)) {
        mapping.lookup_object = random_text(random);
        mapping.lookup_field = random_text(random);
    }
    return mapping;
}

model::data_source random_source(std::mt19937& random) {
    model::data_source source;
    source.connection_id = static_cast<std::int64_t>(1 + pick(random, 9'000'000'000));
    source.type = flip(random) ? "model" : "table";
    if (flip(random)) {
        source.id = static_cast<std::int64_t>(1 + pick(random, 1000));
    } else if (source.type == "model") {
        source.name = random_text(random);
    } else {
        source.table.catalog = random_text(random);
        source.table.schema = random_text(random);
        source.table.name = random_text(random);
    }
    return source;
}

model::schedule random_schedule(std::mt19937& random) {
    model::schedule schedule;
    schedule.frequency = one_of(random, model::vocabulary::frequencies);
    if (flip(random)) {
        schedule.day = one_of(random, model::vocabulary::days);
    }
    if (flip(random)) {
        schedule.hour = static_cast<std::int64_t>(pick(random, 25));
    }
    if (flip(random)) {
        schedule.minute = static_cast<std::int64_t>(pick(random, 60));
    }
    return schedule;
}

/// Fills in what the server fills in where nothing was sent.
void set_default(json::object& in, json::string_view key, json::value otherwise) {
    if (!in.contains(key)) {
        in.emplace(key, std::move(otherwise));
    }
}

}  // namespace

model::sync_spec random_sync(std::mt19937& random) {
    model::sync_spec spec;
    if (flip(random)) {
        spec.label = random_text(random);
    }
    spec.operation = one_of(random, model::vocabulary::operations);
    spec.source = random_source(random);
    spec.destination.connection_id = static_cast<std::int64_t>(1 + pick(random, 1000));
    spec.destination.object = random_text(random);
    if (flip(random)) {
        spec.destination.lead_union_insert_to = random_text(random);
    }
    spec.schedule = random_schedule(random);
    spec.paused = flip(random);
    spec.trigger_on_dbt_cloud_rebuild = flip(random);
    if (flip(random)) {
        spec.field_behavior = "sync_all_properties";
        spec.field_normalization = one_of(random, model::vocabulary::field_name_styles);
    }
    for (std::size_t count = pick(random, 5); count > 0; --count) {
        spec.mappings.push_back(random_mapping(random));
    }
    return spec;
}

std::string as_the_server_returns(std::string_view body, std::int64_t id) {
    json::value document = json::parse(json::string_view(body.data(), body.size()));
    json::object& sync = document.as_object();
    sync["id"] = id;
    for (const json::string_view key : {"label", "schedule_day", "schedule_hour", "schedule_minute",
                                        "field_normalization", "lead_union_insert_to"}) {
        set_default(sync, key, nullptr);
    }
    set_default(sync, "trigger_on_dbt_cloud_rebuild", false);
    set_default(sync, "field_behavior", "specific_properties");
    sync["status"] = "Ready";
    sync["created_at"] = "2021-10-22T00:40:11.246Z";
    auto& destination = sync["destination_attributes"].as_object();
    if (auto* lead = destination.if_contains("lead_union_insert_to")) {
        sync["lead_union_insert_to"] = *lead;
        destination.erase("lead_union_insert_to");
    }
    sync["source_attributes"].as_object()["data_source"].as_object()["query"] = "select 1";
    for (auto& row : sync["mappings"].as_array()) {
        auto& mapping = row.as_object();
        for (const json::string_view key : {"is_primary_identifier", "generate_field", "preserve_values"}) {
            set_default(mapping, key, false);
        }
        set_default(mapping, "operation", nullptr);
        if (auto* constant = mapping["from"].if_object()) {
            (*constant)["basic_type"] = json::value((*constant)["type"]);
            constant->erase("type");
        }
    }
    return json::serialize(document);
}

}  // namespace censusctl::census
