#include "sandbox/sync_draft.hpp"

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <charconv>
#include <cmath>

#include "model/vocabulary.hpp"
#include "sandbox/instant.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;
namespace vocabulary = model::vocabulary;

namespace {

bool is_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

/// A date, or a date and more: the API reference does not say which spellings of a datetime there are.
bool is_datetime(std::string_view text) {
    if (text.size() < 10) {
        return false;
    }
    if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') {
        return false;
    }
    return read_instant(std::string{text.substr(0, 10)} + "T00:00:00Z").has_value();
}

/// The constant's value must be one that its type can hold; numbers and booleans may come as text.
void check_constant(const node& value, std::string_view type) {
    const json::value& held = value.value();
    const bool text = held.is_string();
    const std::string_view written =
        text ? std::string_view{held.get_string().data(), held.get_string().size()} : std::string_view{};
    if (type == "boolean" && !held.is_bool() && written != "true" && written != "false") {
        value.refuse("must be true or false for the type boolean");
    }
    const bool infinite = held.is_double() && !std::isfinite(held.get_double());
    if (type == "number" && (infinite || (!held.is_number() && !is_number(written)))) {
        value.refuse("must be a number for the type number");
    }
    if (type == "datetime" && !is_datetime(written)) {
        value.refuse("must be a date and time such as \"2021-10-22T00:40:11Z\" for the type datetime");
    }
    if (type == "text" && !text) {
        value.refuse("must be a string for the type text");
    }
}

void read_from(const node& from, spelling accepted, draft_mapping& into) {
    if (from.value().is_string()) {
        into.column = from.text();
        if (into.column.empty()) {
            from.refuse("must not be empty");
        }
        return;
    }
    if (!from.value().is_object()) {
        from.refuse("must be the name of a column, or an object with a value and a type");
    }
    const node value = from.require("value");
    const std::optional<node> returned =
        accepted == spelling::world_file ? from.find("basic_type") : std::nullopt;
    const node type = returned ? *returned : from.require("type");
    into.constant_type = type.one_of(vocabulary::constant_types);
    check_constant(value, into.constant_type);
    into.value = value.value();
}

draft_mapping read_mapping(const node& mapping, spelling accepted) {
    draft_mapping read;
    read.path = mapping.path();
    read_from(mapping.require("from"), accepted, read);
    const node to = mapping.require("to");
    read.to = to.text();
    if (read.to.empty()) {
        to.refuse("must not be empty");
    }
    read.is_primary_identifier = mapping.flag("is_primary_identifier", false);
    read.generate_field = mapping.flag("generate_field", false);
    read.preserve_values = mapping.flag("preserve_values", false);
    if (const auto operation = mapping.find("operation")) {
        read.operation = operation->one_of(vocabulary::array_operations);
    }
    read.lookup_object = mapping.text_or("lookup_object", "");
    read.lookup_field = mapping.text_or("lookup_field", "");
    return read;
}

const data_source* find_named(const node& wanted, const source& owner, std::string_view type) {
    const auto& all = owner.data_sources;
    const auto found = std::find_if(all.begin(), all.end(), [&](const data_source& one) {
        if (one.type != type) {
            return false;
        }
        if (type == "model") {
            return one.name == wanted.require("name").text();
        }
        return one.table == wanted.require("table_name").text() &&
               one.schema == wanted.require("table_schema").text() &&
               one.catalog == wanted.require("table_catalog").text();
    });
    return found == all.end() ? nullptr : &*found;
}

/// By id, or by type and name, or by type and the three names of a table.
const data_source& read_data_source(const node& wanted, const source& owner) {
    const std::optional<node> type = wanted.find("type");
    const std::string type_name = type ? type->one_of(vocabulary::data_source_types) : std::string{};
    if (const auto id = wanted.find("id")) {
        const std::int64_t number = id->integer();
        for (const data_source& one : owner.data_sources) {
            if (one.id == number && (!type || one.type == type_name)) {
                return one;
            }
        }
        id->refuse("names no " + (type ? type_name : "model or table") + " of source " +
                   std::to_string(owner.id));
    }
    if (!type) {
        wanted.refuse("must have an id, or a type and a name");
    }
    // Read even where the source has nothing, so that what is missing is said first.
    for (const std::string_view key :
         type_name == "model"
             ? std::vector<std::string_view>{"name"}
             : std::vector<std::string_view>{"table_name", "table_schema", "table_catalog"}) {
        static_cast<void>(wanted.require(key).text());
    }
    const data_source* found = find_named(wanted, owner, type_name);
    if (found == nullptr && type_name == "model") {
        wanted.require("name").refuse("names no model of source " + std::to_string(owner.id) + ": '" +
                                      wanted.require("name").text() + "'");
    }
    if (found == nullptr) {
        wanted.refuse("names no table of source " + std::to_string(owner.id) + ": '" +
                      wanted.require("table_catalog").text() + "." + wanted.require("table_schema").text() +
                      "." + wanted.require("table_name").text() + "'");
    }
    return *found;
}

