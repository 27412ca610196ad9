#pragma once
#include <algorithm>
#include <cctype>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "model/sync.hpp"

/// Syncs for the tests of this station: the one of the API reference's examples, and random ones.
namespace censusctl::test {

/// GET /syncs, sync 61, with a schedule.
inline model::sync_spec braze_sync() {
    model::sync_spec spec;
    spec.label = "Braze users";
    spec.operation = "upsert";
    spec.source = {4, "model", 15, "braze_test", {}};
    spec.destination = {15, "user", ""};
    spec.schedule = {"weekly", "Sunday", 8, 30};
    spec.mappings = {
        {model::column_source{"EMAIL"}, "external_id", true, false, false, "", "", ""},
        {model::constant_source{"text", "test", model::scalar_kind::text}, "first_name", false, false, false,
         "", "", ""},
        {model::column_source{"TAGS"}, "tags", false, false, false, "merge", "", ""},
        {model::column_source{"LIST"}, "list_id", false, false, false, "", "user_list", "name"},
    };
    return spec;
}

using random_source = std::mt19937;

inline bool coin(random_source& random) {
    return random() % 2 == 0;
}

template <class T>
const T& pick(random_source& random, const std::vector<T>& from) {
    return from[random() % from.size()];
}

inline model::mapping_source random_from(random_source& random) {
    switch (random() % 7) {
        case 0:
            return model::constant_source{"number",
                                          pick<std::string>(random, {"1.5", "0", "-12", "1e3", "n/a"}),
                                          model::scalar_kind::number};
        case 1:
            return model::constant_source{"boolean", pick<std::string>(random, {"true", "false"}),
                                          model::scalar_kind::boolean};
        case 2:
            return model::constant_source{
                "datetime", pick<std::string>(random, {"2021-10-22", "2021-10-22T08:30:00Z", "soon"}),
                model::scalar_kind::text};
        case 3:
            return model::constant_source{"text",
                                          pick<std::string>(random, {"", "1.50", "a\nb", "cohort \\n"}),
                                          model::scalar_kind::text};
        default:
            return model::column_source{pick<std::string>(random, {"EMAIL", "email", "ID", "constant x"})};
    }
}

/// `distinct_fields` false: several mappings may write one field.
inline model::sync_spec random_spec(random_source& random, bool distinct_fields = true) {
    model::sync_spec spec;
    spec.label = pick<std::string>(random, {"", "A", "B\nlabel=C"});
    spec.operation = pick<std::string>(random, {"upsert", "mirror"});
    spec.source.connection_id = 4 + static_cast<std::int64_t>(random() % 2);
    const std::int64_t object = 10 + static_cast<std::int64_t>(random() % 2);
    spec.source.id = object;
    if (coin(random)) {
        spec.source.type = "model";
        spec.source.name = "model" + std::to_string(object);
    } else {
        spec.source.type = "table";
        spec.source.table = {"C", "S", "T" + std::to_string(object)};
    }
    spec.destination.connection_id = 15 + static_cast<std::int64_t>(random() % 2);
    spec.destination.object = pick<std::string>(random, {"user", R"({"a": 1, "b": ["x", {"c": null}]})"});
    spec.destination.lead_union_insert_to = pick<std::string>(random, {"", "lead"});
    spec.schedule.frequency =
        pick<std::string>(random, {"never", "continuous", "quarter_hourly", "hourly", "daily", "weekly"});
    spec.schedule.day = pick<std::string>(random, {"Sunday", "Monday"});
    if (coin(random)) {
        spec.schedule.hour = static_cast<std::int64_t>(random() % 24);
    }
    if (coin(random)) {
        spec.schedule.minute = static_cast<std::int64_t>(random() % 60);
    }
    spec.paused = coin(random);
    spec.trigger_on_dbt_cloud_rebuild = coin(random);
    const std::size_t count = random() % 6;
    for (std::size_t at = 0; at < count; ++at) {
        model::mapping one;
        one.from = random_from(random);
        one.to = "Field_" + std::to_string(distinct_fields ? at : random() % 3);
        one.is_primary_identifier = coin(random);
        one.generate_field = coin(random);
        one.preserve_values = coin(random);
        one.operation = pick<std::string>(random, {"", "merge", "overwrite"});
        one.lookup_object = pick<std::string>(random, {"", "list"});
        one.lookup_field = pick<std::string>(random, {"", "name"});
        spec.mappings.push_back(one);
    }
    return spec;
}

/// The same text in other capitals.
inline std::string other_case(random_source& random, std::string text) {
    for (char& one : text) {
        one = static_cast<char>(coin(random) ? std::toupper(static_cast<unsigned char>(one))
                                             : std::tolower(static_cast<unsigned char>(one)));
    }
    return text;
}

/// The same sync as a server may spell it: every way that GET differs from what was sent. `case_sensitive`
/// as the destination object says.
inline model::sync_spec respelt(random_source& random, model::sync_spec spec, bool case_sensitive) {
    const auto maybe = [&] {
        return coin(random);
    };
    if (spec.destination.object.front() == '{' && maybe()) {
        spec.destination.object = R"(  {"b":["x",{"c":null}],"a":1.0} )";
    }
    model::schedule& when = spec.schedule;
    if (when.frequency == "never" && maybe()) {
        when.frequency.clear();
    }
    const bool hourly = when.frequency == "hourly";
    const bool timed = when.frequency == "daily" || when.frequency == "weekly";
    if (when.frequency == "weekly") {
        when.day = other_case(random, when.day);
    } else {
        when.day = maybe() ? "" : "Friday";
    }
    if (!timed) {
        when.hour = maybe() ? std::nullopt : std::optional<std::int64_t>(random() % 24);
    } else if (when.hour.value_or(0) == 0) {
        when.hour = maybe()   ? std::optional<std::int64_t>(24)
                    : maybe() ? std::optional<std::int64_t>(0)
                              : std::nullopt;
    }
    if (!timed && !hourly) {
        when.minute = maybe() ? std::nullopt : std::optional<std::int64_t>(random() % 60);
    } else if (when.minute.value_or(0) == 0) {
        when.minute = maybe() ? std::optional<std::int64_t>(0) : std::nullopt;
    }
    if (spec.field_behavior == "specific_properties" && maybe()) {
        spec.field_behavior.clear();
    }
    if (spec.field_behavior != "sync_all_properties" && maybe()) {
        spec.field_normalization = "snake_case";
    }
    for (model::mapping& one : spec.mappings) {
        if (auto* constant = std::get_if<model::constant_source>(&one.from)) {
            const auto as = [&](std::string_view was, std::string_view is) {
                if (constant->value == was && maybe()) {
                    constant->value = is;
                }
            };
            if (constant->type == "number") {
                as("1.5", "1.50");
                as("0", "-0.0");
                as("-12", "-12.0");
                as("1e3", "1000");
            } else if (constant->type == "boolean") {
                constant->value = other_case(random, constant->value);
            } else if (constant->type == "datetime") {
                as("2021-10-22", "2021-10-22T02:00:00.000+02:00");
                as("2021-10-22T08:30:00Z", "2021-10-22 08:30:00 UTC");
            }
            constant->kind = model::scalar_kind::text;
            constant->type = other_case(random, constant->type);
        }
        if (!case_sensitive) {
            one.to = other_case(random, one.to);
        }
    }
    std::shuffle(spec.mappings.begin(), spec.mappings.end(), random);
    return spec;
}

}  // namespace censusctl::test
