#include "sandbox/copied_rows.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/string.hpp>
#include <stdexcept>

#include "sandbox/highest_id.hpp"
#include "sandbox/input_error.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

field copied_field(const json::object& row) {
    field read;
    read.full_name = text_of(row, "full_name");
    read.createable = flag_of(row, "createable", true);
    read.updateable = flag_of(row, "updateable", true);
    read.array = flag_of(row, "array", false);
    read.preserve_values_supported = flag_of(row, "preserve_values_supported", false);
    read.required_for_mapping = flag_of(row, "required_for_mapping", false);
    read.can_be_upsert_key = flag_of(row, "can_be_upsert_key", false);
    read.can_be_update_key = flag_of(row, "can_be_update_key", false);
    read.can_be_insert_key = flag_of(row, "can_be_insert_key", false);
    read.can_be_reference_key = flag_of(row, "can_be_reference_key", false);
    read.operations = texts_of(row, "operations");
    read.lookup_object = text_of(row, "lookup_object");
    read.row = read.row_today = row;
    return read;
}

copied_reply read_reply(const recorded_reply& reply) {
    copied_reply read;
    read.asked = split_target(served_api::v1, "/api/v1" + reply.target);
    boost::system::error_code problem;
    json::value body = json::parse(reply.body, problem);
    if (problem || !body.is_object() || !body.get_object().contains("data")) {
        throw input_error{"the reply to GET " + read.asked.path + " cannot be copied"};
    }
    read.data = std::move(body.get_object().at("data"));
    return read;
}

}  // namespace

const json::object& object_of(const json::object& row, std::string_view key) {
    static const json::object none;
    const json::value* found = row.if_contains(key);
    return found != nullptr && found->is_object() ? found->get_object() : none;
}

std::string text_of(const json::object& row, std::string_view key) {
    const json::value* found = row.if_contains(key);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
}

bool flag_of(const json::object& row, std::string_view key, bool otherwise) {
    const json::value* found = row.if_contains(key);
    return found != nullptr && found->is_bool() ? found->get_bool() : otherwise;
}

std::int64_t id_of(const json::object& row, std::string_view key) {
    const json::value* found = row.if_contains(key);
    const bool is_id = found != nullptr && found->is_int64() && found->get_int64() > 0;
    return is_id && found->get_int64() <= highest_id ? found->get_int64() : 0;
}

std::vector<std::string> texts_of(const json::object& row, std::string_view key) {
    std::vector<std::string> texts;
    const json::value* listed = row.if_contains(key);
    if (listed != nullptr && listed->is_array()) {
        for (const json::value& listed_value : listed->get_array()) {
            if (listed_value.is_string()) {
                texts.emplace_back(listed_value.get_string());
            }
        }
    }
    return texts;
}

data_source copied_data_source(const json::object& row) {
    data_source read;
    read.type = text_of(row, "type");
    read.id = id_of(row, "id");
    read.name = text_of(row, "name");
    read.catalog = text_of(row, "table_catalog");
    read.schema = text_of(row, "table_schema");
    read.table = text_of(row, "table_name");
    read.created = read_instant(text_of(row, "created_at")).value_or(0);
    each_row(row.if_contains("columns"),
             [&](const json::object& column) { read.columns.push_back(text_of(column, "name")); });
    read.dataset_id = id_of(row, "dataset_id");
    read.row = row;
    read.row.erase("columns");
    read.detail = row;
    read.row_today = read.detail_today = row;
    return read;
}

destination_object copied_object(const json::object& row) {
    destination_object read;
    read.full_name = text_of(row, "full_name");
    read.allow_custom_fields = flag_of(row, "allow_custom_fields", false);
    read.case_sensitive =
        flag_of(row, "allow_case_sensitive_field_names", flag_of(row, "allow_case_sensitive_fields", true));
    each_row(row.if_contains("fields"),
             [&](const json::object& described) { read.fields.push_back(copied_field(described)); });
    read.operations = texts_of(row, "supported_operations");
    const json::object& keys = object_of(row, "primary_identifier_mapping_attributes");
    for (const auto& member : keys) {
        const bool known = member.value().is_object();
        if (known && !flag_of(member.value().get_object(), "required", true)) {
            read.keyless.emplace_back(member.key());
        }
    }
    read.field_ordering = flag_of(row, "supports_field_ordering", false);
    read.can_be_destination = flag_of(row, "can_be_sync_destination", true);
    read.row = row;
    read.row.erase("fields");
    read.row_today = read.row;
    return read;
}

json::object& named_rows::operator[](const std::string& name) {
    const auto [place, is_new] = places_.try_emplace(name, rows_.size());
    if (is_new) {
        rows_.emplace_back();
    }
    return rows_[place->second];
}

std::vector<copied_reply> read_replies(const workspace_record& known) {
    std::vector<copied_reply> replies;
    for (const recorded_reply& reply : known.replies) {
        replies.push_back(read_reply(reply));
    }
    std::stable_sort(replies.begin(), replies.end(), [](const copied_reply& left, const copied_reply& right) {
        return left.asked.segments.size() < right.asked.segments.size();
    });
    return replies;
}

}  // namespace censusctl::sandbox
