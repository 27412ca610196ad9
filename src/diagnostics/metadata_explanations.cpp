#include <array>

#include "diagnostics/explanation.hpp"

namespace censusctl::diagnostics {
namespace {

constexpr std::array of_metadata{
    explanation{code::source_connection_unknown,
                "The workspace has no source connection of this name, label or id. Names are compared "
                "exactly; an id\n"
                "never changes when somebody renames the connection.",
                "source: {connection: Snowflake - Prd, model: braze_test}",
                "source: {connection: Snowflake - Prod, model: braze_test}"},
    explanation{code::source_connection_ambiguous,
                "Several source connections have this name or label. Which one is meant must not depend on "
                "their order:\n"
                "write the id, which the message lists.",
                "", ""},
    explanation{code::source_object_unknown,
                "The source has no such model or table. Tables are named in full: catalog.schema.name.",
                "source: {connection: Snowflake - Prod, model: braze_tst}",
                "source: {connection: Snowflake - Prod, model: braze_test}"},
    explanation{
        code::source_column_unknown,
        "The model or table has no such column. Column names are compared exactly, capitals included.",
        "mappings: [{from: E_MAIL, to: external_id, is_primary_identifier: true}]",
        "mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]"},
    explanation{code::destination_connection_unknown,
                "The workspace has no destination connection of this name or id.",
                "destination: {connection: Braz, object: user}",
                "destination: {connection: Braze, object: user}"},
    explanation{code::destination_connection_ambiguous,
                "Several destination connections have this name: write the id, which the message lists.", "",
                ""},
    explanation{code::destination_object_unknown,
                "The destination has no object of this full name. The label that the web application shows "
                "is not the\n"
                "full name; the hint gives it.",
                "destination: {connection: Braze, object: User}",
                "destination: {connection: Braze, object: user}"},
    explanation{code::destination_object_unsupported,
                "The destination lists the object for look-ups alone: its metadata say that it cannot be a "
                "sync's\n"
                "destination (`can_be_sync_destination`).",
                "", ""},
    explanation{code::field_order_unsupported,
                "`field_order` decides the order of a file's columns, or of a sheet's. The object's metadata "
                "say that it\n"
                "has no such order (`supports_field_ordering`), and the API refuses it then.",
                "", ""},
    explanation{code::setting_invalid,
                "An object tells which settings it takes under `advanced_configuration`, of which type, and "
                "for some of\n"
                "which values. The API ignores a setting of another name without a word, so that a misspelt "
                "one has no\n"
                "effect.",
                "", ""},
    explanation{code::operation_unsupported,
                "The destination object cannot be written with this operation. Only newer generations of the "
                "API say\n"
                "which operations an object supports; the 2021 one does not, and then nothing is checked.",
                "", ""},
    explanation{
        code::attribute_unsupported,
        "The workspace is spoken to in a generation of the API that has no such attribute, or no such value "
        "of "
        "it.\n"
        "Nothing of the sync is planned, since what would be made is not what the file says. The hint names "
        "the\n"
        "generations that have it; `workspace: {api: …}` and the base URL say which one is spoken.",
        "field_order: mapping_order", "field_behavior: specific_properties"},
    explanation{code::api_retiring,
                "The vendor has named a day from which on this generation of the API is served no more. A "
                "plan or an\n"
                "apply after it will fail; it is never taken for a workspace without syncs.",
                "", ""},
    explanation{code::primary_identifier_unsupported,
                "The field cannot be the key of this operation: the destination cannot match records on it. "
                "An insert\n"
                "needs a field that can be an insert key, an update one that can be an update key, upsert "
                "and mirror one\n"
                "that can be an upsert key. The hint lists those that can.",
                "mappings: [{from: EMAIL, to: email, is_primary_identifier: true}]",
                "mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]"},
    explanation{code::field_unknown,
                "The destination object has no field of this name. If it is to be created as a custom field, "
                "and the\n"
                "object allows those, say `generate_field: true`.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: FIRST_NAME, to: firstname})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: FIRST_NAME, to: first_name})"},
    explanation{
        code::field_not_createable,
        "The field cannot be written when a record is created. For insert that is an error; for upsert and\n"
        "mirror, which also update, it is a warning: new records will lack the value.",
        R"(source: {connection: Snowflake - Prod, table: analytics.public.contacts}
destination: {connection: Salesforce - Prod, object: Contact}
operation: insert
mappings:
  - {from: EMAIL, to: Email, is_primary_identifier: true}
  - {from: LAST_NAME, to: LastName}
  - {from: {value: 1, type: number}, to: Score__c})",
        R"(source: {connection: Snowflake - Prod, table: analytics.public.contacts}
destination: {connection: Salesforce - Prod, object: Contact}
operation: insert
mappings:
  - {from: EMAIL, to: Email, is_primary_identifier: true}
  - {from: LAST_NAME, to: LastName})"},
    explanation{
        code::field_not_updateable,
        "The field cannot be written when a record is updated. For update that is an error; for upsert and\n"
        "mirror, which also create, it is a warning, unless the field can be neither created nor updated.",
        R"(source: {connection: Snowflake - Prod, table: analytics.public.contacts}
destination: {connection: Salesforce - Prod, object: Contact}
operation: update
mappings:
  - {from: EMAIL, to: Email, is_primary_identifier: true}
  - {from: LAST_NAME, to: LastName}
  - {from: {value: old, type: text}, to: Legacy_Code__c})",
        R"(source: {connection: Snowflake - Prod, table: analytics.public.contacts}
destination: {connection: Salesforce - Prod, object: Contact}
operation: update
mappings:
  - {from: EMAIL, to: Email, is_primary_identifier: true}
  - {from: LAST_NAME, to: LastName})"},
    explanation{
        code::field_required_missing,
        "A field that the object requires is not mapped: the destination would refuse every new record. For\n"
        "update, which creates none, it is a warning.",
        R"(source: {connection: Snowflake - Prod, table: analytics.public.contacts}
destination: {connection: Salesforce - Prod, object: Contact}
mappings: [{from: EMAIL, to: Email, is_primary_identifier: true}])",
        R"(source: {connection: Snowflake - Prod, table: analytics.public.contacts}
destination: {connection: Salesforce - Prod, object: Contact}
mappings:
  - {from: EMAIL, to: Email, is_primary_identifier: true}
  - {from: LAST_NAME, to: LastName})"},
    explanation{
        code::custom_fields_unsupported,
        "`generate_field: true` asks for a custom field to be created, and the object does not allow that.",
        R"(source: {connection: Snowflake - Prod, table: analytics.public.contacts}
destination: {connection: Salesforce - Prod, object: Contact}
mappings:
  - {from: EMAIL, to: Email, is_primary_identifier: true}
  - {from: LAST_NAME, to: LastName}
  - {from: PHONE, to: Second_Phone, generate_field: true})",
        R"(source: {connection: Snowflake - Prod, table: analytics.public.contacts}
