#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

#include "diff/compare.hpp"
#include "support/work.hpp"
#include "unit/diff/specs.hpp"

// What must hold for all syncs, tried on random ones from a fixed seed.

using namespace censusctl;
using namespace censusctl::diff;

namespace {

constexpr int rounds = 1000;

/// Sets one attribute of a mapping as a change says.
void set_in_mapping(model::mapping& one, std::string_view attribute, const field_change& change,
                    const model::sync_spec& desired) {
    const auto text = [&] {
        const auto* set = std::get_if<std::string>(&change.after);
        return set != nullptr ? *set : std::string();
    };
    if (attribute == "from") {
        for (const model::mapping& wanted : desired.mappings) {
            if (wanted.to == one.to) {
                one.from = wanted.from;
            }
        }
    } else if (attribute == "from.value") {
        std::get<model::constant_source>(one.from).value = text();
    } else if (attribute == "from.type") {
        std::get<model::constant_source>(one.from).type = text();
    } else if (attribute == "is_primary_identifier") {
        one.is_primary_identifier = std::get<bool>(change.after);
    } else if (attribute == "generate_field") {
        one.generate_field = std::get<bool>(change.after);
    } else if (attribute == "preserve_values") {
        one.preserve_values = std::get<bool>(change.after);
    } else if (attribute == "operation") {
        one.operation = text();
    } else if (attribute == "lookup_object") {
        one.lookup_object = text();
    } else if (attribute == "lookup_field") {
        one.lookup_field = text();
    } else {
        FAIL("no attribute " << attribute);
    }
}

/// Does to a live sync what a change says, and nothing else. Fields are written once only.
void apply(model::sync_spec& live, const field_change& change, const model::sync_spec& desired) {
    const std::string path = to_string(change.path);
    const auto text = [&] {
        const auto* set = std::get_if<std::string>(&change.after);
        return set != nullptr ? *set : std::string();
    };
    const auto number = [&] {
        const auto* set = std::get_if<std::int64_t>(&change.after);
        return set != nullptr ? std::optional<std::int64_t>(*set) : std::nullopt;
    };
    if (path.rfind("mappings[", 0) == 0) {
        const std::size_t end = path.rfind("].");
        const std::string to = path.substr(9, end - 9);
        const std::string attribute = path.substr(end + 2);
        const auto found = std::find_if(live.mappings.begin(), live.mappings.end(),
                                        [&](const model::mapping& one) { return one.to == to; });
        if (attribute == "from" && std::holds_alternative<std::nullptr_t>(change.after)) {
            live.mappings.erase(found);
        } else if (std::holds_alternative<std::nullptr_t>(change.after) && found == live.mappings.end()) {
            // a flag of a mapping that is gone
        } else if (found == live.mappings.end()) {
            model::mapping added;
            added.to = to;
            set_in_mapping(added, attribute, change, desired);
            live.mappings.push_back(added);
        } else {
            set_in_mapping(*found, attribute, change, desired);
        }
    } else if (path == "label") {
        live.label = text();
    } else if (path == "operation") {
        live.operation = text();
    } else if (path == "source.connection") {
        live.source.connection_id = number().value();
    } else if (path == "source.model" || path == "source.table") {
        const model::connection_id connection = live.source.connection_id;
        live.source = desired.source;
        live.source.connection_id = connection;
    } else if (path == "destination.connection") {
        live.destination.connection_id = number().value();
    } else if (path == "destination.object") {
        live.destination.object = text();
    } else if (path == "destination.lead_union_insert_to") {
        live.destination.lead_union_insert_to = text();
    } else if (path == "schedule.frequency") {
        live.schedule.frequency = text();
    } else if (path == "schedule.day") {
        live.schedule.day = text();
    } else if (path == "schedule.hour") {
        live.schedule.hour = number();
    } else if (path == "schedule.minute") {
        live.schedule.minute = number();
    } else if (path == "paused") {
        live.paused = std::get<bool>(change.after);
    } else if (path == "trigger_on_dbt_cloud_rebuild") {
        live.trigger_on_dbt_cloud_rebuild = std::get<bool>(change.after);
    } else {
        FAIL("no path " << path);
    }
}

std::vector<std::string> paths_of(const std::vector<field_change>& changes) {
    std::vector<std::string> paths;
    paths.reserve(changes.size());
    for (const field_change& change : changes) {
        paths.push_back(to_string(change.path));
    }
    return paths;
}

}  // namespace

TEST_CASE("law: a sync never differs from itself") {
    test::random_source random(1);
    for (int round = 0; round < rounds; ++round) {
        const model::sync_spec spec = test::random_spec(random, false);
        REQUIRE(compare(spec, spec, {true}).empty());
        REQUIRE(compare(spec, spec, {false}).empty());
    }
}

