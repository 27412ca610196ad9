#include "report/manifest_schema_parts.hpp"

#include <boost/json/array.hpp>
#include <cstdint>
#include <limits>
#include <string>

#include "model/vocabulary.hpp"
#include "report/schema_pieces.hpp"

namespace censusctl::report::schema {
namespace {

namespace json = boost::json;

json::object name_part(std::string_view description) {
    return {{"type", json::array{"string", "null"}},
            {"minLength", 1},
            {"description", json::string(description)}};
}

json::object kind_part() {
    json::array words;
    for (const std::string_view word : model::vocabulary::source_kinds) {
        words.emplace_back(json::string(word));
    }
    words.emplace_back(nullptr);
    json::object what{{"type", json::array{"string", "null"}}};
    what["enum"] = std::move(words);
    what["description"] = "What the id is the id of.";
    return what;
}

json::object id_part() {
    return {{"type", json::array{"integer", "null"}},
            {"minimum", 1},
            {"maximum", std::numeric_limits<std::int64_t>::max()},
            {"description", "The object's id in Census."}};
}

/// Of two keys at most one may be stated.
json::object not_both(std::string_view one, std::string_view other) {
    json::object stated;
    for (const std::string_view key : {one, other}) {
        stated[key] = json::object{{"not", json::object{{"type", "null"}}}};
    }
    return {{"not", json::object{{"required", json::array{json::string(one), json::string(other)}},
                                 {"properties", std::move(stated)}}}};
}

/// An id of another kind than the key needs nothing but that id.
json::object another_kind_needs_id(std::string_view kind) {
    json::array usual{json::object{{"const", json::string(kind)}}, json::object{{"type", "null"}}};
    json::object type{{"not", json::object{{"anyOf", std::move(usual)}}}};
    return {{"if", json::object{{"properties", json::object{{"type", std::move(type)}}},
                                {"required", json::array{"type"}}}},
            {"then", json::object{{"required", json::array{"id"}}}}};
}

json::object object_of(json::object properties, json::array rules) {
    return {{"type", "object"},
            {"additionalProperties", false},
            {"properties", std::move(properties)},
            {"allOf", std::move(rules)}};
}

json::object table_key() {
    json::object properties{{"catalog", name_part("The table's catalog or database.")},
                            {"schema", name_part("The table's schema or data set.")},
                            {"name", name_part("The table's own name.")},
                            {"type", kind_part()},
                            {"id", id_part()}};
    json::array ways;
    ways.emplace_back(json::object{{"type", "null"}});
    ways.emplace_back(json::object{{"type", "string"}, {"pattern", R"(^[^.]+\.[^.]+\.[^.]+$)"}});
    ways.emplace_back(object_of(std::move(properties),
                                json::array{not_both("id", "name"), not_both("id", "schema"),
                                            not_both("id", "catalog"), another_kind_needs_id("table")}));
    return {
        {"title", "Table"},
        {"description", "The table as catalog.schema.name, as a mapping of these three, or as {type, id}."},
        {"anyOf", std::move(ways)}};
}

/// What is named by one name.
json::object named_key(std::string_view kind) {
    const std::string word(kind);
    std::string title = word;
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    json::object properties{
        {"name", name_part("The " + word + "'s name.")}, {"type", kind_part()}, {"id", id_part()}};
    json::array ways;
    ways.emplace_back(json::object{{"type", "null"}});
    ways.emplace_back(json::object{{"type", "string"}, {"minLength", 1}});
    ways.emplace_back(
        object_of(std::move(properties), json::array{not_both("id", "name"), another_kind_needs_id(kind)}));
    return {{"title", json::string(title)},
            {"description", json::string("The " + word + "'s name, or {type, id}.")},
            {"anyOf", std::move(ways)}};
}

}  // namespace

json::object source_of() {
    json::object properties{{"connection", reference("connection")}};
    json::array rules;
    std::vector<std::string_view> keys;
    for (const std::string_view kind : model::vocabulary::source_kinds) {
        properties[kind] = kind == "table" ? table_key() : named_key(kind);
        for (const std::string_view other : keys) {
            rules.emplace_back(not_both(other, kind));
        }
        keys.push_back(kind);
    }
    for (const std::string_view kind : keys) {
        rules.emplace_back(not_both(kind, "type"));
        rules.emplace_back(not_both(kind, "id"));
    }
    properties["type"] = kind_part();
    properties["type"].as_object()["title"] = "Type";
    properties["id"] = id_part();
    properties["id"].as_object()["title"] = "Id";
    return {{"title", "Source"},
            {"type", "object"},
            {"additionalProperties", false},
            {"description",
             "What the sync reads, from a source connection: one of these by name, or type and id."},
            {"properties", std::move(properties)},
            {"allOf", std::move(rules)}};
}

}  // namespace censusctl::report::schema
