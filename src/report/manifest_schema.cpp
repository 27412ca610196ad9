#include "report/manifest_schema.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <limits>
#include <string_view>

#include "model/attributes.hpp"
#include "report/manifest_schema_parts.hpp"
#include "report/schema_pieces.hpp"

namespace censusctl::report {
namespace {

using model::attribute;
using model::value_kind;
using model::when_unstated;
using schema::reference;

boost::json::string json_text(std::string_view raw) {
    return boost::json::string(raw);
}

/// A type, which may be null too where a sync may take a default back.
boost::json::value type_of(std::string_view name, bool or_null) {
    if (!or_null) {
        return json_text(name);
    }
    return boost::json::array{json_text(name), "null"};
}

boost::json::object words_of(std::span<const std::string_view> words, bool or_null) {
    boost::json::array all;
    for (const std::string_view word : words) {
        all.emplace_back(json_text(word));
    }
    if (or_null) {
        all.emplace_back(nullptr);
    }
    boost::json::object word{{"type", type_of("string", or_null)}};
    word["enum"] = std::move(all);
    return word;
}

boost::json::object id_of(bool or_null) {
    return {{"type", type_of("integer", or_null)},
            {"minimum", 1},
            {"maximum", std::numeric_limits<std::int64_t>::max()}};
}

boost::json::object text_of(bool or_null) {
    return {{"type", type_of("string", or_null)}, {"minLength", 1}};
}

/// What a value of one of the plain kinds must be.
template <class Owner>
boost::json::object plain(const model::attribute_row<Owner>& row, bool or_null) {
    switch (row.kind) {
        case value_kind::word:
            return words_of(row.words, or_null);
        case value_kind::flag:
            return {{"type", type_of("boolean", or_null)}};
        case value_kind::integer:
            return {{"type", type_of("integer", or_null)}};
        case value_kind::id:
            return id_of(or_null);
        case value_kind::ids: {
            boost::json::array ways;
            ways.emplace_back(boost::json::object{{"type", "null"}});
            ways.emplace_back(id_of(false));
            ways.emplace_back(boost::json::object{{"type", "array"}, {"items", id_of(false)}});
            return {{"anyOf", std::move(ways)}};
        }
        case value_kind::texts: {
            boost::json::array ways;
            ways.emplace_back(boost::json::object{{"type", "null"}});
            ways.emplace_back(text_of(false));
            ways.emplace_back(boost::json::object{{"type", "array"}, {"items", text_of(false)}});
            return {{"anyOf", std::move(ways)}};
        }
        case value_kind::text:
        case value_kind::structured:
            break;
    }
    return text_of(or_null);
}

/// With the words that an editor shows.
template <class Owner>
boost::json::object titled(const model::attribute_row<Owner>& row, boost::json::object what) {
    boost::json::object property{{"title", json_text(row.title)}, {"description", json_text(row.sentence)}};
    for (boost::json::key_value_pair& member : what) {
        property[member.key()] = std::move(member.value());
    }
    return property;
}

boost::json::object or_null(std::string_view definition) {
    boost::json::array ways;
    ways.emplace_back(reference(definition));
    ways.emplace_back(boost::json::object{{"type", "null"}});
    return {{"anyOf", std::move(ways)}};
}

/// What an attribute with structure must be.
template <class Owner>
boost::json::object structured(const model::attribute_row<Owner>& row) {
    switch (row.id) {
        case attribute::source_connection:
        case attribute::destination_connection:
            return reference("connection");
        case attribute::schedule:
            return reference("schedule");
        case attribute::alerts:
            return titled(row,
                          {{"type", boost::json::array{"array", "null"}}, {"items", reference("alert")}});
        case attribute::mapping_from: {
            boost::json::array ways;
            ways.emplace_back(text_of(false));
            for (const std::string_view kind : schema::from_kinds) {
                ways.emplace_back(reference(kind));
            }
            return titled(row, {{"anyOf", std::move(ways)}});
        }
        case attribute::sync_sequence:
            return titled(row, text_of(true));
        case attribute::mappings:
            return titled(row, {{"type", boost::json::array{"array", "null"}},
                                {"minItems", 1},
                                {"items", reference("mapping")}});
        default:
            return titled(row, or_null(row.key()));
    }
}

/// `or_null`: whether a null takes back a default.
template <class Owner>
boost::json::object property_of(const model::attribute_row<Owner>& row, bool or_null) {
    return row.kind == value_kind::structured ? structured(row) : titled(row, plain(row, or_null));
}

template <class Owner>
boost::json::object properties_of() {
    boost::json::object properties;
    for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        const bool must_be = std::is_same_v<Owner, model::mapping> && row.unstated == when_unstated::required;
        properties[row.key()] = property_of(row, !must_be);
    }
    return properties;
}

boost::json::object mapping_of_keys(std::string_view title, std::string_view description,
                                    boost::json::object properties) {
    return {{"title", json_text(title)},
            {"type", "object"},
            {"additionalProperties", false},
            {"description", json_text(description)},
            {"properties", std::move(properties)}};
}

boost::json::object schedule() {
    const auto& row = model::row_of<model::sync_spec>(attribute::schedule);
    boost::json::array ways;
    ways.emplace_back(boost::json::object{{"type", "null"}});
    ways.emplace_back(words_of(model::vocabulary::frequencies, false));
    ways.emplace_back(boost::json::object{{"type", "object"},
                                          {"additionalProperties", false},
                                          {"properties", properties_of<model::schedule>()}});
    return titled(row, {{"anyOf", std::move(ways)}});
}

/// The rows of one trigger, by the part of the path in the middle.
boost::json::object trigger(std::string_view name, std::string_view title, std::string_view description) {
    const std::string start = "triggers." + std::string(name) + '.';
    boost::json::object properties;
    for (const auto& row : model::attributes_of<model::triggers>()) {
        if (row.path.starts_with(start)) {
            properties[row.key()] = property_of(row, true);
        }
    }
    boost::json::object what = mapping_of_keys(title, description, std::move(properties));
    what["type"] = boost::json::array{"object", "null"};
    return what;
}

boost::json::object triggers() {
    const auto& row = model::row_of<model::sync_spec>(attribute::triggers);
    boost::json::object properties;
    properties["dbt_cloud"] = trigger("dbt_cloud", "dbt Cloud", "A dbt Cloud job whose end starts the sync.");
    properties["fivetran"] = trigger("fivetran", "Fivetran", "A Fivetran job whose end starts the sync.");
    const auto& sequence = model::row_of<model::triggers>(attribute::sync_sequence);
    properties[sequence.key()] = property_of(sequence, true);
    return mapping_of_keys(row.title, row.sentence, std::move(properties));
}

boost::json::object mapping() {
    boost::json::object what =
        mapping_of_keys("Mapping", "A column or constant, and the field that it is written to.",
                        properties_of<model::mapping>());
    boost::json::array required;
    for (const auto& row : model::attributes_of<model::mapping>()) {
        if (row.unstated == when_unstated::required) {
            required.emplace_back(json_text(row.key()));
        }
    }
    what["required"] = std::move(required);
    return what;
}

/// A key that is there, and null or not.
boost::json::object stated_as(std::string_view key, boost::json::object what) {
    return {{"required", boost::json::array{boost::json::string(key)}},
            {"properties", boost::json::object{{key, std::move(what)}}}};
}

boost::json::object sync() {
    boost::json::object properties = properties_of<model::sync_spec>();
    const boost::json::object of_environments = boost::json::parse(schema::sync_environments).as_object();
    for (const auto& member : of_environments) {
        properties[member.key()] = member.value();
    }
    boost::json::object what = mapping_of_keys(
        "Sync", "One sync. source, destination, operation and mappings must be stated here or in defaults.",
        std::move(properties));
    // A sync without a label is found by its id alone.
    what["if"] = stated_as("label", boost::json::object{{"type", "null"}});
    what["then"] = stated_as("id", boost::json::object{{"not", boost::json::object{{"type", "null"}}}});
    return what;
}

/// What a sync says of itself for one environment.
boost::json::object own_words() {
    boost::json::object what =
        mapping_of_keys("For one environment",
                        "Goes over what the sync says otherwise: a mapping merges key by key, "
                        "anything else is replaced.",
                        properties_of<model::sync_spec>());
    what["type"] = boost::json::array{"object", "null"};
    return what;
}

boost::json::object defaults() {
    boost::json::object properties;
    for (const auto& row : model::attributes_of<model::sync_spec>()) {
        if (row.of != model::scope::identity) {
            properties[row.key()] = property_of(row, true);
        }
    }
    boost::json::object what =
        mapping_of_keys("Defaults",
                        "Goes under every sync: a mapping merges key by key, anything else "
                        "is replaced. A null in a sync takes "
                        "a default back.",
                        std::move(properties));
    what["type"] = boost::json::array{"object", "null"};
    return what;
}

/// "`weekly`, `daily`", or what else may be written.
template <class Owner>
std::string values_of(const model::attribute_row<Owner>& row) {
    std::string values;
    for (const std::string_view word : row.words) {
        values.append(values.empty() ? "`" : " `").append(word).append("`");
    }
    switch (row.kind) {
        case value_kind::flag:
            return "`true` `false`";
        case value_kind::integer:
        case value_kind::id:
            return "a whole number";
        case value_kind::ids:
            return "a whole number, or several";
        case value_kind::texts:
            return "a text, or several";
        case value_kind::text:
            return "a text";
        case value_kind::word:
        case value_kind::structured:
            break;
    }
    return values;
}

/// What holds where a file does not say it.
template <class Owner>
std::string default_of(const model::attribute_row<Owner>& row) {
    switch (row.unstated) {
        case when_unstated::required:
            return "must be stated";
        case when_unstated::left_alone:
            return "as the workspace has it";
        case when_unstated::standard:
            break;
    }
    return row.standard.empty() ? "" : "`" + std::string(row.standard) + "`";
}

template <class Owner>
void add_rows(std::string& table, std::string_view before) {
    for (const model::attribute_row<Owner>& row : model::attributes_of<Owner>()) {
        table.append("| `").append(before).append(row.path).append("` | ").append(row.sentence);
        const std::string values = values_of(row);
        table.append(" | ").append(values).append(values.empty() ? "| " : " | ");
        const std::string standard = default_of(row);
        table.append(standard).append(standard.empty() ? "|\n" : " |\n");
        if constexpr (std::is_same_v<Owner, model::sync_spec>) {
            switch (row.id) {
                case attribute::source:
                    add_rows<model::data_source>(table, {});
                    break;
                case attribute::destination:
                    add_rows<model::destination>(table, {});
                    break;
                case attribute::schedule:
                    add_rows<model::schedule>(table, {});
                    break;
                case attribute::triggers:
                    add_rows<model::triggers>(table, {});
                    break;
                case attribute::mappings:
                    add_rows<model::mapping>(table, "mappings[].");
                    break;
                default:
                    break;
            }
        }
    }
}

}  // namespace

std::string manifest_schema() {
    boost::json::object definitions = boost::json::parse(schema::fixed_definitions).as_object();
    definitions["source"] = schema::source_of();
    definitions["destination"] =
        mapping_of_keys("Destination", "Where the sync writes: an object of a destination connection.",
                        properties_of<model::destination>());
    definitions["schedule"] = schedule();
    definitions["triggers"] = triggers();
    definitions["mapping"] = mapping();
    definitions["defaults"] = defaults();
    definitions["sync"] = sync();
    definitions["own"] = own_words();
    definitions["removed"] = boost::json::parse(schema::removed_entry);
    boost::json::object whole = boost::json::parse(schema::manifest_frame).as_object();
    whole["definitions"] = std::move(definitions);
    schema::take_variables(whole["definitions"]);
    return schema::pretty(whole);
}

std::string attribute_table() {
    std::string table = "| key | what it is | values | default |\n|---|---|---|---|\n";
    add_rows<model::sync_spec>(table, {});
    return table;
}

}  // namespace censusctl::report
