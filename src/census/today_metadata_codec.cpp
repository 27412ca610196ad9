#include "census/today_metadata_codec.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "census/destination_metadata_codec.hpp"
#include "census/run_codec.hpp"
#include "census/source_metadata_codec.hpp"

namespace censusctl::census {
namespace {

model::setting_definition decode_definition(const json::reader& row) {
    model::setting_definition setting;
    setting.name = row.required_text("name");
    setting.type = row.text("type");
    setting.required = row.flag("required");
    row.each("supported_values", [&](const json::reader& value) {
        if (value.kind() == json::kind::text) {
            setting.supported_values.push_back(value.as_text());
        }
    });
    return setting;
}

}  // namespace

void decode_today_source_object(const json::reader& data, model::source_object& into) {
    decode_source_object(data, into);
    into.dataset_id = data.id("dataset_id");
    data.each("cohorts", [&](const json::reader& row) {
        model::cohort& cohort = into.cohorts.emplace_back();
        cohort.id = row.required_id("id");
        cohort.name = row.text("name");
    });
}

void decode_dataset(const json::reader& data, dataset_row& into) {
    into.source_id = model::connection_id(data.name_or_number("source_id"));
    into.object.type = "dataset";
    into.object.id = data.required_id("id");
    into.object.name = data.text("name");
    into.object.columns_fetched = data.each("columns", [&](const json::reader& row) {
        model::column& column = into.object.columns.emplace_back();
        column.name = row.required_text("name");
        column.type = row.text("data_type");
    });
}

void decode_today_destination_connection(const json::reader& data, model::destination_connection& into) {
    into.id = model::connection_id(data.required_name_or_number("id"));
    into.name = data.text("name");
    into.type = data.text("type");
    into.is_file_system = data.flag("is_file_system_destination");
}

void decode_today_object(const json::reader& data, model::destination_object& into) {
    decode_destination_object(data, into);
    into.can_be_destination = data.flag("can_be_sync_destination", true);
    if (data.look("supports_field_ordering") == json::presence::present) {
        into.supports_field_order = data.flag("supports_field_ordering");
    }
    std::vector<model::setting_definition> settings;
    if (data.each("advanced_configuration_field_definitions",
                  [&](const json::reader& row) { settings.push_back(decode_definition(row)); })) {
        into.settings = std::move(settings);
    }
    if (data.look("primary_identifier_mapping_attributes") != json::presence::present) {
        return;
    }
    const json::reader keys = data.object("primary_identifier_mapping_attributes");
    const auto* members = keys.value().if_object();
    if (members == nullptr) {
        return;
    }
    for (const auto& member : *members) {
        const std::string_view operation(member.key().data(), member.key().size());
        if (keys.look(operation) == json::presence::present) {
            const json::reader rule = keys.object(operation);
            if (!rule.flag("required", true)) {
                into.keyless_operations.emplace_back(operation);
            }
        }
    }
}

void decode_today_run(const json::reader& data, model::sync_run& into) {
    decode_run(data, into);
    if (const auto invalid = data.integer("source_record_invalids")) {
        into.records_invalid = invalid;
    }
    // Said by the flag; some servers say it in the status as well, in either spelling, or instead.
    if (into.status == "cancelled" || into.status == "canceled") {
        into.canceled = true;
    }
}

}  // namespace censusctl::census
