#include "sandbox/connection_reader.hpp"

#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <set>

#include "model/vocabulary.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

/// Copies the members that the API shows, in the document's order; what is left out gets its default.
class row_builder {
public:
    explicit row_builder(const node& from) : from_(from) {}

    row_builder& keep(std::string_view key, const json::value& otherwise) {
        const json::value* given = from_.object().if_contains(key);
        row_[key] = given != nullptr ? *given : otherwise;
        return *this;
    }

    row_builder& keep_if_given(std::string_view key) {
        const json::value* given = from_.object().if_contains(key);
        if (given != nullptr) {
            row_[key] = *given;
        }
        return *this;
    }

    [[nodiscard]] json::object take() { return std::move(row_); }

private:
    const node& from_;
    json::object row_;
};

template <class Ids, class Id>
void add_once(Ids& ids, const Id& id, const node& where) {
    if (!ids.insert(id).second) {
        where.refuse("is used twice");
    }
}

std::optional<planned_failure> read_failure(const node& owner) {
    const auto given = owner.find("fail_runs");
    if (!given) {
        return std::nullopt;
    }
    given->allow_only({"error_code", "error_message"});
    planned_failure failure;
    failure.error_code = given->require("error_code").text();
    failure.error_message = given->require("error_message").text();
    return failure;
}

std::int64_t count_of(const node& owner, std::string_view key, std::int64_t otherwise) {
    const auto given = owner.find(key);
    return given ? given->integer(0, 1'000'000'000'000) : otherwise;
}

