#include "manifest/sync_reader.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <utility>

#include "manifest/alert_reader.hpp"
#include "manifest/attribute_reader.hpp"
#include "manifest/mapping_reader.hpp"
#include "manifest/schedule_reader.hpp"
#include "manifest/settings_reader.hpp"
#include "manifest/source_reader.hpp"
#include "text/code_points.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;
namespace vocabulary = model::vocabulary;

using model::attribute;
using model::attribute_row;
using model::sync_spec;

/// What a sync says of environments, beside its attributes.
constexpr std::array<std::string_view, 2> environment_keys{"only", "environments"};

/// The keys that one sync may have, or those of them that may stand under `defaults`.
key_list keys_in(bool defaults) {
    key_list keys;
    for (const attribute_row<sync_spec>& row : model::attributes_of<sync_spec>()) {
        if (!defaults || row.of != model::scope::identity) {
            keys.push_back(row.key());
        }
    }
    if (!defaults) {
        keys.insert(keys.end(), environment_keys.begin(), environment_keys.end());
    }
    return keys;
}

const key_list& default_keys() {
    static const key_list keys = keys_in(true);
    return keys;
}

const key_list& sync_keys() {
    static const key_list keys = keys_in(false);
    return keys;
}

bool is_identity_key(std::string_view key) {
    return vocabulary::contains(sync_keys(), key) && !vocabulary::contains(default_keys(), key);
}

void read_destination(const layered_mapping::entry& destination, const mapping_owner& sync,
                      declared_sync& read, reading_problems& problems) {
    static const key_list known = keys_of<model::destination>();
    const mapping_owner owner{"'destination'", destination.key.where(), sync.complete};
    field_reader fields(destination.nested, known, owner, problems);
    read.destination.where = destination.value.where();
    read.destination.connection = read_connection(fields, problems);
    read_scalars(fields, read.spec.destination, read.at);
}

/// Whether the list holds more than was read of it: an entry that is no mapping, or one that does not say
/// which field it writes to.
bool has_unread(yaml_node list, const std::vector<declared_mapping>& read) {
    return !list.is_sequence() || list.size() != read.size() ||
           std::ranges::any_of(read, [](const declared_mapping& mapping) {
               return mapping.at.reported(attribute::mapping_to);
           });
}

/// An attribute that has structure, or is kept beside the spec.
void read_structured(field_reader& fields, const attribute_row<sync_spec>& row, const mapping_owner& owner,
                     declared_sync& read, reading_problems& problems) {
    const need needed = row.unstated == model::when_unstated::required ? need::required : need::optional;
    switch (row.id) {
        case attribute::source:
            if (const auto source = fields.mapping(row.key(), needed, "connection")) {
                read.source = read_source(*source, owner.complete, problems);
            }
            break;
        case attribute::destination:
            if (const auto destination = fields.mapping(row.key(), needed, "connection")) {
                read_destination(*destination, owner, read, problems);
            }
            break;
        case attribute::schedule:
            if (const auto schedule = fields.find(row.key(), needed)) {
                read_schedule(*schedule, owner.complete, read, problems);
            }
            break;
        case attribute::triggers:
            if (const auto triggers = fields.mapping(row.key(), needed)) {
                read_triggers(*triggers, owner.complete, read, problems);
            }
            break;
        case attribute::alerts:
            if (const auto alerts = fields.find(row.key(), needed)) {
                read.at.set(attribute::alerts, alerts->key.where());
                read.spec.alerts = read_alerts(alerts->value, owner.complete, problems);
            }
            break;
        case attribute::advanced_configuration:
            if (const auto settings = fields.mapping(row.key(), needed)) {
                read.at.set(attribute::advanced_configuration, settings->key.where());
                read.spec.advanced_configuration = read_settings(settings->nested, problems);
            }
            break;
        case attribute::mappings:
            if (const auto mappings = fields.find(row.key(), needed)) {
                read.at.set(attribute::mappings, mappings->key.where());
                read.mappings = read_mappings(mappings->value, owner.complete, problems);
                const bool is_empty = mappings->value.is_sequence() && mappings->value.size() == 0;
                if (!is_empty && has_unread(mappings->value, read.mappings)) {
                    read.at.set_reported(attribute::mappings);
                }
                if (is_empty && read.spec.field_behavior != "sync_all_properties") {
                    problems.report(diagnostics::code::value_invalid, mappings->value.where(),
                                    "'mappings' must not be empty: a sync maps at least one field");
                }
            }
            break;
        case attribute::run: {
            const std::size_t before = problems.count();
            if (auto run = fields.word(row.key(), row.words); !run.value.empty()) {
                read.run = std::move(run);
            }
            if (problems.count() != before) {
                read.at.set_reported(attribute::run);
            }
            break;
        }
        case attribute::after:
            read.after = fields.texts(row.key());
            break;
        case attribute::id:
            read.id = fields.id(row.key());
            break;
        case attribute::formerly:
            read.formerly = fields.texts(row.key());
            break;
        case attribute::distinct_from:
            read.distinct_from = fields.ids(row.key());
            break;
        case attribute::protect:
            read.protect = fields.flag(row.key()).value;
            break;
        default:
            throw std::logic_error("no reader for " + std::string(row.path));
    }
}