TEST_CASE("law: what the server merely spells otherwise is no difference") {
    test::random_source random(2);
    for (int round = 0; round < rounds; ++round) {
        const comparison_context context{test::coin(random)};
        const model::sync_spec spec = test::random_spec(random, context.case_sensitive_fields);
        const model::sync_spec live = test::respelt(random, spec, context.case_sensitive_fields);
        const std::vector<field_change> changes = compare(spec, live, context);
        REQUIRE_MESSAGE(changes.empty(), to_string(changes.front().path));
        REQUIRE(canonical_text(spec, context) == canonical_text(live, context));
    }
}

TEST_CASE("law: canonical texts are equal exactly when nothing differs") {
    test::random_source random(3);
    int same = 0;
    for (int round = 0; round < rounds * 5; ++round) {
        const comparison_context context{test::coin(random)};
        model::sync_spec desired = test::random_spec(random, false);
        model::sync_spec live = test::respelt(random, desired, context.case_sensitive_fields);
        const model::sync_spec other = test::random_spec(random, false);
        // Nearly the same, so that both answers come up.
        switch (random() % 5) {
            case 0:
                live.schedule = other.schedule;
                break;
            case 1:
                live.source = other.source;
                break;
            case 2:
                live.mappings = other.mappings;
                break;
            case 3:
                if (!live.mappings.empty() && !other.mappings.empty()) {
                    live.mappings.front().from = other.mappings.front().from;
                }
                break;
            default:
                live.label = other.label;
        }
        const bool equal = compare(desired, live, context).empty();
        same += equal ? 1 : 0;
        REQUIRE(equal == (canonical_text(desired, context) == canonical_text(live, context)));
    }
    CHECK(same > rounds / 2);
    CHECK(same < rounds * 4);
}

TEST_CASE("law: doing what the changes say makes the two equal") {
    test::random_source random(4);
    for (int round = 0; round < rounds; ++round) {
        const model::sync_spec desired = test::random_spec(random);
        model::sync_spec live = test::respelt(random, test::random_spec(random), true);
        for (const field_change& change : compare(desired, live, {true})) {
            apply(live, change, desired);
        }
        const std::vector<field_change> left = compare(desired, live, {true});
        REQUIRE_MESSAGE(left.empty(), to_string(left.front().path));
    }
}

TEST_CASE("law: comparing the other way round turns each change round") {
    test::random_source random(5);
    for (int round = 0; round < rounds; ++round) {
        const model::sync_spec left = test::random_spec(random, false);
        model::sync_spec right = test::random_spec(random, false);
        right.schedule.frequency = left.schedule.frequency;
        std::vector<std::string> there = paths_of(compare(left, right, {true}));
        std::vector<std::string> back = paths_of(compare(right, left, {true}));
        std::sort(there.begin(), there.end());
        std::sort(back.begin(), back.end());
        REQUIRE(there == back);
    }
}

