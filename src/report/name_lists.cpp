#include "report/name_lists.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <utility>

namespace censusctl::report {
namespace {

using shown_in = name_column::shown_in;

constexpr auto documents = shown_in::documents;

/// A text; an empty one is the API's null.
name_cell text_cell(std::string value) {
    return value.empty() ? name_cell() : name_cell(std::move(value));
}

name_cell id_of(const model::connection_id& id) {
    if (const auto number = id.number()) {
        return *number;
    }
    return text_cell(id.text());
}

/// A flag that is told only where it is set: the others would hide it.
std::string if_set(bool flag, std::string_view word) {
    return flag ? std::string(word) : std::string();
}

std::vector<std::string> words(std::initializer_list<std::string> all) {
    std::vector<std::string> kept;
    std::ranges::copy_if(all, std::back_inserter(kept),
                         [](const std::string& word) { return !word.empty(); });
    return kept;
}

name_table of_sources(std::string_view kind, const std::vector<model::source_connection>& sources,
                      std::vector<name_column> columns) {
    name_table table;
    table.kind = kind;
    table.columns = std::move(columns);
    if (sources.size() == 1) {
        table.of.emplace_back("source", sources.front().name);
    }
    return table;
}

/// By name, and those of one connection together: some generations list the newest first.
name_table sorted(name_table table, std::initializer_list<std::size_t> by) {
    std::ranges::stable_sort(table.rows, [by](const auto& left, const auto& right) {
        for (const std::size_t at : by) {
            if (left[at] != right[at]) {
                return left[at] < right[at];
            }
        }
        return false;
    });
    return table;
}

std::string dotted(const model::table_name& table) {
    return table.catalog + "." + table.schema + "." + table.name;
}

template <class Connections>
std::string connection_name(const Connections& connections, const model::connection_id& id) {
    const auto found = std::ranges::find_if(connections, [&](const auto& row) { return row.id == id; });
    return found == connections.end() ? id.text() : found->name;
}

std::string read_by(const model::live_sync& sync, const model::catalogue& metadata) {
    const model::data_source& source = sync.spec.source;
    if (!source.table.name.empty()) {
        return dotted(source.table);
    }
    if (!source.name.empty()) {
        return source.name;
    }
    for (const model::source_connection& connection : metadata.sources) {
        for (const model::source_object& object : connection.objects) {
            if (connection.id == source.connection_id && object.type == source.type &&
                object.id == source.id) {
                return name_of(object);
            }
        }
    }
    return source.id ? source.type + " " + std::to_string(*source.id) : source.type;
}

std::string schedule_of(const model::schedule& schedule) {
    if (schedule.frequency == "expression") {
        return schedule.cron_expression;
    }
    return schedule.frequency;
}

}  // namespace

std::string name_of(const model::source_object& object) {
    return object.type == "table" ? dotted(object.table) : object.name;
}

name_table list_sources(const model::catalogue& metadata) {
    name_table table;
    table.kind = "sources";
    table.columns = {{"name", "NAME", true}, {"label", "LABEL", true}, {"id", "ID"}};
    table.rows.reserve(metadata.sources.size());
    for (const model::source_connection& source : metadata.sources) {
        table.rows.push_back({text_cell(source.name), text_cell(source.label), id_of(source.id)});
    }
    return sorted(std::move(table), {0, 2});
}

name_table list_destinations(const model::catalogue& metadata) {
    name_table table;
    table.kind = "destinations";
    table.columns = {{"name", "NAME", true}, {"type", "TYPE"}, {"id", "ID"}};
    table.rows.reserve(metadata.destinations.size());
    for (const model::destination_connection& destination : metadata.destinations) {
        table.rows.push_back(
            {text_cell(destination.name), text_cell(destination.type), id_of(destination.id)});
    }
    return sorted(std::move(table), {0, 2});
}

name_table list_models(const std::vector<model::source_connection>& sources) {
    name_table table =
        of_sources("models", sources, {{"name", "MODEL", true}, {"source", "SOURCE"}, {"id", "ID"}});
    for (const model::source_connection& source : sources) {
        for (const model::source_object& object : source.objects) {
            if (object.type == "model") {
                table.rows.push_back({text_cell(object.name), text_cell(source.name), object.id});
            }
        }
    }
    return sorted(std::move(table), {1, 0, 2});
}

name_table list_tables(const std::vector<model::source_connection>& sources) {
    name_table table = of_sources("tables", sources,
                                  {{"name", "TABLE", true},
                                   {"source", "SOURCE"},
                                   {"id", "ID"},
                                   {"table_catalog", "", false, documents},
                                   {"table_schema", "", false, documents},
                                   {"table_name", "", false, documents}});
    for (const model::source_connection& source : sources) {
        for (const model::source_object& object : source.objects) {
            if (object.type == "table") {
                table.rows.push_back({name_of(object), text_cell(source.name), object.id,
                                      text_cell(object.table.catalog), text_cell(object.table.schema),
                                      text_cell(object.table.name)});
            }
        }
    }
    return sorted(std::move(table), {1, 0, 2});
}

name_table list_datasets(const std::vector<model::source_connection>& sources, std::string_view listed,
                         std::string_view type) {
    name_table table = of_sources(
        listed, sources, {{"name", "NAME", true}, {"type", "TYPE"}, {"source", "SOURCE"}, {"id", "ID"}});
    for (const model::source_connection& source : sources) {
        for (const model::source_object& object : source.objects) {
            const bool is_wanted =
                type.empty() ? object.type != "model" && object.type != "table" : object.type == type;
            if (is_wanted) {
                table.rows.push_back(
                    {text_cell(object.name), text_cell(object.type), text_cell(source.name), object.id});
            }
        }
    }
    return sorted(std::move(table), {2, 1, 0, 3});
}

name_table list_objects(const std::vector<model::destination_connection>& destinations) {
    name_table table;
    table.kind = "objects";
    table.columns = {{"full_name", "OBJECT", true},
                     {"label", "LABEL", true},
                     {"destination", "DESTINATION"},
                     {"operations", "OPERATIONS"},
                     {"allow_custom_fields", "", false, documents}};
    if (destinations.size() == 1) {
        table.of.emplace_back("destination", destinations.front().name);
    }
    for (const model::destination_connection& destination : destinations) {
        for (const model::destination_object& object : destination.objects) {
            table.rows.push_back({text_cell(object.full_name), text_cell(object.label),
                                  text_cell(destination.name), object.supported_operations,
                                  object.allow_custom_fields});
        }
    }
    return sorted(std::move(table), {2, 0});
}

name_table list_fields(const model::destination_connection& destination,
                       const model::destination_object& object) {
    name_table table;
    table.kind = "fields";
    table.of = {{"destination", destination.name}, {"object", object.full_name}};
    table.columns = {{"full_name", "FIELD", true},
                     {"label", "LABEL", true},
                     {"type", "TYPE"},
                     {"key_for", "KEY FOR"},
                     {"required", "REQUIRED"},
                     {"createable", "CREATE"},
                     {"updateable", "UPDATE"},
                     {"operations", "OPERATIONS"},
                     {"lookup_object", "REFERS TO"},
                     {"array", "", false, documents},
                     {"reference_key", "", false, documents},
                     {"preserve_values", "", false, documents}};
    table.rows.reserve(object.fields.size());
    for (const model::field& field : object.fields) {
        std::vector<std::string> key_for =
            words({if_set(field.can_be_insert_key, "insert"), if_set(field.can_be_update_key, "update"),
                   if_set(field.can_be_upsert_key, "upsert")});
        table.rows.push_back({text_cell(field.full_name), text_cell(field.label), text_cell(field.type),
                              std::move(key_for), field.required_for_mapping, field.createable,
                              field.updateable, field.operations, text_cell(field.lookup_object), field.array,
                              field.can_be_reference_key, field.preserve_values_supported});
    }
    return table;
}

name_table list_columns(const model::source_connection& source, const model::source_object& object) {
    name_table table;
    table.kind = "columns";
    table.of = {{"source", source.name}, {"type", object.type}, {"name", name_of(object)}};
    table.columns = {{"name", "COLUMN", true}, {"type", "TYPE"}};
    table.rows.reserve(object.columns.size());
    for (const model::column& column : object.columns) {
        table.rows.push_back({text_cell(column.name), text_cell(column.type)});
    }
    return table;
}

name_table list_syncs(const std::vector<model::live_sync>& syncs, const model::catalogue& metadata) {
    name_table table;
    table.kind = "syncs";
    table.columns = {{"label", "LABEL", true},
                     {"id", "ID"},
                     {"reads", "READS"},
                     {"source", "SOURCE"},
                     {"object", "OBJECT"},
                     {"destination", "DESTINATION"},
                     {"operation", "OPERATION"},
                     {"schedule", "SCHEDULE"},
                     {"paused", "PAUSED"},
                     {"status", "", false, documents},
                     {"updated_at", "", false, documents}};
    table.rows.reserve(syncs.size());
    for (const model::live_sync& sync : syncs) {
        table.rows.push_back(
            {text_cell(sync.spec.label), sync.id, text_cell(read_by(sync, metadata)),
             text_cell(connection_name(metadata.sources, sync.spec.source.connection_id)),
             text_cell(sync.spec.destination.object),
             text_cell(connection_name(metadata.destinations, sync.spec.destination.connection_id)),
             text_cell(sync.spec.operation), text_cell(schedule_of(sync.spec.schedule)), sync.spec.paused,
             text_cell(sync.status), text_cell(sync.updated_at)});
    }
    return table;
}

}  // namespace censusctl::report