void read_fields(declared_sync& read, const layered_mapping& layers, const key_list& known,
                 const mapping_owner& owner, reading_problems& problems) {
    field_reader fields(layers, known, owner, problems);
    for (const attribute_row<sync_spec>& row : model::attributes_of<sync_spec>()) {
        if (!owner.complete && row.of == model::scope::identity) {
            continue;
        }
        if (row.member.index() == 0) {
            read_structured(fields, row, owner, read, problems);
            if (fields.is_misspelt(row.key())) {
                read.at.set_reported(row.id);
            }
        } else {
            read_scalar(fields, row, read.spec, read.at);
        }
    }
}

/// `label: null` is a sync without a label, which only its id tells from others.
void read_null_label(declared_sync& read, const layered_mapping& layers, reading_problems& problems) {
    const auto label = layers.find("label");
    if (!label || !label->value.is_null()) {
        return;
    }
    read.spec.label.clear();
    read.at.set(attribute::label, label->key.where());
    if (!read.id) {
        problems
            .report(code::key_missing, label->key.where(),
                    "sync " + in_quotes(read.key.value) + " has no label, and no 'id' to be found by")
            .hints.emplace_back("take `label` away, so that the key is the label, or add its `id`");
    }
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
    read.spec.label = read.key.value;
    problems.set_sync(read.key.value);
    check_key(key, problems);
    const mapping_owner owner{"sync " + in_quotes(key.text()), key.where(), true};
    read_fields(read, layers, sync_keys(), owner, problems);
    read_null_label(read, layers, problems);
    problems.set_sync({});
    return read;
}

void check_defaults(yaml_node defaults, reading_problems& problems, std::string_view name) {
    if (!defaults.is_mapping()) {
        if (!defaults.is_null()) {
            report_type(name, defaults, "a mapping", problems);
        }
        return;
    }
    for (std::size_t pair = 0; pair < defaults.size(); ++pair) {
        const yaml_node key = defaults.key(pair);
        if (is_identity_key(key.text())) {
            problems
                .report(code::key_unknown, key.where(),
                        in_quotes(key.text()) +
                            (name == "defaults" ? " cannot be a default: it belongs to one sync"
                                                : " cannot be overridden for all: it belongs to one sync"))
                .hints.emplace_back("state it under the sync");
        }
    }
    declared_sync unused;
    const mapping_owner owner{in_quotes(name), defaults.where(), false, is_identity_key};
    read_fields(unused, layered_mapping(defaults), default_keys(), owner, problems);
}

}  // namespace censusctl::manifest