void read_columns(const node& given, data_source& into) {
    json::array columns;
    if (const auto listed = given.find("columns")) {
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
    into.detail = into.row;
    into.detail["columns"] = std::move(columns);
}

void read_model(const node& given, data_source& into) {
    into.name = given.require("name").text();
    const std::string created = given.text_or("created_at", "2021-10-01T00:00:00.000Z");
    const auto moment = read_instant(created);
    if (!moment) {
        given.require("created_at").refuse("must be a time such as \"2021-11-01T00:00:00.000Z\"");
    }
    into.created = *moment;
    into.row = row_builder{given}
                   .keep("type", "model")
                   .keep("id", nullptr)
                   .keep("name", nullptr)
                   .keep("created_at", json::value(json::string(created)))
                   .keep("updated_at", json::value(json::string(created)))
                   .keep("query", "")
                   .keep_if_given("compiled_query")
                   .take();
}

void read_table(const node& given, data_source& into) {
    into.catalog = given.require("table_catalog").text();
    into.schema = given.require("table_schema").text();
    into.table = given.require("table_name").text();
    into.row = row_builder{given}
                   .keep("type", "table")
                   .keep("id", nullptr)
                   .keep("table_catalog", nullptr)
                   .keep("table_schema", nullptr)
                   .keep("table_name", nullptr)
                   .take();
}

data_source read_data_source(const node& given) {
    given.allow_only({"type", "id", "name", "created_at", "updated_at", "query", "compiled_query",
                      "table_catalog", "table_schema", "table_name", "columns", "records", "records_invalid",
                      "records_failed", "fail_runs"});
    data_source read;
    read.type = given.require("type").one_of(model::vocabulary::data_source_types);
    read.id = given.require("id").integer(1, highest_id);
    if (read.type == "model") {
        read_model(given, read);
    } else {
        read_table(given, read);
    }
    read_columns(given, read);
    read.records = count_of(given, "records", 100);
    read.records_invalid = count_of(given, "records_invalid", 0);
    read.records_failed = count_of(given, "records_failed", 0);
    if (read.records_invalid + read.records_failed > read.records) {
        given.refuse("must have at least as many records as are invalid and failed");
    }
    read.fail_runs = read_failure(given);
    return read;
}

source read_source(const node& given) {
    given.allow_only({"id", "name", "label", "last_test_succeeded", "last_tested_at", "connection_details",
                      "credentials", "read_only_connection", "data_sources"});
    source read;
    read.id = given.require("id").integer(1, highest_id);
    static_cast<void>(given.require("name").text());
    read.row = row_builder{given}
                   .keep("id", nullptr)
                   .keep("name", nullptr)
                   .keep("label", nullptr)
                   .keep("last_test_succeeded", nullptr)
                   .keep("last_tested_at", nullptr)
                   .keep("connection_details", json::value(json::object{}))
                   .keep_if_given("credentials")
                   .keep("read_only_connection", false)
                   .take();
    if (const auto listed = given.find("data_sources")) {
        std::set<std::pair<std::string, std::int64_t>> ids;
        for (const node& one : listed->items()) {
            read.data_sources.push_back(read_data_source(one));
            const data_source& last = read.data_sources.back();
            add_once(ids, std::pair{last.type, last.id}, one.require("id"));
        }
    }
    return read;
}

field read_field(const node& given) {
    given.allow_only({"label", "full_name", "createable", "updateable", "operations", "array",
                      "preserve_values_supported", "required_for_mapping", "can_be_upsert_key",
                      "can_be_update_key", "can_be_insert_key", "can_be_reference_key", "lookup_object",
                      "type"});
    field read;
    read.full_name = given.require("full_name").text();
    read.createable = given.flag("createable", true);
    read.updateable = given.flag("updateable", true);
    read.array = given.flag("array", false);
    read.preserve_values_supported = given.flag("preserve_values_supported", false);
    read.required_for_mapping = given.flag("required_for_mapping", false);
    read.can_be_upsert_key = given.flag("can_be_upsert_key", false);
    read.can_be_update_key = given.flag("can_be_update_key", false);
    read.can_be_insert_key = given.flag("can_be_insert_key", false);
    read.can_be_reference_key = given.flag("can_be_reference_key", false);
    if (const auto operations = given.find("operations")) {
        for (const node& one : operations->items()) {
            read.operations.push_back(one.one_of(model::vocabulary::array_operations));
        }
    }
    read.lookup_object = given.text_or("lookup_object", "");
    const json::value name = json::string(read.full_name);
    read.row = row_builder{given}
                   .keep("label", name)
                   .keep("full_name", nullptr)
                   .keep("createable", true)
                   .keep("updateable", true)
                   .keep("operations", json::value(json::array{}))
                   .keep("array", false)
                   .keep("preserve_values_supported", false)
                   .keep("required_for_mapping", false)
                   .keep("can_be_upsert_key", false)
                   .keep("can_be_update_key", false)
                   .keep("can_be_insert_key", false)
                   .keep("can_be_reference_key", false)
                   .keep("lookup_object", nullptr)
                   .keep("type", "String")
                   .take();
    return read;
}

destination_object read_object(const node& given) {
    given.allow_only({"label", "full_name", "allow_custom_fields", "allow_case_sensitive_field_names",
                      "fields", "fail_runs"});
    destination_object read;
    const node full_name = given.require("full_name");
    read.full_name = full_name.text();
    if (read.full_name.empty()) {
        full_name.refuse("must not be empty");
    }
    read.allow_custom_fields = given.flag("allow_custom_fields", false);
    read.case_sensitive = given.flag("allow_case_sensitive_field_names", true);
    read.row = row_builder{given}
                   .keep("label", full_name.value())
                   .keep("full_name", nullptr)
                   .keep("allow_custom_fields", false)
                   .keep("allow_case_sensitive_field_names", true)
                   .take();
    if (const auto listed = given.find("fields")) {
        std::set<std::string> names;
        for (const node& one : listed->items()) {
            read.fields.push_back(read_field(one));
            const std::string& name = read.fields.back().full_name;
            add_once(names, read.case_sensitive ? name : folded(name), one.require("full_name"));
        }
    }
    read.fail_runs = read_failure(given);
    return read;
}

destination read_destination(const node& given) {
    given.allow_only({"id", "name", "connection_details", "credentials", "objects"});
    destination read;
    read.id = given.require("id").integer(1, highest_id);
    static_cast<void>(given.require("name").text());
    row_builder row{given};
    row.keep("id", nullptr).keep("name", nullptr);
    if (given.object().contains("credentials")) {
        row.keep_if_given("credentials").keep_if_given("connection_details");
    } else {
        row.keep("connection_details", json::value(json::object{}));
    }
    read.row = row.take();
    if (const auto listed = given.find("objects")) {
        std::set<std::string> names;
        for (const node& one : listed->items()) {
            read.objects.push_back(read_object(one));
            add_once(names, read.objects.back().full_name, one.require("full_name"));
        }
    }
    return read;
}

}  // namespace

std::vector<source> read_sources(const node& document) {
    std::vector<source> all;
    std::set<std::int64_t> ids;
    if (const auto listed = document.find("sources")) {
        for (const node& one : listed->items()) {
            all.push_back(read_source(one));
            add_once(ids, all.back().id, one.require("id"));
        }
    }
    return all;
}

std::vector<destination> read_destinations(const node& document) {
    std::vector<destination> all;
    std::set<std::int64_t> ids;
    if (const auto listed = document.find("destinations")) {
        for (const node& one : listed->items()) {
            all.push_back(read_destination(one));
            add_once(ids, all.back().id, one.require("id"));
        }
    }
    return all;
}

}  // namespace censusctl::sandbox
