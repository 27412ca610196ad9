#include "report/editor_schema.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <string_view>
#include <utility>

#include "model/vocabulary.hpp"
#include "report/manifest_schema.hpp"
#include "report/manifest_schema_parts.hpp"
#include "report/schema_pieces.hpp"

namespace censusctl::report {
namespace {

using schema::all_of;
using schema::choice;
using schema::having;
using schema::lacking;
using schema::one_of;
using schema::where;
using schema::with;

boost::json::value text(const std::string& raw) {
    return boost::json::value(boost::json::string(raw));
}

/// What a connection may be called in a file.
std::vector<choice> names_of(const model::connection_id& id, const std::string& name,
                             const std::string& label) {
    const std::string known = "id " + id.text();
    std::vector<choice> names;
    if (!name.empty()) {
        names.push_back({text(name), label.empty() ? known : label + ", " + known});
    }
    if (!label.empty() && label != name) {
        names.push_back({text(label), name + ", " + known});
    }
    if (const auto number = id.number()) {
        names.push_back({boost::json::value(*number), name});
    } else {
        names.push_back({text(id.text()), name});
    }
    return names;
}

std::string table_name(const model::table_name& table) {
    return table.catalog + "." + table.schema + "." + table.name;
}

/// The schema in the making.
class narrowing {
public:
    explicit narrowing(const model::catalogue& metadata)
        : metadata_(metadata), whole_(boost::json::parse(manifest_schema()).as_object()) {}

    std::string run() && {
        for (const model::source_connection& source : metadata_.sources) {
            add_source(source);
        }
        for (const model::destination_connection& destination : metadata_.destinations) {
            add_destination(destination);
        }
        // A sync in a file is narrowed by its own words, and, through the file's defaults, by what it
        // inherits.
        define("sync_of_workspace", all_of_with_base("sync", std::move(in_sync_)));
        define("source_connection", any_connection(source_names_));
        define("destination_connection", any_connection(destination_names_));
        boost::json::object& properties = whole_["properties"].as_object();
        properties["syncs"].as_object()["additionalProperties"] = schema::reference("sync_of_workspace");
        connect_names("source");
        connect_names("destination");
        if (!in_file_.empty()) {
            whole_["allOf"] = list_of(std::move(in_file_));
        }
        whole_.erase("$id");
        whole_["title"] = "censusctl manifest of this workspace";
        return schema::pretty(whole_);
    }

private:
    static boost::json::array list_of(std::vector<boost::json::object> parts) {
        boost::json::array list;
        for (boost::json::object& part : parts) {
            list.emplace_back(std::move(part));
        }
        return list;
    }

    void define(const std::string& name, boost::json::object what) {
        whole_["definitions"].as_object()[name] = std::move(what);
    }

    static boost::json::object all_of_with_base(const char* base, std::vector<boost::json::object> parts) {
        parts.insert(parts.begin(), schema::reference(base));
        return all_of(std::move(parts));
    }

    static boost::json::object any_connection(const std::vector<choice>& names) {
        std::vector<choice> all = names;
        all.push_back({nullptr, "takes a default back"});
        return one_of(all);
    }

    /// The connection of a source or destination is one that the workspace has.
    void connect_names(const char* key) {
        boost::json::object& definition = whole_["definitions"].as_object()[key].as_object();
        definition["properties"].as_object()["connection"] =
            schema::reference(std::string(key) + "_connection");
    }

    /// Adds what holds where a sync has this connection (and `chosen` of it), by its own words or its file's.
    void narrow(const char* key, const boost::json::object& connection, const boost::json::object* chosen,
                const boost::json::object& consequence) {
        boost::json::object own = having("connection", connection);
        boost::json::object inherited = lacking("connection");
        if (chosen != nullptr) {
            own = all_of({std::move(own), *chosen});
        }
        in_sync_.push_back(where(having(key, own), consequence));
        // The file's defaults name the connection, and the sync leaves it so.
        boost::json::object within = where(with(key, inherited), consequence);
        if (chosen != nullptr) {
            within = where(having(key, all_of({std::move(inherited), *chosen})), consequence);
            in_file_.push_back(where(
                having("defaults", having(key, all_of({having("connection", connection), *chosen}))),
                with("syncs", every(where(with(key, all_of({lacking("connection"), nothing_chosen(key)})),
                                          consequence)))));
        }
        in_file_.push_back(where(having("defaults", having(key, having("connection", connection))),
                                 with("syncs", every(std::move(within)))));
    }

