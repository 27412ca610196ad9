#include "sandbox/source_reader.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <set>

#include "sandbox/highest_id.hpp"
#include "sandbox/pet_name.hpp"
#include "sandbox/row_builder.hpp"
#include "sandbox/run_outlook.hpp"
#include "sandbox/segment_reader.hpp"
#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::array read_columns(const node& owner, data_source& into) {
    json::array columns;
    if (const auto listed = owner.find("columns")) {
        std::set<std::string> names;
        for (const node& column : listed->items()) {
            column.allow_only({"name", "type"});
            const node name = column.require("name");
            add_once(names, name.text(), name);
            into.columns.push_back(name.text());
            columns.emplace_back(
                json::object{{"name", name.text()}, {"type", column.text_or("type", "text")}});
        }
    }
    return columns;
}

void read_model(const node& stated, data_source& into) {
    into.name = stated.require("name").text();
    const std::string created = stated.text_or("created_at", first_created);
    const auto moment = read_instant(created);
    if (!moment) {
        stated.require("created_at").refuse("must be a time such as \"2021-11-01T00:00:00.000Z\"");
    }
    into.created = *moment;
    if (const auto twin = stated.find("dataset_id")) {
        into.dataset_id = twin->integer(1, highest_id);
    }
    const json::value created_at = json::string(created);
    const json::value twin = into.dataset_id == 0 ? json::value(nullptr) : json::value(into.dataset_id);
    into.row = row_builder{stated}
                   .keep("type", "model")
                   .keep("id", nullptr)
                   .keep("name", nullptr)
                   .keep("created_at", created_at)
                   .keep("updated_at", created_at)
                   .keep("query", "")
                   .keep_if_stated("compiled_query")
                   .take();
    into.row_today = row_builder{stated}
                         .keep("type", "model")
                         .keep("id", nullptr)
                         .keep("name", nullptr)
                         .set("dataset_id", twin)
                         .keep("description", nullptr)
                         .keep("query", "")
                         .keep("compiled_query", nullptr)
                         .keep("created_at", created_at)
                         .keep("updated_at", created_at)
                         .take();
}

void read_table(const node& stated, data_source& into) {
    into.catalog = stated.require("table_catalog").text();
    into.schema = stated.require("table_schema").text();
    into.table = stated.require("table_name").text();
    into.row = row_builder{stated}
                   .keep("type", "table")
                   .keep("id", nullptr)
                   .keep("table_catalog", nullptr)
                   .keep("table_schema", nullptr)
                   .keep("table_name", nullptr)
                   .take();
    into.row_today = into.row;
}

void read_topic(const node& stated, data_source& into) {
    into.name = stated.require("name").text();
    into.row = row_builder{stated}.keep("type", "topic").keep("id", nullptr).keep("name", nullptr).take();
    into.row_today = into.row;
}

/// V1 lists models with their columns, and tables without them; a single reply has them always.
void show_columns(data_source& into, json::array columns) {
    into.detail = into.row;
    into.detail["columns"] = columns;
    into.detail_today = into.row_today;
    into.detail_today["columns"] = columns;
    if (into.type != "model") {
        return;
    }
    into.row_today["columns"] = std::move(columns);
    // Deprecated, the second by a slip of the service's own: nobody should read either.
    into.row_today["source_object_id"] = into.id + 2;
    into.row_today["dataset_id="] = into.row_today.at("dataset_id");
    into.detail_today = into.row_today;
}

data_source read_data_source(const node& stated) {
    stated.allow_only({"type", "id", "name", "created_at", "updated_at", "query", "compiled_query",
                       "description", "dataset_id", "table_catalog", "table_schema", "table_name", "columns",
                       "records", "records_invalid", "records_failed", "fail_runs"});
    data_source read;
    read.type =
        stated.require("type").one_of(std::initializer_list<std::string_view>{"model", "table", "topic"});
    read.id = stated.require("id").integer(1, highest_id);
    if (read.type == "model") {
        read_model(stated, read);
    } else if (read.type == "table") {
        read_table(stated, read);
    } else {
        read_topic(stated, read);
    }
    show_columns(read, read_columns(stated, read));
    read_run_counts(stated, read);
    return read;
}

source read_source(const node& stated) {
    stated.allow_only({"id", "name", "label", "last_test_succeeded", "last_tested_at", "connection_details",
                       "credentials", "read_only_connection", "data_sources", "segments", "type",
                       "sync_engine", "created_at", "group_id", "last_test_results",
                       "warehouse_writeback_retention_in_days"});
    source read;
    read.id = stated.require("id").integer(1, highest_id);
    const std::string name = stated.require("name").text();
    read.group_id = stated.text_or("group_id", "");
    if (read.group_id.empty()) {
        read.group_id = pet_name(pet_kind::group, read.id);
    }
    const json::value none = nullptr;
    read.row = row_builder{stated}
                   .keep("id", none)
                   .keep("name", none)
                   .keep("label", none)
                   .keep("last_test_succeeded", none)
                   .keep("last_tested_at", none)
                   .keep("connection_details", json::value(json::object{}))
                   .keep_if_stated("credentials")
                   .keep("read_only_connection", false)
                   .take();
    read.row_today = row_builder{stated}
                         .keep("id", none)
                         .keep("name", none)
                         .keep("label", none)
                         .keep("type", json::value(json::string(type_of_name(name))))
                         .keep("sync_engine", "basic")
                         .keep("created_at", first_created)
                         .keep("last_test_succeeded", none)
                         .keep("last_tested_at", none)
                         .keep_if_stated("last_test_results")
                         .keep("connection_details", json::value(json::object{}))
                         .keep("warehouse_writeback_retention_in_days", none)
                         .take();
    if (const auto listed = stated.find("data_sources")) {
        std::set<std::pair<std::string, std::int64_t>> ids;
        for (const node& row : listed->items()) {
            read.data_sources.push_back(read_data_source(row));
            const data_source& last = read.data_sources.back();
            add_once(ids, std::pair{last.type, last.id}, row.require("id"));
        }
    }
    return read;
}

}  // namespace

std::vector<source> read_sources(const node& document) {
    std::vector<source> all;
    std::set<std::int64_t> ids;
    const auto listed = document.find("sources");
    const std::vector<node> rows = listed ? listed->items() : std::vector<node>();
    for (const node& row : rows) {
        all.push_back(read_source(row));
        add_once(ids, all.back().id, row.require("id"));
    }
    read_datasets(document, all);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        read_segments(rows[i], all[i]);
    }
    std::int64_t source_object_id = 990'000;
    for (source& owner : all) {
        for (data_source& thing : owner.data_sources) {
            if (thing.type == "dataset" || thing.type == "segment" || thing.type == "cohort") {
                thing.source_object_id = ++source_object_id;
            }
            if (thing.type == "segment") {
                thing.row_today["filter_segment_source_object_id"] = thing.source_object_id;
                thing.detail_today = thing.row_today;
            }
        }
    }
    return all;
}

}  // namespace censusctl::sandbox
