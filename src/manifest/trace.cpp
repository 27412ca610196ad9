#include "manifest/trace.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "manifest/core_schema.hpp"
#include "manifest/environments_reader.hpp"
#include "manifest/source_reader.hpp"
#include "manifest/sync_reader.hpp"
#include "model/attributes.hpp"
#include "model/vocabulary.hpp"

namespace censusctl::manifest {
namespace {

using shape = traced_value::shape;

shape shape_of(yaml_node leaf) {
    switch (core_type_of(leaf)) {
        case core_type::null:
            return shape::null;
        case core_type::boolean:
            return shape::flag;
        case core_type::integer:
            return shape::integer;
        case core_type::number:
            return shape::number;
        case core_type::text:
            break;
    }
    return shape::text;
}

/// As everybody writes it: true for TRUE, 16 for 0x10.
std::string text_of(yaml_node leaf, shape is) {
    if (is == shape::flag) {
        return core_boolean(leaf.text()) ? "true" : "false";
    }
    if (is == shape::integer) {
        if (const auto number = core_integer(leaf.text())) {
            return std::to_string(*number);
        }
    }
    return is == shape::null ? std::string() : std::string(leaf.text());
}

/// Follows the layers of one sync.
class following {
public:
    following(const variable_places& variables, const project_config& config)
        : variables_{variables}, config_{config} {}

    std::vector<traced_value> members(const layered_mapping& layers) const {
        std::vector<traced_value> made;
        std::set<std::string_view> seen;
        for (std::size_t at = 0; at < layers.size(); ++at) {
            const yaml_node mapping = layers.layer(at);
            for (std::size_t pair = 0; pair < mapping.size(); ++pair) {
                const std::string_view key = mapping.key(pair).text();
                if (!seen.insert(key).second) {
                    continue;
                }
                const auto entry = layers.find(key);
                made.push_back(value(key, entry->value, entry->nested, entry->from));
            }
        }
        return made;
    }

private:
    traced_value value(std::string_view key, yaml_node stated, const layered_mapping& nested,
                       layer from) const {
        traced_value made{std::string(key)};
        made.from = from;
        made.where = stated.where();
        if (stated.is_mapping()) {
            made.is = shape::mapping;
            made.parts = members(nested);
            return made;
        }
        if (stated.is_sequence()) {
            made.is = shape::list;
            for (std::size_t at = 0; at < stated.size(); ++at) {
                layered_mapping inner;
                inner.add_below(stated.item(at), true, from);
                made.parts.push_back(value({}, stated.item(at), inner, from));
            }
            return made;
        }
        made.is = shape_of(stated);
        made.text = text_of(stated, made.is);
        const auto used = variables_.find({made.where.file, made.where.line, made.where.column});
        if (used != variables_.end()) {
            for (const std::string& name : used->second) {
                const auto variable = config_.variables.find(name);
                made.variables.push_back(
                    {name, variable == config_.variables.end() ? span{} : variable->second.where});
            }
        }
        return made;
    }