void read_source(const node& attributes, const world& metadata, sync_draft& draft) {
    const node connection = attributes.require("connection_id");
    draft.from = metadata.find_source(connection.integer());
    if (draft.from == nullptr) {
        connection.refuse("names no source: " + std::to_string(connection.integer()));
    }
    draft.reads = &read_data_source(attributes.require("data_source"), *draft.from);
}

void read_destination(const node& attributes, const world& metadata, sync_draft& draft) {
    const node connection = attributes.require("connection_id");
    draft.into = metadata.find_destination(connection.integer());
    if (draft.into == nullptr) {
        connection.refuse("names no destination: " + std::to_string(connection.integer()));
    }
    const node object = attributes.require("object");
    draft.object = draft.into->find_object(object.text());
    if (draft.object == nullptr) {
        object.refuse("names no object of destination " + std::to_string(draft.into->id) + ": '" +
                      object.text() + "'");
    }
    draft.lead_union_insert_to = attributes.text_or("lead_union_insert_to", "");
}

void read_schedule(const node& request, sync_draft& draft) {
    if (const auto frequency = request.find("schedule_frequency")) {
        draft.schedule_frequency = frequency->one_of(vocabulary::frequencies);
    }
    if (const auto day = request.find("schedule_day")) {
        draft.schedule_day = day->one_of(vocabulary::days);
    }
    if (const auto hour = request.find("schedule_hour")) {
        draft.schedule_hour = hour->integer(0, 24);
    }
    if (const auto minute = request.find("schedule_minute")) {
        draft.schedule_minute = minute->integer(0, 59);
    }
    const bool weekly = draft.schedule_frequency == "weekly";
    if (weekly && draft.schedule_day.empty()) {
        throw document_error{"schedule_day", "is missing: a weekly schedule needs one"};
    }
    if (weekly || draft.schedule_frequency == "daily") {
        draft.schedule_hour = draft.schedule_hour.value_or(0);
        draft.schedule_minute = draft.schedule_minute.value_or(0);
    }
}

void read_field_behavior(const node& request, sync_draft& draft) {
    if (const auto behavior = request.find("field_behavior")) {
        draft.field_behavior = behavior->one_of(vocabulary::field_behaviors);
    }
    const auto normalization = request.find("field_normalization");
    const std::string word =
        normalization ? normalization->one_of(vocabulary::field_name_styles) : "match_source_names";
    // It has a meaning for generated mappings only, and is null without them.
    if (draft.field_behavior == "sync_all_properties") {
        draft.field_normalization = word;
    }
}

}  // namespace

sync_draft read_sync(const node& request, const world& metadata, spelling accepted) {
    sync_draft draft;
    if (const auto label = request.find("label")) {
        draft.label = label->text();
    }
    draft.operation = request.require("operation").one_of(vocabulary::operations);
    read_source(request.require("source_attributes"), metadata, draft);
    read_destination(request.require("destination_attributes"), metadata, draft);
    if (accepted == spelling::world_file && draft.lead_union_insert_to.empty()) {
        draft.lead_union_insert_to = request.text_or("lead_union_insert_to", "");
    }
    read_schedule(request, draft);
    draft.paused = request.flag("paused", false);
    draft.trigger_on_dbt_cloud_rebuild = request.flag("trigger_on_dbt_cloud_rebuild", false);
    read_field_behavior(request, draft);
    for (const node& mapping : request.require("mappings").items()) {
        draft.mappings.push_back(read_mapping(mapping, accepted));
    }
    return draft;
}

}  // namespace censusctl::sandbox
