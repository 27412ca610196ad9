#include "sandbox/segment_reader.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <set>

#include "sandbox/highest_id.hpp"
#include "sandbox/row_builder.hpp"
#include "sandbox/run_outlook.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::value text(const std::string& value) {
    return json::value(json::string(value));
}

/// As 2021 would show what it does not know: a sync of it can stand in its lists, and nobody can read more.
json::object plain_row(const data_source& thing) {
    return json::object{{"type", thing.type}, {"id", thing.id}, {"name", thing.name}};
}

json::array read_dataset_columns(const node& stated, data_source& into) {
    json::array columns;
    if (const auto listed = stated.find("columns")) {
        std::set<std::string> names;
        for (const node& column : listed->items()) {
            column.allow_only({"name", "data_type", "can_be_upsert_key"});
            const node name = column.require("name");
            add_once(names, name.text(), name);
            into.columns.push_back(name.text());
            columns.emplace_back(json::object{{"name", name.text()},
                                              {"data_type", column.text_or("data_type", "text")},
                                              {"can_be_upsert_key", column.flag("can_be_upsert_key", true)}});
        }
    }
    return columns;
}

/// A row of another type than `sql` has members of its own and need not have a query: all that is stated.
data_source read_dataset(const node& stated) {
    data_source read;
    read.type = "dataset";
    read.id = stated.require("id").integer(1, highest_id);
    read.name = stated.require("name").text();
    read.dataset_id = read.id;
    read.created = moment_at(stated, "created_at", *read_instant(first_created));
    read.row = read.detail = plain_row(read);
    row_builder row{stated};
    row.keep("id", nullptr)
        .keep("type", "sql")
        .keep("name", nullptr)
        .keep("description", nullptr)
        .set("resource_identifier", text("dataset:" + slug_of(read.name)));
    if (stated.text_or("type", "sql") == "sql") {
        row.keep("query", "");
    }
    row.keep("source_id", nullptr).keep("cached_record_count", nullptr);
    for (const auto& member : stated.object()) {
        static const std::set<std::string_view> known{"id",
                                                      "type",
                                                      "name",
                                                      "description",
                                                      "query",
                                                      "source_id",
                                                      "columns",
                                                      "records",
                                                      "records_invalid",
                                                      "records_failed",
                                                      "fail_runs",
                                                      "cached_record_count"};
        const std::string_view key{member.key().data(), member.key().size()};
        if (!known.contains(key)) {
            row.keep_if_stated(key);
        }
    }
    row.set("columns", read_dataset_columns(stated, read))
        .keep("created_at", first_created)
        .keep("updated_at", first_created);
    read.row_today = read.detail_today = row.take();
    read_run_counts(stated, read);
    return read;
}

/// A segment's or cohort's columns and records are its dataset's, unless the world says otherwise.
void take_after(const data_source* dataset, const node& stated, data_source& into) {
    if (dataset != nullptr) {
        into.columns = dataset->columns;
        into.records = dataset->records;
        into.records_invalid = dataset->records_invalid;
        into.records_failed = dataset->records_failed;
    }
    if (stated.find("records")) {
        read_run_counts(stated, into);
    }
}

data_source read_cohort(const node& stated, const data_source& segment, json::array& rows) {
    stated.allow_only({"id", "name", "percentage", "is_control", "created_at", "resource_identifier",
                       "records", "records_invalid", "records_failed", "fail_runs"});
    data_source read;
    read.type = "cohort";
    read.id = stated.require("id").integer(1, highest_id);
    read.name = stated.require("name").text();
    read.dataset_id = segment.dataset_id;
    read.segment_id = segment.id;
    read.row = read.detail = plain_row(read);
    rows.emplace_back(row_builder{stated}
                          .keep("id", nullptr)
                          .keep("name", nullptr)
                          .keep("percentage", 50)
                          .keep("is_control", false)
                          .keep("created_at", first_created)
                          .keep("resource_identifier", text("cohort:" + slug_of(read.name)))
                          .take());
    take_after(&segment, stated, read);
    return read;
}

void read_segment(const node& stated, source& into) {
    stated.allow_only({"id", "name", "model_id", "dataset_id", "query", "record_count", "created_at",
                       "updated_at", "resource_identifier", "molecules", "cohorts", "records",
                       "records_invalid", "records_failed", "fail_runs"});
    data_source read;
    read.type = "segment";
    read.id = stated.require("id").integer(1, highest_id);
    read.name = stated.require("name").text();
    const node dataset_id = stated.require("dataset_id");
    read.dataset_id = dataset_id.integer(1, highest_id);
    const data_source* dataset = into.find("dataset", read.dataset_id);
    if (dataset == nullptr) {
        dataset_id.refuse("names no dataset of source " + std::to_string(into.id) + ": " +
                          std::to_string(read.dataset_id));
    }
    read.created = moment_at(stated, "created_at", *read_instant(first_created));
    read.row = read.detail = plain_row(read);
    take_after(dataset, stated, read);
    json::array cohort_rows;
    std::vector<data_source> cohorts;
    if (const auto listed = stated.find("cohorts")) {
        for (const node& cohort : listed->items()) {
            cohorts.push_back(read_cohort(cohort, read, cohort_rows));
        }
    }
    read.row_today = row_builder{stated}
                         .set("type", "segment")
                         .keep("id", nullptr)
                         .keep("name", nullptr)
                         .keep("model_id", nullptr)
                         .keep("dataset_id", nullptr)
                         .keep("query", "")
                         .keep("record_count", read.records)
                         .keep("created_at", first_created)
                         .keep("updated_at", first_created)
                         .keep("resource_identifier", text("segment:" + slug_of(read.name)))
                         .set("filter_segment_source_object_id", nullptr)
                         .keep("molecules", json::value(json::array{}))
                         .set("cohorts", std::move(cohort_rows))
                         .take();
    into.data_sources.push_back(std::move(read));
    for (data_source& cohort : cohorts) {
        into.data_sources.push_back(std::move(cohort));
    }
}

}  // namespace

void read_datasets(const node& document, std::vector<source>& sources) {
    const auto listed = document.find("datasets");
    if (!listed) {
        return;
    }
    std::set<std::int64_t> ids;
    for (const node& row : listed->items()) {
        const node source_id = row.require("source_id");
        const std::int64_t wanted = source_id.integer(1, highest_id);
        const auto owner = std::find_if(sources.begin(), sources.end(),
                                        [&](const source& known) { return known.id == wanted; });
        if (owner == sources.end()) {
            source_id.refuse("names no source: " + std::to_string(wanted));
        }
        owner->data_sources.push_back(read_dataset(row));
        add_once(ids, owner->data_sources.back().id, row.require("id"));
    }
}

void read_segments(const node& stated, source& into) {
    const auto listed = stated.find("segments");
    if (!listed) {
        return;
    }
    std::set<std::int64_t> ids;
    for (const node& row : listed->items()) {
        read_segment(row, into);
        add_once(ids, row.require("id").integer(), row.require("id"));
    }
}

}  // namespace censusctl::sandbox
