#include "census/destination_metadata_codec.hpp"

namespace censusctl::census {
namespace {

std::vector<std::string> decode_words(const json::reader& data, std::string_view key) {
    std::vector<std::string> words;
    data.each(key, [&](const json::reader& element) {
        if (element.demand(json::presence::present, json::kind::text)) {
            words.push_back(element.as_text());
        }
    });
    return words;
}

model::field decode_field(const json::reader& data) {
    model::field field;
    field.label = data.text("label");
    field.full_name = data.required_text("full_name");
    field.type = data.text("type");
    // Left out is "not said", which must not forbid to write the field.
    field.createable = data.flag("createable", true);
    field.updateable = data.flag("updateable", true);
    field.array = data.flag("array");
    field.preserve_values_supported = data.flag("preserve_values_supported");
    field.required_for_mapping = data.flag("required_for_mapping");
    field.can_be_upsert_key = data.flag("can_be_upsert_key");
    field.can_be_update_key = data.flag("can_be_update_key");
    field.can_be_insert_key = data.flag("can_be_insert_key");
    field.can_be_reference_key = data.flag("can_be_reference_key");
    field.operations = decode_words(data, "operations");
    field.lookup_object = data.text("lookup_object");
    return field;
}

}  // namespace

void decode_destination_object(const json::reader& data, model::destination_object& into) {
    into.label = data.text("label");
    into.full_name = data.required_text("full_name");
    into.allow_custom_fields = data.flag("allow_custom_fields");
    // The reference's samples and its table of properties name this differently.
    into.allow_case_sensitive_field_names =
        data.flag("allow_case_sensitive_field_names", data.flag("allow_case_sensitive_fields", true));
    into.supported_operations = decode_words(data, "supported_operations");
    into.fields_fetched =
        data.each("fields", [&](const json::reader& row) { into.fields.push_back(decode_field(row)); });
}

void decode_destination_connection(const json::reader& data, model::destination_connection& into) {
    into.id = model::connection_id(data.required_name_or_number("id"));
    into.name = data.text("name");
    into.objects_fetched = data.each("objects", [&](const json::reader& row) {
        decode_destination_object(row, into.objects.emplace_back());
    });
}

}  // namespace censusctl::census