    static boost::json::object every(boost::json::object what) {
        boost::json::object result;
        result["additionalProperties"] = std::move(what);
        return result;
    }

    static boost::json::object nothing_chosen(const std::string& key) {
        if (key == "destination") {
            return lacking("object");
        }
        std::vector<boost::json::object> parts{lacking("id")};
        for (const std::string_view kind : model::vocabulary::source_kinds) {
            parts.push_back(lacking(kind));
        }
        return all_of(std::move(parts));
    }

    /// What holds for each mapping of a sync.
    static boost::json::object mappings(boost::json::object what) {
        boost::json::object items;
        items["items"] = std::move(what);
        return with("mappings", std::move(items));
    }

    void add_source(const model::source_connection& source) {
        const std::vector<choice> names = names_of(source.id, source.name, source.label);
        source_names_.insert(source_names_.end(), names.begin(), names.end());
        if (!source.objects_fetched) {
            return;
        }
        const boost::json::object connection = one_of(names);
        std::vector<boost::json::object> by_kind;
        for (const std::string_view kind : model::vocabulary::source_kinds) {
            std::vector<choice> choices;
            for (const model::source_object& object : source.objects) {
                if (object.type == kind) {
                    choices.push_back({text(name_of(object)), "id " + std::to_string(object.id)});
                }
            }
            // Of the others the generation may list none, though there are some.
            if (!choices.empty() || model::vocabulary::contains(model::vocabulary::data_source_types, kind)) {
                by_kind.push_back(text_choice(kind, choices));
            }
        }
        const std::string id = "source_" + source.id.text();
        define(id, all_of(std::move(by_kind)));
        narrow("source", connection, nullptr, with("source", schema::reference(id)));
        for (const model::source_object& object : source.objects) {
            if (object.columns.empty()) {
                continue;
            }
            const std::string columns = id + "_" + object.type + "_" + std::to_string(object.id);
            define(columns, mappings(with("from", column_of(object))));
            const boost::json::object chosen = chosen_object(object);
            narrow("source", connection, &chosen, schema::reference(columns));
        }
    }

    /// A key whose text, where it is one, is among these.
    static boost::json::object text_choice(std::string_view key, const std::vector<choice>& choices) {
        boost::json::object other{{"type", boost::json::array{"object", "null"}}};
        boost::json::object either;
        either["anyOf"] = choices.empty() ? boost::json::array{std::move(other)}
                                          : boost::json::array{one_of(choices), std::move(other)};
        return with(key, std::move(either));
    }

    static boost::json::object column_of(const model::source_object& object) {
        std::vector<choice> columns;
        for (const model::column& column : object.columns) {
            columns.push_back({text(column.name), column.type});
        }
        boost::json::object either;
        boost::json::array ways{one_of(columns)};
        for (const std::string_view other : schema::from_kinds) {
            ways.emplace_back(schema::reference(other));
        }
        either["anyOf"] = std::move(ways);
        return either;
    }

    static std::string name_of(const model::source_object& object) {
        return object.type == "table" ? table_name(object.table) : object.name;
    }

    /// A source that names this object, in one of its spellings.
    static boost::json::object chosen_object(const model::source_object& object) {
        const std::string name = name_of(object);
        const boost::json::object by_id = having("id", boost::json::object{{"const", object.id}});
        boost::json::array spellings{boost::json::object{{"const", text(name)}}, by_id};
        if (object.type != "table") {
            spellings.push_back(having("name", boost::json::object{{"const", text(name)}}));
        } else {
            spellings.push_back(
                all_of({having("name", boost::json::object{{"const", text(object.table.name)}}),
                        having("schema", boost::json::object{{"const", text(object.table.schema)}}),
                        having("catalog", boost::json::object{{"const", text(object.table.catalog)}})}));
        }
        boost::json::object either;
        either["anyOf"] = std::move(spellings);
        boost::json::object typed_id =
            all_of({by_id, having("type", boost::json::object{{"const", boost::json::value(object.type)}})});
        boost::json::object either_way;
        either_way["anyOf"] = boost::json::array{having(object.type, std::move(either)), std::move(typed_id)};
        return either_way;
    }

