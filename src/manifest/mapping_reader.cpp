#include "manifest/mapping_reader.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "manifest/attribute_reader.hpp"
#include "manifest/constant_reader.hpp"
#include "manifest/habitual_words.hpp"
#include "text/suggest.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;
using model::attribute;

/// What is written in place of a column: a constant, or one of these under its key.
model::mapping_source read_from_mapping(const layered_mapping::entry& from, bool complete, places& at,
                                        reading_problems& problems) {
    static const key_list known{"liquid_template", "sync_metadata", "segment_membership"};
    static const key_list any{"liquid_template", "sync_metadata", "segment_membership", "value", "type"};
    const auto is_there = [&](std::string_view key) {
        return from.nested.find(key).has_value();
    };
    const bool is_other = std::any_of(known.begin(), known.end(), is_there);
    const bool is_misspelt = from.value.size() > 0 && std::none_of(any.begin(), any.end(), is_there);
    if (!is_other && !is_misspelt) {
        return read_constant(from, complete, problems);
    }
    const mapping_owner owner{"'from'", from.value.where(), complete};
    field_reader fields(from.nested, is_misspelt ? any : known, owner, problems);
    auto liquid = fields.text("liquid_template");
    auto fact = fields.text("sync_metadata");
    auto segments = fields.text("segment_membership");
    std::string_view first;
    for (const std::string_view key : known) {
        const auto stated = fields.find(key);
        if (stated && !first.empty()) {
            problems.report(code::value_invalid, stated->key.where(),
                            in_quotes(key) + " and " + in_quotes(first) + " cannot both be given");
        } else if (stated) {
            first = key;
        }
    }
    if (!liquid.value.empty()) {
        at.set(attribute::liquid_template, liquid.where);
        return model::liquid_source{std::move(liquid.value)};
    }
    if (!fact.value.empty()) {
        at.set(attribute::sync_metadata, fact.where);
        return model::metadata_source{std::move(fact.value)};
    }
    if (!segments.value.empty()) {
        at.set(attribute::segment_membership, segments.where);
        return model::membership_source{std::move(segments.value)};
    }
    return model::column_source{};
}

void read_from(field_reader& fields, bool complete, declared_mapping& read, reading_problems& problems) {
    const auto from = fields.find("from", need::required);
    if (!from) {
        return;
    }
    read.at.set(attribute::mapping_from, from->value.where());
    if (from->value.is_mapping()) {
        read.spec.from = read_from_mapping(*from, complete, read.at, problems);
    } else if (auto column = read_text("from", from->value, problems)) {
        read.spec.from = model::column_source{std::move(*column)};
    }
}

declared_mapping read_mapping(yaml_node item, bool complete, reading_problems& problems) {
    static const key_list known = keys_of<model::mapping>();
    const mapping_owner owner{"this mapping", item.where(), complete};
    const layered_mapping keys(item);
    field_reader fields(keys, known, owner, problems);
    declared_mapping read;
    read.where = item.where();
    read_from(fields, complete, read, problems);
    read_scalars(fields, read.spec, read.at);
    return read;
}

/// `EMAIL: email` in place of `{from: EMAIL, to: email}`.
bool is_pair_of_names(yaml_node item) {
    static const key_list known = keys_of<model::mapping>();
    return item.is_mapping() && item.size() == 1 && item.value(0).is_scalar() && !item.value(0).is_null() &&
           std::ranges::find(known, item.key(0).text()) == known.end() &&
           text::suggest(item.key(0).text(), known).empty() && meant_by(item.key(0).text(), known).empty();
}

std::string as_mapping(yaml_node from, yaml_node to) {
    constexpr std::size_t most = 60;
    return "{from: " + std::string(from.text().substr(0, most)) +
           ", to: " + std::string(to.text().substr(0, most)) + "}";
}

void report_pair_of_names(yaml_node item, reading_problems& problems) {
    problems
        .report(code::key_unknown, item.key(0).where(),
                "unknown key " + in_quotes(item.key(0).text()) + " in this mapping")
        .hints.push_back("write " + as_mapping(item.key(0), item.value(0)));
}

void report_duplicates(const std::vector<declared_mapping>& mappings, reading_problems& problems) {
    std::unordered_map<std::string_view, const declared_mapping*> first_of;
    first_of.reserve(mappings.size());
    for (const declared_mapping& mapping : mappings) {
        if (mapping.spec.to.empty()) {
            continue;
        }
        const auto [first, is_new] = first_of.emplace(mapping.spec.to, &mapping);
        if (!is_new) {
            problems
                .report(code::mapping_duplicate, mapping.at[attribute::mapping_to],
                        "a second mapping writes to " + in_quotes(mapping.spec.to))
                .notes.push_back({first->second->at[attribute::mapping_to], "the first one is here"});
        }
    }
}

}  // namespace

std::vector<declared_mapping> read_mappings(yaml_node list, bool complete, reading_problems& problems) {
    std::vector<declared_mapping> mappings;
    if (!list.is_sequence()) {
        auto& problem = report_type("mappings", list, "a list", problems);
        if (list.find("from") || list.find("to")) {
            problem.hints.emplace_back("begin each mapping with '- '");
        } else if (list.is_mapping() && list.size() > 0 && list.value(0).is_scalar()) {
            problem.hints.push_back("write each as " + as_mapping(list.key(0), list.value(0)));
        }
        return mappings;
    }
    mappings.reserve(list.size());
    for (std::size_t index = 0; index < list.size(); ++index) {
        const yaml_node item = list.item(index);
        if (is_pair_of_names(item)) {
            report_pair_of_names(item, problems);
        } else if (item.is_mapping()) {
            mappings.push_back(read_mapping(item, complete, problems));
        } else {
            report_type("mappings", item, "a list of mappings such as {from: EMAIL, to: email}", problems);
        }
    }
    report_duplicates(mappings, problems);
    return mappings;
}

}  // namespace censusctl::manifest