TEST_CASE("law: any real change of one attribute is seen with exactly its path") {
    using spec = model::sync_spec;
    struct mutation {
        std::string path;
        std::function<bool(spec&)> change;  ///< false: does not apply to this sync
    };
    const auto in_mapping = [](auto set) {
        return [set](spec& s) {
            if (s.mappings.empty()) {
                return false;
            }
            return set(s.mappings.front());
        };
    };
    const std::vector<mutation> mutations{
        {"label",
         [](spec& s) {
             return s.label += "x", true;
         }},
        {"source.connection",
         [](spec& s) {
             return s.source.connection_id = s.source.connection_id.number().value_or(0) + 9, true;
         }},
        {"source.model",
         [](spec& s) {
             return s.source.type == "model" && (s.source.id = 99, true);
         }},
        {"source.table",
         [](spec& s) {
             return s.source.type == "table" && (s.source.id = 99, s.source.table.name = "U", true);
         }},
        {"destination.connection",
         [](spec& s) {
             return s.destination.connection_id = s.destination.connection_id.number().value_or(0) + 9, true;
         }},
        {"destination.object",
         [](spec& s) {
             return s.destination.object += "x", true;
         }},
        {"destination.lead_union_insert_to",
         [](spec& s) {
             return s.destination.lead_union_insert_to += "x", true;
         }},
        {"operation",
         [](spec& s) {
             return s.operation = "append", true;
         }},
        {"schedule.frequency",
         [](spec& s) {
             return s.schedule.frequency != "continuous" && (s.schedule.frequency = "continuous", true);
         }},
        {"schedule.day",
         [](spec& s) {
             return s.schedule.frequency == "weekly" && (s.schedule.day = "Friday", true);
         }},
        {"schedule.hour",
         [](spec& s) {
             const bool used = s.schedule.frequency == "weekly" || s.schedule.frequency == "daily";
             return used && (s.schedule.hour = (s.schedule.hour.value_or(0) + 1) % 24, true);
         }},
        {"schedule.minute",
         [](spec& s) {
             const bool used = s.schedule.frequency == "weekly" || s.schedule.frequency == "daily" ||
                               s.schedule.frequency == "hourly";
             return used && (s.schedule.minute = (s.schedule.minute.value_or(0) + 1) % 60, true);
         }},
        {"paused",
         [](spec& s) {
             return s.paused = !s.paused, true;
         }},
        {"trigger_on_dbt_cloud_rebuild",
         [](spec& s) {
             return s.trigger_on_dbt_cloud_rebuild = !s.trigger_on_dbt_cloud_rebuild, true;
         }},
        {"field_behavior",
         [](spec& s) {
             return s.field_behavior = "sync_all_properties", s.field_normalization.clear(), true;
         }},
        {"from", in_mapping([](model::mapping& one) {
             auto* column = std::get_if<model::column_source>(&one.from);
             return column != nullptr && (column->name += "x", true);
         })},
        {"from.value", in_mapping([](model::mapping& one) {
             auto* constant = std::get_if<model::constant_source>(&one.from);
             return constant != nullptr && (constant->value += "9x", true);
         })},
        {"is_primary_identifier", in_mapping([](model::mapping& one) {
             return one.is_primary_identifier = !one.is_primary_identifier, true;
         })},
        {"generate_field",
         in_mapping([](model::mapping& one) { return one.generate_field = !one.generate_field, true; })},
        {"preserve_values",
         in_mapping([](model::mapping& one) { return one.preserve_values = !one.preserve_values, true; })},
        {"operation of the mapping",
         in_mapping([](model::mapping& one) { return one.operation += "x", true; })},
        {"lookup_object", in_mapping([](model::mapping& one) { return one.lookup_object += "x", true; })},
        {"lookup_field", in_mapping([](model::mapping& one) { return one.lookup_field += "x", true; })},
    };
    test::random_source random(6);
    std::vector<int> tried(mutations.size(), 0);
    for (int round = 0; round < rounds; ++round) {
        const comparison_context context{test::coin(random)};
        const spec live = test::random_spec(random);
        for (std::size_t at = 0; at < mutations.size(); ++at) {
            spec desired = test::respelt(random, live, true);
            if (!mutations[at].change(desired)) {
                continue;
            }
            ++tried[at];
            std::string path = mutations[at].path;
            if (at >= 15) {
                const std::size_t suffix = path.find(" of the mapping");
                path = "mappings[" + desired.mappings.front().to + "]." + path.substr(0, suffix);
            }
            REQUIRE(paths_of(compare(desired, live, context)) == std::vector<std::string>{path});
            REQUIRE(canonical_text(desired, context) != canonical_text(live, context));
        }
    }
    for (std::size_t at = 0; at < mutations.size(); ++at) {
        CHECK_MESSAGE(tried[at] > 50, mutations[at].path);
    }
}

TEST_CASE("law: what is explained as different is what is compared as different") {
    test::random_source random(7);
    for (int round = 0; round < rounds; ++round) {
        const comparison_context context{test::coin(random)};
        model::sync_spec desired = test::random_spec(random, false);
        model::sync_spec live =
            test::coin(random) ? test::random_spec(random, false) : test::respelt(random, desired, false);
        if (test::coin(random)) {
            desired.field_behavior = "sync_all_properties";
            desired.field_normalization = test::pick<std::string>(random, {"", "snake_case"});
        }
        std::vector<field_change> unequal;
        for (const attribute_comparison& row : explain(desired, live, context)) {
            REQUIRE_MESSAGE(row.equal == (row.desired_canonical == row.live_canonical), row.path);
            REQUIRE_FALSE(row.rule.empty());
            if (!row.equal) {
                unequal.push_back({row.path, row.live_raw, row.desired_raw});
            }
        }
        REQUIRE(unequal == compare(desired, live, context));
    }
}

TEST_CASE("the work of comparing grows no faster than the number of mappings, whatever their order") {
    test::random_source random(8);
    const auto work_for = [&](int count) {
        model::sync_spec desired = test::braze_sync();
        for (int at = 0; at < count; ++at) {
            // Names of one length: others are told apart without looking at them.
            desired.mappings.push_back({model::column_source{"COLUMN"},
                                        "field_" + std::to_string(10'000 + at), false, false, false, "", "",
                                        ""});
        }
        model::sync_spec live = desired;
        std::shuffle(live.mappings.begin(), live.mappings.end(), random);
        return test::work_of([&] { CHECK(compare(desired, live, {true}).empty()); });
    };
    const test::work some = work_for(1'000);
    const test::work more = work_for(4'000);
    CHECK_MESSAGE(test::grows_gently(some.comparisons, more.comparisons),
                  some.comparisons << " comparisons of texts, then " << more.comparisons);
    CHECK_MESSAGE(test::grows_gently(some.allocations, more.allocations),
                  some.allocations << " allocations, then " << more.allocations);
}
