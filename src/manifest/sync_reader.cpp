#include "manifest/sync_reader.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "manifest/core_schema.hpp"
#include "manifest/field_reader.hpp"
#include "manifest/mapping_reader.hpp"
#include "manifest/source_reader.hpp"
#include "model/vocabulary.hpp"
#include "text/code_points.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;
namespace vocabulary = model::vocabulary;

const key_list& default_keys() {
    static const key_list keys{"source",         "destination",
                               "operation",      "schedule",
                               "paused",         "trigger_on_dbt_cloud_rebuild",
                               "field_behavior", "field_normalization",
                               "mappings",       "run",
                               "after"};
    return keys;
}

const key_list& identity_keys() {
    static const key_list keys{"label", "id", "formerly"};
    return keys;
}

bool is_identity_key(std::string_view key) {
    return vocabulary::contains(identity_keys(), key);
}

const key_list& sync_keys() {
    static const key_list keys = [] {
        key_list all{"label"};
        all.insert(all.end(), default_keys().begin(), default_keys().end());
        all.insert(all.end(), {"id", "formerly"});
        return all;
    }();
    return keys;
}

declared_destination read_destination(const layered_mapping::entry& destination, bool complete,
                                      reading_problems& problems) {
    static const key_list known{"connection", "object", "lead_union_insert_to"};
    const mapping_owner owner{"'destination'", destination.key.where(), complete};
    field_reader fields(destination.nested, known, owner, problems);
    declared_destination read;
    read.where = destination.value.where();
    read.connection = read_connection(fields, problems);
    read.object = fields.text("object", need::required);
    read.lead_union_insert_to = fields.text("lead_union_insert_to");
    return read;
}

declared_schedule read_schedule(field_reader& sync, bool complete, reading_problems& problems) {
    static const key_list known{"frequency", "day", "hour", "minute"};
    static const key_list frequencies = words(vocabulary::frequencies);
    static const key_list days = words(vocabulary::days);
    declared_schedule read;
    const auto schedule = sync.find("schedule");
    if (!schedule) {
        return read;
    }
    read.where = schedule->value.where();
    if (schedule->value.is_scalar()) {
        if (auto word = read_word("schedule", schedule->value, frequencies, problems)) {
            read.frequency = {std::move(*word), read.where};
        }
        return read;
    }
    if (!schedule->value.is_mapping()) {
        report_type("schedule", schedule->value, "a mapping or one word", problems)
            .hints.push_back("allowed: " + enumeration(frequencies));
        return read;
    }
    const mapping_owner owner{"'schedule'", schedule->key.where(), complete};
    field_reader fields(schedule->nested, known, owner, problems);
    auto frequency = fields.word("frequency", frequencies, need::required);
    if (!frequency.value.empty()) {
        read.frequency = std::move(frequency);
    }
    read.day = fields.word("day", days);
    read.hour = fields.integer("hour");
    read.minute = fields.integer("minute");
    return read;
}

void read_fields(declared_sync& read, const layered_mapping& layers, const key_list& known,
                 const mapping_owner& owner, reading_problems& problems) {
    static const key_list operations = words(vocabulary::operations);
    static const key_list behaviors = words(vocabulary::field_behaviors);
    static const key_list normalizations = words(vocabulary::field_normalizations);
    static const key_list policies = words(vocabulary::run_policies);
    field_reader fields(layers, known, owner, problems);
    if (owner.complete) {
        auto label = fields.text("label");
        if (!label.value.empty()) {
            read.label = std::move(label);
        }
        read.id = fields.id("id");
        read.formerly = fields.texts("formerly");
    }
    if (const auto source = fields.mapping("source", need::required)) {
        read.source = read_source(*source, owner.complete, problems);
    }
    if (const auto destination = fields.mapping("destination", need::required)) {
        read.destination = read_destination(*destination, owner.complete, problems);
    }
    read.operation = fields.word("operation", operations, need::required);
    read.schedule = read_schedule(fields, owner.complete, problems);
    read.paused = fields.flag("paused");
    read.trigger_on_dbt_cloud_rebuild = fields.flag("trigger_on_dbt_cloud_rebuild");
    auto behavior = fields.word("field_behavior", behaviors);
    if (!behavior.value.empty()) {
        read.field_behavior = std::move(behavior);
    }
    read.field_normalization = fields.word("field_normalization", normalizations);
    if (const auto mappings = fields.find("mappings", need::required)) {
        read.mappings_where = mappings->key.where();
        read.mappings = read_mappings(mappings->value, owner.complete, problems);
    }
    auto run = fields.word("run", policies);
    if (!run.value.empty()) {
        read.run = std::move(run);
    }
    read.after = fields.texts("after");
}

/// A key is printed in lists and given on the command line.
void check_key(yaml_node key, reading_problems& problems) {
    const std::string_view name = key.text();
    if (name.empty()) {
        problems.report(code::value_invalid, key.where(), "a sync's key must not be empty");
        return;
    }
    for (std::size_t at = 0; at < name.size();) {
        const text::code_point next = text::decode(name, at);
        if (next.value < 0x20 || (next.value >= 0x7F && next.value < 0xA0)) {
            problems.report(code::value_invalid, key.where(),
                            "the sync's key " + in_quotes(name) + " holds a control character");
            return;
        }
        at += next.size;
    }
}

}  // namespace

declared_sync read_sync(yaml_node key, const layered_mapping& layers, reading_problems& problems) {
    declared_sync read;
    read.key = {std::string(key.text()), key.where()};
    read.label = {read.key.value, {}};
    problems.set_sync(read.key.value);
    check_key(key, problems);
    const mapping_owner owner{"sync " + in_quotes(key.text()), key.where(), true};
    read_fields(read, layers, sync_keys(), owner, problems);
    problems.set_sync({});
    return read;
}

void check_defaults(yaml_node defaults, reading_problems& problems) {
    if (!defaults.is_mapping()) {
        if (!defaults.is_null()) {
            report_type("defaults", defaults, "a mapping", problems);
        }
        return;
    }
    for (std::size_t pair = 0; pair < defaults.size(); ++pair) {
        const yaml_node key = defaults.key(pair);
        if (is_identity_key(key.text())) {
            problems
                .report(code::key_unknown, key.where(),
                        in_quotes(key.text()) + " cannot be a default: it belongs to one sync")
                .hints.emplace_back("state it under the sync");
        }
    }
    declared_sync unused;
    const mapping_owner owner{"'defaults'", defaults.where(), false, is_identity_key};
    read_fields(unused, layered_mapping(defaults), default_keys(), owner, problems);
}

}  // namespace censusctl::manifest