    const variable_places& variables_;
    const project_config& config_;
};

/// What the environment calls the connection of a source or destination.
void rename(traced_value& end, const std::vector<renamed_connection>& renames) {
    for (traced_value& part : end.parts) {
        if (part.key != "connection" || (part.is != shape::text && part.is != shape::integer)) {
            continue;
        }
        located<model::connection_name> connection;
        if (part.is == shape::integer) {
            connection.value.id = core_integer(part.text);
        } else {
            connection.value.name = part.text;
        }
        const span by = rename_connection(connection, renames);
        if (!by.known()) {
            continue;
        }
        part.in_files = {std::exchange(part.text, connection.value.id ? std::to_string(*connection.value.id)
                                                                      : connection.value.name),
                         by};
        part.is = connection.value.id ? shape::integer : shape::text;
    }
}

/// Takes away the ways to name the object that a stronger layer's way has replaced.
void keep_way(traced_value& source, const layered_mapping& layers) {
    const auto stated = layers.find("source");
    const std::vector<yaml_node> ways = stated ? ways_of(stated->nested) : std::vector<yaml_node>{};
    if (ways.empty()) {
        return;
    }
    const auto is_id = [](std::string_view key) {
        return key == "type" || key == "id";
    };
    std::erase_if(source.parts, [&](const traced_value& part) {
        const bool is_way =
            is_id(part.key) || model::vocabulary::contains(model::vocabulary::source_kinds, part.key);
        return is_way && std::ranges::none_of(ways, [&](yaml_node way) {
                   return way.text() == part.key || (is_id(way.text()) && is_id(part.key));
               });
    });
}

/// A default of the table of attributes, as a file would write it.
traced_value standard_of(const model::attribute_row<model::sync_spec>& row) {
    traced_value made{std::string(row.key())};
    made.is = row.kind == model::value_kind::flag ? shape::flag : shape::text;
    made.text = row.standard;
    return made;
}

/// Where an attribute stands in the table; behind all others where it has no row of its own, as the words of
/// a source's object.
std::size_t rank_of(std::string_view path, bool of_mapping) {
    for (std::size_t at = 0; at < model::attribute_count; ++at) {
        const auto id = static_cast<model::attribute>(at);
        if (!model::is_value(id) && model::is_of_mapping(id) == of_mapping && model::path_of(id) == path) {
            return at;
        }
    }
    return model::attribute_count;
}

/// Members come in the order of the layers: now in that of the table. `before`: the path that leads to them.
void sort_members(std::vector<traced_value>& members, const std::string& before, bool of_mapping) {
    std::ranges::stable_sort(
        members, {}, [&](const traced_value& member) { return rank_of(before + member.key, of_mapping); });
    for (traced_value& member : members) {
        if (member.is == shape::mapping) {
            sort_members(member.parts, before + member.key + ".", of_mapping);
        }
    }
}

/// The key that a path begins with, which is taken off it: "schedule" of "schedule.hour".
std::string_view next_key(std::string_view& path) {
    const std::size_t end = std::min(path.find_first_of(".["), path.size());
    const std::string_view key = path.substr(0, end);
    path.remove_prefix(end < path.size() && path[end] == '.' ? end + 1 : end);
    return key;
}

const traced_value* member(const std::vector<traced_value>& parts, std::string_view key) {
    const auto found = std::ranges::find(parts, key, &traced_value::key);
    return found == parts.end() ? nullptr : &*found;
}

const traced_value* follow(const traced_value* found, std::string_view path);

/// "[email].from" among mappings.
const traced_value* of_mapping(const traced_value& list, std::string_view path) {
    for (const traced_value& item : list.parts) {
        const traced_value* const to = member(item.parts, "to");
        if (to == nullptr || !path.substr(1).starts_with(to->text)) {
            continue;
        }
        const std::string_view rest = path.substr(1 + to->text.size());
        if (rest == "]") {
            return &item;
        }
        if (rest.starts_with("].")) {
            return follow(&item, rest.substr(2));
        }
    }
    return nullptr;
}

/// What the rest of a path leads to.
const traced_value* follow(const traced_value* found, std::string_view path) {
    while (found != nullptr && !path.empty()) {
        if (path.front() == '[') {
            return of_mapping(*found, path);
        }
        if (found->is != shape::mapping) {
            return found;  // `schedule: hourly` states its frequency
        }
        // The name of a setting may itself hold dots.
        if (const traced_value* const whole = member(found->parts, path)) {
            return whole;
        }
        if (found->key == "source" && path == "object") {  // which stands under its kind
            const auto way = std::ranges::find_if(
                found->parts, [](const traced_value& part) { return part.key != "connection"; });
            return way == found->parts.end() ? nullptr : &*way;
        }
        found = member(found->parts, next_key(path));
    }
    return found;
}

void add_variables(const traced_value& value, std::vector<filling_variable>& into) {
    for (const filling_variable& variable : value.variables) {
        if (std::ranges::find(into, variable) == into.end()) {
            into.push_back(variable);
        }
    }
    for (const traced_value& part : value.parts) {
        add_variables(part, into);
    }
}

}  // namespace

const traced_value* find(const traced_sync& sync, std::string_view path) {
    const traced_value* const first = member(sync.parts, next_key(path));
    return follow(first, path);
}

std::vector<filling_variable> variables_of(const traced_value& value) {
    std::vector<filling_variable> all;
    add_variables(value, all);
    return all;
}

traced_sync sync_tracer::of(const std::string& key) const {
    const auto found = found_.find(key);
    return found == found_.end() ? traced_sync{} : found->second;
}

void sync_tracer::take(yaml_node key, const layered_mapping& layers, const project_config& config) {
    if (!wanted_(key.text()) || found_.contains(key.text())) {
        return;
    }
    traced_sync& found_sync = found_[std::string(key.text())];
    found_sync.key = key.text();
    found_sync.where = key.where();
    std::vector<traced_value> stated = following(variables_, config).members(layers);
    for (traced_value& part : stated) {
        if (part.key == "source") {
            keep_way(part, layers);
        }
        if (part.key == "source" || part.key == "destination") {
            rename(part, config.renames);
        }
        for (traced_value& item : part.parts) {
            if (part.key == "mappings") {
                sort_members(item.parts, {}, true);
            }
        }
    }
    sort_members(stated, {}, false);
    for (const model::attribute_row<model::sync_spec>& row : model::attributes_of<model::sync_spec>()) {
        if (row.path.find('.') != std::string_view::npos) {
            continue;
        }
        const auto found = std::ranges::find(stated, row.key(), &traced_value::key);
        if (found != stated.end()) {
            found_sync.parts.push_back(std::move(*found));
        } else if (row.id == model::attribute::label) {
            traced_value label = standard_of(row);
            label.text = key.text();
            found_sync.parts.push_back(std::move(label));
        } else if (row.unstated == model::when_unstated::standard && !row.standard.empty()) {
            found_sync.parts.push_back(standard_of(row));
        }
    }
}

}  // namespace censusctl::manifest
