#include "sandbox/object_reader.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/string.hpp>
#include <set>

#include "sandbox/row_builder.hpp"
#include "sandbox/run_outlook.hpp"
#include "sandbox/words.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

field read_field(const node& stated) {
    stated.allow_only({"label", "full_name", "createable", "updateable", "operations", "array",
                       "preserve_values_supported", "required_for_mapping", "can_be_upsert_key",
                       "can_be_update_key", "can_be_insert_key", "can_be_reference_key", "lookup_object",
                       "type"});
    field read;
    read.full_name = stated.require("full_name").text();
    read.createable = stated.flag("createable", true);
    read.updateable = stated.flag("updateable", true);
    read.array = stated.flag("array", false);
    read.preserve_values_supported = stated.flag("preserve_values_supported", false);
    read.required_for_mapping = stated.flag("required_for_mapping", false);
    read.can_be_upsert_key = stated.flag("can_be_upsert_key", false);
    read.can_be_update_key = stated.flag("can_be_update_key", false);
    read.can_be_insert_key = stated.flag("can_be_insert_key", false);
    read.can_be_reference_key = stated.flag("can_be_reference_key", false);
    if (const auto operations = stated.find("operations")) {
        for (const node& operation : operations->items()) {
            read.operations.push_back(operation.one_of(words::array_operations));
        }
    }
    read.lookup_object = stated.text_or("lookup_object", "");
    const json::value name = json::string(read.full_name);
    const auto keep_flags = [](row_builder& row) {
        row.keep("createable", true)
            .keep("updateable", true)
            .keep("operations", json::value(json::array{}))
            .keep("array", false)
            .keep("preserve_values_supported", false)
            .keep("required_for_mapping", false)
            .keep("can_be_upsert_key", false)
            .keep("can_be_update_key", false)
            .keep("can_be_insert_key", false)
            .keep("can_be_reference_key", false)
            .keep("lookup_object", nullptr);
    };
    row_builder of_2021{stated};
    of_2021.keep("label", name).keep("full_name", nullptr);
    keep_flags(of_2021);
    read.row = of_2021.keep("type", "String").take();
    row_builder of_today{stated};
    of_today.keep("label", name).keep("full_name", nullptr).keep("type", "String");
    keep_flags(of_today);
    read.row_today = of_today.take();
    return read;
}

/// `primary_identifier_mapping_attributes`: which operations need no key.
void read_key_needs(const node& stated, destination_object& into) {
    const auto attributes = stated.find("primary_identifier_mapping_attributes");
    json::object row;
    for (const std::string& operation : into.operations) {
        const auto needs = attributes ? attributes->find(operation) : std::nullopt;
        const bool required = needs ? needs->flag("required", true) : into.compound.to.empty();
        if (!required) {
            into.keyless.push_back(operation);
        }
        row[operation] =
            json::object{{"required", required},
                         {"hide_destination_key", needs ? needs->flag("hide_destination_key", false) : false},
                         {"notes", nullptr}};
    }
    into.row_today["primary_identifier_mapping_attributes"] = std::move(row);
}

void read_advanced(const node& stated, destination_object& into) {
    json::array definitions;
    json::object types;
    if (const auto listed = stated.find("advanced_configuration_field_definitions")) {
        for (const node& definition : listed->items()) {
            const std::string name = definition.require("name").text();
            definitions.push_back(definition.value());
            types[name] = definition.text_or("type", "string");
            if (const auto otherwise = definition.find("default")) {
                into.advanced_defaults[name] = otherwise->value();
            }
        }
    }
    into.row_today["advanced_configuration_field_definitions"] = std::move(definitions);
    into.row_today["configurable_field_definitions"] = std::move(types);
}

void read_compound_key(const node& stated, destination_object& into) {
    const auto key = stated.find("compound_key");
    if (!key) {
        return;
    }
    key->allow_only({"to", "fields"});
    into.compound.to = key->require("to").text();
    for (const node& field : key->require("fields").items()) {
        into.compound.fields.push_back(field.text());
    }
}

void read_operations(const node& stated, destination_object& into) {
    if (const auto listed = stated.find("supported_operations")) {
        for (const node& operation : listed->items()) {
            into.operations.push_back(operation.one_of(words::operations_today));
        }
    } else {
        into.operations = derived_operations(into.fields);
    }
}

}  // namespace

std::vector<std::string> derived_operations(const std::vector<field>& fields) {
    const auto some = [&](bool field::*flag) {
        return fields.empty() ||
               std::any_of(fields.begin(), fields.end(), [&](const field& known) { return known.*flag; });
    };
    std::vector<std::string> operations{"append"};
    if (some(&field::can_be_insert_key)) {
        operations.emplace_back("insert");
    }
    if (some(&field::can_be_upsert_key)) {
        operations.emplace_back("mirror");
    }
    if (some(&field::can_be_update_key)) {
        operations.emplace_back("update");
    }
    if (some(&field::can_be_upsert_key)) {
        operations.emplace_back("upsert");
    }
    return operations;
}

destination_object read_object(const node& stated) {
    stated.allow_only({"label", "full_name", "allow_custom_fields", "allow_case_sensitive_field_names",
                       "fields", "fail_runs", "supported_operations", "primary_identifier_mapping_attributes",
                       "supports_field_ordering", "can_be_sync_destination",
                       "advanced_configuration_field_definitions", "compound_key"});
    destination_object read;
    const node full_name = stated.require("full_name");
    read.full_name = full_name.text();
    if (read.full_name.empty()) {
        full_name.refuse("must not be empty");
    }
    read.allow_custom_fields = stated.flag("allow_custom_fields", false);
    read.case_sensitive = stated.flag("allow_case_sensitive_field_names", true);
    read.field_ordering = stated.flag("supports_field_ordering", false);
    read.can_be_destination = stated.flag("can_be_sync_destination", true);
    read.row = row_builder{stated}
                   .keep("label", full_name.value())
                   .keep("full_name", nullptr)
                   .keep("allow_custom_fields", false)
                   .keep("allow_case_sensitive_field_names", true)
                   .take();
    if (const auto listed = stated.find("fields")) {
        std::set<std::string> names;
        for (const node& field : listed->items()) {
            read.fields.push_back(read_field(field));
            const std::string& name = read.fields.back().full_name;
            add_once(names, read.case_sensitive ? name : folded(name), field.require("full_name"));
        }
    }
    read.fail_runs = read_failure(stated);
    read_operations(stated, read);
    read_compound_key(stated, read);
    json::array operations;
    for (const std::string& operation : read.operations) {
        operations.emplace_back(operation);
    }
    read.row_today = row_builder{stated}
                         .keep("label", full_name.value())
                         .keep("full_name", nullptr)
                         .set("supported_operations", std::move(operations))
                         .set("primary_identifier_mapping_attributes", nullptr)
                         .keep("allow_custom_fields", false)
                         .set("allow_case_sensitive_fields", read.case_sensitive)
                         .set("supports_field_ordering", read.field_ordering)
                         .set("can_be_sync_destination", read.can_be_destination)
                         .take();
    read_key_needs(stated, read);
    read_advanced(stated, read);
    return read;
}

}  // namespace censusctl::sandbox