destination: {connection: Salesforce - Prod, object: Contact}
mappings:
  - {from: EMAIL, to: Email, is_primary_identifier: true}
  - {from: LAST_NAME, to: LastName}
  - {from: PHONE, to: Phone})"},
    explanation{code::preserve_values_unsupported,
                "`preserve_values: true` keeps a value that the destination has already. Not every field "
                "supports it; on\n"
                "one that does not, values would be overwritten all the same.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: COUNTRY, to: country, preserve_values: true})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: COUNTRY, to: home_city, preserve_values: true})"},
    explanation{code::array_operation_unsupported,
                "A mapping's `operation` says how an array is written: merge or overwrite. Fields that are "
                "no arrays have\n"
                "none, and arrays only those that they list.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: COUNTRY, to: country, operation: merge})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: TAGS, to: tags, operation: merge})"},
    explanation{code::constant_type_mismatch,
                "The constant's type does not fit the field's: a text into a number, say.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: {value: many, type: text}, to: login_count})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: {value: 12, type: number}, to: login_count})"},
    explanation{code::column_type_mismatch,
                "The type of the source's column cannot hold what the field takes, as far as both are known: "
                "a boolean or\n"
                "an array into a number, say. It is a warning, since warehouses and destinations convert "
                "more than they\n"
                "tell; texts are taken to fit everything.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: IS_ADMIN, to: login_count})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LOGIN_COUNT, to: login_count})"},
    explanation{code::lookup_object_mismatch,
                "The field refers to another object than `lookup_object` says, or to none.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LIST_ID, to: list_id, lookup_object: company, lookup_field: name})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LIST_ID, to: list_id, lookup_object: user_list, lookup_field: name})"},
    explanation{code::lookup_field_unknown, "The object that is referred to has no such field.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LIST_ID, to: list_id, lookup_object: user_list, lookup_field: nmae})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LIST_ID, to: list_id, lookup_object: user_list, lookup_field: name})"},
    explanation{
        code::lookup_field_not_reference_key,
        "The field does not identify a record of its object, so that no record can be looked up by it.",
        R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LIST_ID, to: list_id, lookup_object: user_list, lookup_field: description})",
        R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LIST_ID, to: list_id, lookup_object: user_list, lookup_field: name})"},
    explanation{code::metadata_missing,
                "The workspace lists no columns or fields of something that the manifests use: Census has "
                "not profiled it\n"
                "yet, or lost it. What cannot be checked is said once and refuses nothing. Refresh the "
                "fields in the web\n"
                "application.",
                "source: {connection: Snowflake - Prod, table: analytics.public.unprofiled}",
                "source: {connection: Snowflake - Prod, model: braze_test}"},
    explanation{code::lock_entry_missing,
                "With --locked the metadata come from censusctl.lock.json, which holds what the manifests "
                "used when it was\n"
                "written. A manifest that refers to something else cannot be checked. Run `censusctl lock` "
                "where the\n"
                "workspace can be reached, and commit the lock with the manifest.",
                "", ""},
};

}  // namespace

std::span<const explanation> metadata_explanations() noexcept {
    return of_metadata;
}

}  // namespace censusctl::diagnostics