    void add_destination(const model::destination_connection& destination) {
        const std::vector<choice> names = names_of(destination.id, destination.name, {});
        destination_names_.insert(destination_names_.end(), names.begin(), names.end());
        if (!destination.objects_fetched) {
            return;
        }
        const boost::json::object connection = one_of(names);
        std::vector<choice> objects;
        for (const model::destination_object& object : destination.objects) {
            objects.push_back({text(object.full_name), object.label});
        }
        objects.push_back({nullptr, "takes a default back"});
        const std::string id = "destination_" + destination.id.text();
        define(id, with("object", one_of(objects)));
        narrow("destination", connection, nullptr, with("destination", schema::reference(id)));
        std::size_t number = 0;
        for (const model::destination_object& object : destination.objects) {
            ++number;
            if (object.fields.empty()) {
                continue;
            }
            const std::string fields = id + "_object_" + std::to_string(number);
            define(fields, mappings(mapping_of(destination, object)));
            const boost::json::object chosen =
                having("object", boost::json::object{{"const", text(object.full_name)}});
            narrow("destination", connection, &chosen, schema::reference(fields));
        }
    }

    static std::string description_of(const model::field& field) {
        std::string words = field.label.empty() ? field.type : field.label + " (" + field.type + ")";
        words += field.required_for_mapping ? ", required" : "";
        words += field.array ? ", array" : "";
        return words;
    }

    static boost::json::object mapping_of(const model::destination_connection& destination,
                                          const model::destination_object& object) {
        std::vector<choice> fields;
        std::vector<boost::json::object> parts;
        for (const model::field& field : object.fields) {
            fields.push_back({text(field.full_name), description_of(field)});
        }
        boost::json::object known = with("to", one_of(fields, !object.allow_case_sensitive_field_names));
        if (object.allow_custom_fields) {
            boost::json::object unless;
            unless["if"] = having("generate_field", boost::json::object{{"const", true}});
            unless["else"] = std::move(known);
            parts.push_back(std::move(unless));
        } else {
            parts.push_back(std::move(known));
        }
        for (const model::field& field : object.fields) {
            if (!field.lookup_object.empty()) {
                parts.push_back(lookup_of(destination, field));
            }
        }
        return all_of(std::move(parts));
    }

    /// A field that refers to another object: which object, and which of its fields can be looked up.
    static boost::json::object lookup_of(const model::destination_connection& destination,
                                         const model::field& field) {
        std::vector<boost::json::object> parts;
        parts.push_back(
            with("lookup_object", one_of({{text(field.lookup_object), "referred to by " + field.full_name},
                                          {nullptr, "no lookup"}})));
        for (const model::destination_object& object : destination.objects) {
            if (object.full_name != field.lookup_object || object.fields.empty()) {
                continue;
            }
            std::vector<choice> keys;
            for (const model::field& item : object.fields) {
                if (item.can_be_reference_key) {
                    keys.push_back({text(item.full_name), description_of(item)});
                }
            }
            keys.push_back({nullptr, "no lookup"});
            parts.push_back(with("lookup_field", one_of(keys, !object.allow_case_sensitive_field_names)));
        }
        return where(having("to", boost::json::object{{"const", text(field.full_name)}}),
                     all_of(std::move(parts)));
    }

    const model::catalogue& metadata_;
    boost::json::object whole_;
    std::vector<boost::json::object> in_sync_;
    std::vector<boost::json::object> in_file_;
    std::vector<choice> source_names_;
    std::vector<choice> destination_names_;
};

}  // namespace

std::string editor_schema(const model::catalogue& metadata) {
    return narrowing(metadata).run();
}

}  // namespace censusctl::report
