#include "report/manifest_schema_parts.hpp"

#include <boost/json/array.hpp>
#include <cstdint>
#include <limits>
#include <string>

#include "model/vocabulary.hpp"
#include "report/schema_pieces.hpp"

namespace censusctl::report::schema {
namespace {

boost::json::object name_part(std::string_view description) {
    return {{"type", boost::json::array{"string", "null"}},
            {"minLength", 1},
            {"description", boost::json::string(description)}};
}

boost::json::object kind_part() {
    boost::json::array words;
    for (const std::string_view word : model::vocabulary::source_kinds) {
        words.emplace_back(boost::json::string(word));
    }
    words.emplace_back(nullptr);
    boost::json::object what{{"type", boost::json::array{"string", "null"}}};
    what["enum"] = std::move(words);
    what["description"] = "What the id is the id of.";
    return what;
}

boost::json::object id_part() {
    return {{"type", boost::json::array{"integer", "null"}},
            {"minimum", 1},
            {"maximum", std::numeric_limits<std::int64_t>::max()},
            {"description", "The object's id in Census."}};
}

/// Of two keys at most one may be stated.
boost::json::object not_both(std::string_view one, std::string_view other) {
    boost::json::object stated;
    for (const std::string_view key : {one, other}) {
        stated[key] = boost::json::object{{"not", boost::json::object{{"type", "null"}}}};
    }
    return {{"not", boost::json::object{{"required", boost::json::array{boost::json::string(one),
                                                                        boost::json::string(other)}},
                                        {"properties", std::move(stated)}}}};
}

/// An id of another kind than the key needs nothing but that id.
boost::json::object another_kind_needs_id(std::string_view kind) {
    boost::json::array usual{boost::json::object{{"const", boost::json::string(kind)}},
                             boost::json::object{{"type", "null"}}};
    boost::json::object type{{"not", boost::json::object{{"anyOf", std::move(usual)}}}};
    return {{"if", boost::json::object{{"properties", boost::json::object{{"type", std::move(type)}}},
                                       {"required", boost::json::array{"type"}}}},
            {"then", boost::json::object{{"required", boost::json::array{"id"}}}}};
}

boost::json::object object_of(boost::json::object properties, boost::json::array rules) {
    return {{"type", "object"},
            {"additionalProperties", false},
            {"properties", std::move(properties)},
            {"allOf", std::move(rules)}};
}

boost::json::object table_key() {
    boost::json::object properties{{"catalog", name_part("The table's catalog or database.")},
                                   {"schema", name_part("The table's schema or data set.")},
                                   {"name", name_part("The table's own name.")},
                                   {"type", kind_part()},
                                   {"id", id_part()}};
    boost::json::array ways;
    ways.emplace_back(boost::json::object{{"type", "null"}});
    ways.emplace_back(boost::json::object{{"type", "string"}, {"pattern", R"(^[^.]+\.[^.]+\.[^.]+$)"}});
    ways.emplace_back(
        object_of(std::move(properties),
                  boost::json::array{not_both("id", "name"), not_both("id", "schema"),
                                     not_both("id", "catalog"), another_kind_needs_id("table")}));
    return {
        {"title", "Table"},
        {"description", "The table as catalog.schema.name, as a mapping of these three, or as {type, id}."},
        {"anyOf", std::move(ways)}};
}

/// What is named by one name.
boost::json::object named_key(std::string_view kind) {
    const std::string word(kind);
    std::string title = word;
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
    boost::json::object properties{
        {"name", name_part("The " + word + "'s name.")}, {"type", kind_part()}, {"id", id_part()}};
    boost::json::array ways;
    ways.emplace_back(boost::json::object{{"type", "null"}});
    ways.emplace_back(boost::json::object{{"type", "string"}, {"minLength", 1}});
    ways.emplace_back(object_of(std::move(properties),
                                boost::json::array{not_both("id", "name"), another_kind_needs_id(kind)}));
    return {{"title", boost::json::string(title)},
            {"description", boost::json::string("The " + word + "'s name, or {type, id}.")},
            {"anyOf", std::move(ways)}};
}

}  // namespace

boost::json::object source_of() {
    boost::json::object properties{{"connection", reference("connection")}};
    boost::json::array rules;
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
