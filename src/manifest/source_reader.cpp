#include "manifest/source_reader.hpp"

#include <array>
#include <string>
#include <utility>

#include "manifest/core_schema.hpp"
#include "model/vocabulary.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

/// `catalog.schema.name`
std::optional<model::table_name> split_table(std::string_view written) {
    const std::size_t first = written.find('.');
    const std::size_t second = first == std::string_view::npos ? first : written.find('.', first + 1);
    if (second == std::string_view::npos || written.find('.', second + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    model::table_name table{std::string(written.substr(0, first)),
                            std::string(written.substr(first + 1, second - first - 1)),
                            std::string(written.substr(second + 1))};
    if (table.catalog.empty() || table.schema.empty() || table.name.empty()) {
        return std::nullopt;
    }
    return table;
}

/// What identifies an object beside its id: reported where both are stated.
void refuse_beside_id(field_reader& fields, std::string_view key, const layered_mapping::entry& id,
                      reading_problems& problems) {
    if (const auto also = fields.find(key)) {
        problems
            .report(code::value_invalid, also->key.where(),
                    in_quotes(key) + " and 'id' cannot both be given: either says which one it is")
            .notes.push_back({id.key.where(), "'id' is given here"});
    }
}

/// The mapping under `model:` or `table:`.
model::object_name read_object_mapping(const layered_mapping::entry& object, std::string_view key,
                                       bool complete, reading_problems& problems) {
    static const key_list model_keys{"name", "type", "id"};
    static const key_list table_keys{"catalog", "schema", "name", "type", "id"};
    const bool is_table = key == "table";
    const mapping_owner owner{in_quotes(key), object.key.where(), complete};
    field_reader fields(object.nested, is_table ? table_keys : model_keys, owner, problems);

    model::object_name read;
    const auto type = fields.word("type", model::vocabulary::source_kinds);
    read.type = type.value.empty() ? std::string(key) : type.value;
    if (const auto id = fields.find("id")) {
        read.id = read_id("id", id->value, problems);
        for (const std::string_view other : {"name", "catalog", "schema"}) {
            refuse_beside_id(fields, other, *id, problems);
        }
        return read;
    }
    if (read.type != key) {
        problems
            .report(code::value_invalid, type.where,
                    "'type' cannot be " + in_quotes(read.type) + " here without an 'id'")
            .hints.push_back("name it under '" + read.type + "' instead of '" + std::string(key) + "'");
        return {};
    }
    if (is_table) {
        read.table.catalog = fields.text("catalog", need::required).value;
        read.table.schema = fields.text("schema", need::required).value;
        read.table.name = fields.text("name", need::required).value;
        return read;
    }
    if (!fields.find("name")) {
        if (complete) {
            problems.report(code::key_missing, object.key.where(),
                            in_quotes(key) + " has neither 'name' nor 'id'");
        }
        return read;
    }
    read.name = fields.text("name").value;
    return read;
}

/// The value of `model:` or `table:` in any spelling.
located<model::object_name> read_object(const layered_mapping::entry& object, std::string_view key,
                                        bool complete, reading_problems& problems) {
    located<model::object_name> read;
    read.where = object.value.where();
    if (object.value.is_mapping()) {
        read.value = read_object_mapping(object, key, complete, problems);
        return read;
    }
    if (object.value.is_scalar() && core_type_of(object.value) == core_type::integer) {
        report_type(key, object.value, "a name", problems)
            .hints.push_back("quote it if it is a name; an id is written {type: " + std::string(key) +
                             ", id: " + std::string(object.value.text().substr(0, 20)) + "}");
        return read;
    }
    auto name = read_text(key, object.value, problems);
    if (!name) {
        return read;
    }
    read.value.type = key;
    if (key != "table") {
        read.value.name = std::move(*name);
        return read;
    }
    if (auto table = split_table(*name)) {
        read.value.table = std::move(*table);
        return read;
    }
    problems
        .report(code::value_invalid, object.value.where(),
                in_quotes("table") + " must be catalog.schema.name, not " + in_quotes(*name))
        .hints.push_back(name->find('.') == std::string::npos
                             ? "write all three parts, as CATALOG.SCHEMA." + name->substr(0, 60)
                             : "a name that holds a dot is written {catalog: …, schema: …, name: …}");
    read.value = {};
    return read;
}

bool is_kind(std::string_view key) {
    return model::vocabulary::contains(model::vocabulary::source_kinds, key);
}

bool is_query(std::string_view key) {
    return key == "query" || key == "sql";
}

/// A query is no way to say what is read: the workspace keeps those, as models and datasets.
void report_query(const layered_mapping::entry& source, reading_problems& problems) {
    for (std::size_t pair = 0; source.value.is_mapping() && pair < source.value.size(); ++pair) {
        const yaml_node key = source.value.key(pair);
        if (is_query(key.text())) {
            problems
                .report(code::key_unknown, key.where(),
                        "unknown key " + in_quotes(key.text()) + " in 'source'")
                .hints.emplace_back(
                    "make the query a model or a dataset in Census, and name that: `model: NAME`");
        }
    }
}

}  // namespace

std::vector<yaml_node> ways_of(const layered_mapping& source) {
    std::vector<yaml_node> ways;
    for (std::size_t layer = 0; layer < source.size() && ways.empty(); ++layer) {
        const yaml_node mapping = source.layer(layer);
        bool by_id = false;
        for (std::size_t pair = 0; pair < mapping.size(); ++pair) {
            const std::string_view key = mapping.key(pair).text();
            const bool id_way = key == "type" || key == "id";
            if (mapping.value(pair).is_null() || !(is_kind(key) || id_way) ||
                (id_way && std::exchange(by_id, true))) {
                continue;
            }
            ways.push_back(mapping.key(pair));
        }
    }
    return ways;
}

located<model::connection_name> read_connection_name(std::string_view key, yaml_node stated,
                                                     reading_problems& problems) {
    located<model::connection_name> read;
    read.where = stated.where();
    if (stated.is_scalar() && core_type_of(stated) == core_type::integer) {
        read.value.id = read_id(key, stated, problems);
        return read;
    }
    if (!stated.is_scalar()) {
        report_type(key, stated, "a name or an id", problems);
        return read;
    }
    if (auto name = read_text(key, stated, problems)) {
        read.value.name = std::move(*name);
    }
    return read;
}

located<model::connection_name> read_connection(field_reader& fields, reading_problems& problems) {
    const auto connection = fields.find("connection", need::required);
    if (!connection) {
        return {};
    }
    return read_connection_name("connection", connection->value, problems);
}

declared_source read_source(const layered_mapping::entry& source, bool complete, reading_problems& problems) {
    static const key_list known = [] {
        key_list keys{"connection"};
        const auto& kinds = model::vocabulary::source_kinds;
        keys.insert(keys.end(), kinds.begin(), kinds.end());
        keys.insert(keys.end(), {"type", "id"});
        return keys;
    }();
    const mapping_owner owner{"'source'", source.key.where(), complete, is_query};
    field_reader fields(source.nested, known, owner, problems);
    report_query(source, problems);

    declared_source read;
    read.where = source.value.where();
    read.connection = read_connection(fields, problems);
    const std::vector<yaml_node> ways = ways_of(source.nested);
    if (ways.empty()) {
        if (complete && !fields.has_unknown_key()) {
            problems.report(code::key_missing, source.key.where(), "'source' does not say what is read")
                .hints.push_back("add one of " + enumeration(model::vocabulary::source_kinds));
        }
        return read;
    }
    for (std::size_t other = 1; other < ways.size(); ++other) {
        problems
            .report(code::value_invalid, ways[other].where(),
                    in_quotes(ways[other].text()) + " and " + in_quotes(ways[0].text()) +
                        " cannot both be given: either says what is read")
            .notes.push_back({ways[0].where(), in_quotes(ways[0].text()) + " is given here"});
    }
    const std::string_view way = ways[0].text();
    if (is_kind(way)) {
        if (const auto object = fields.find(way)) {
            read.object = read_object(*object, way, complete, problems);
        }
        return read;
    }
    read.object.value.type = fields.word("type", model::vocabulary::source_kinds, need::required).value;
    if (const auto id = fields.find("id", need::required)) {
        read.object.value.id = read_id("id", id->value, problems);
        read.object.where = id->value.where();
    }
    return read;
}

}  // namespace censusctl::manifest
