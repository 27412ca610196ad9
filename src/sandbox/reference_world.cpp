#include "sandbox/builtin_worlds.hpp"

namespace censusctl::sandbox {

// The examples of the API reference stand first in each list. What follows them is ours: the connections that
// its POST example needs, and enough metadata to try every rule of a mapping. Datasets, segments, cohorts and
// the topic are for the files of examples/, which speak V1: 2021 lists none of them.
std::string_view reference_document() {
    return R"json({
"version": 1,
"settings": {"next_sync_id": 4545, "next_run_id": 1234567890},
"sources": [
 {"id": 4, "name": "Snowflake - xxxxxxx.us-east-1", "label": null, "last_test_succeeded": null,
  "last_tested_at": null,
  "connection_details": {"account": "xxxxxxx.us-east-1", "user": "DEV", "warehouse": "TEST",
                         "use_keypair": false},
  "read_only_connection": false,
  "data_sources": [
   {"type": "table", "id": 2, "table_catalog": "public", "table_schema": "development", "table_name": "test",
    "columns": [{"name": "ABOUT", "type": "text (2000)"}, {"name": "CUSTOMER_ID", "type": "text (2000)"},
                {"name": "NAME", "type": "text (2000)"}, {"name": "INDUSTRIES", "type": "array"}]},
   {"type": "model", "id": 15, "name": "braze_test",
    "created_at": "2021-10-11T20:52:58.293Z", "updated_at": "2021-10-14T23:15:18.508Z",
    "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, cast('HAAAA' as VARCHAR(2000)) as random_prop",
    "columns": [{"name": "EMAIL", "type": "text (2000)"}, {"name": "RANDOM_PROP", "type": "text (2000)"}],
    "records": 1},
   {"type": "model", "id": 18, "name": "airtable_test",
    "created_at": "2021-10-20T02:43:07.120Z", "updated_at": "2021-10-20T02:50:35.477Z",
    "query": "select cast('test1' as VARCHAR(2000)) as company_id, cast('company0' as VARCHAR(2000)) as name, cast('test0' as VARCHAR(2000)) as about, array_construct(cast('newindustry' as VARCHAR(2000))) as industries\n",
    "columns": [{"name": "ABOUT", "type": "text (2000)"}, {"name": "NAME", "type": "text (2000)"},
                {"name": "COMPANY_ID", "type": "text (2000)"}, {"name": "INDUSTRIES", "type": "array"}],
    "records": 1},
   {"type": "model", "id": 3, "name": "google_ads_test",
    "created_at": "2021-10-06T21:26:44.206Z", "updated_at": "2021-10-06T21:39:32.914Z",
    "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, array_construct(cast('audience_v1' as VARCHAR(2000))) as list_id\n",
    "columns": [{"name": "EMAIL", "type": "text (2000)"}, {"name": "LIST_ID", "type": "array"}]}
  ]},
 {"id": 10, "name": "BigQuery - Development", "label": "BigQuery", "last_test_succeeded": true,
  "last_tested_at": "2021-10-07T20:02:19.544Z",
  "connection_details": {"project_id": "development", "location": "US",
                         "service_account": "xxxxxx.iam.gserviceaccount.com", "location_editable": false},
  "read_only_connection": false},
 {"id": 12, "name": "Snowflake - Prod", "label": "Warehouse", "last_test_succeeded": true,
  "last_tested_at": "2021-10-21T06:00:00.000Z",
  "connection_details": {"account": "acme.us-east-1", "user": "CENSUS", "warehouse": "CENSUS",
                         "use_keypair": true},
  "read_only_connection": false,
  "data_sources": [
   {"type": "model", "id": 31, "name": "test_ads",
    "created_at": "2021-10-18T09:00:00.000Z", "updated_at": "2021-10-18T09:00:00.000Z",
    "query": "select hashed_email, list_id from ads.audience",
    "columns": [{"name": "hashed_email", "type": "text (64)"}, {"name": "list_id", "type": "text (2000)"}],
    "records": 250, "records_invalid": 4, "records_failed": 1},
   {"type": "model", "id": 32, "name": "braze_test",
    "created_at": "2021-10-18T09:30:00.000Z", "updated_at": "2021-10-19T10:15:00.000Z",
    "query": "select * from marketing.braze_users",
    "columns": [{"name": "EMAIL", "type": "text (2000)"}, {"name": "USER_ID", "type": "text (64)"},
                {"name": "FIRST_NAME", "type": "text (2000)"}, {"name": "LAST_NAME", "type": "text (2000)"},
                {"name": "COMPANY", "type": "text (2000)"}, {"name": "COUNTRY", "type": "text (2)"},
                {"name": "LIST_ID", "type": "text (2000)"}, {"name": "TAGS", "type": "array"},
                {"name": "HUE", "type": "text (2000)"}, {"name": "LOGIN_COUNT", "type": "number"},
                {"name": "SIGNED_UP_AT", "type": "timestamp"}, {"name": "IS_ADMIN", "type": "boolean"}],
    "records": 1200},
   {"type": "model", "id": 33, "name": "broken_test",
    "created_at": "2021-10-18T10:00:00.000Z", "updated_at": "2021-10-18T10:00:00.000Z",
    "query": "select 'jim' as users, id as user_id from marketing.broken",
    "columns": [{"name": "USER_ID", "type": "text (64)"}, {"name": "USERS", "type": "text (2000)"}],
    "fail_runs": {"error_code": "JSON_ARRAY_ERROR", "error_message": "The array field being used does not appear to be valid JSON: Please make sure the field \"custom_field:Users\" with value \"jim\" is formatted as a JSON Array. Don't hesitate to reach out to the Census Support Team if you need help with this."}},
   {"type": "table", "id": 34, "table_catalog": "analytics", "table_schema": "public",
    "table_name": "accounts",
    "columns": [{"name": "ACCOUNT_ID", "type": "text (64)"}, {"name": "NAME", "type": "text (2000)"},
                {"name": "INDUSTRY", "type": "text (2000)"}, {"name": "EMPLOYEES", "type": "number"},
                {"name": "OWNER_EMAIL", "type": "text (2000)"}],
    "records": 300, "records_invalid": 2},
   {"type": "table", "id": 35, "table_catalog": "analytics", "table_schema": "public",
    "table_name": "contacts",
    "columns": [{"name": "CONTACT_ID", "type": "text (64)"}, {"name": "EMAIL", "type": "text (2000)"},
                {"name": "FIRST_NAME", "type": "text (2000)"}, {"name": "LAST_NAME", "type": "text (2000)"},
                {"name": "PHONE", "type": "text (64)"}, {"name": "ACCOUNT_ID", "type": "text (64)"}],
    "records": 900, "records_failed": 3},
   {"type": "table", "id": 36, "table_catalog": "analytics", "table_schema": "public",
    "table_name": "unprofiled"},
   {"type": "topic", "id": 37, "name": "signups",
    "columns": [{"name": "EMAIL", "type": "text"}, {"name": "LAST_NAME", "type": "text"},
                {"name": "COMPANY", "type": "text"}],
    "records": 25}
  ],
  "segments": [
   {"id": 42, "name": "VIP customers", "dataset_id": 41,
    "query": "select * from marketing.people where lifetime_value > 1000",
    "created_at": "2021-10-19T09:00:00.000Z", "updated_at": "2021-10-19T09:00:00.000Z", "records": 120,
    "molecules": [{"attribute": "LIFETIME_VALUE", "attribute_type": "property", "operator": "gt",
                   "value": "1000"}],
    "cohorts": [{"id": 43, "name": "Spring offer", "percentage": 50, "records": 60,
                 "created_at": "2021-10-20T09:00:00.000Z"},
                {"id": 44, "name": "Spring offer control", "percentage": 50, "is_control": true, "records": 60,
                 "created_at": "2021-10-20T09:00:00.000Z"}]}
  ]}
],
"datasets": [
 {"id": 41, "source_id": 12, "type": "sql", "name": "people", "query": "select * from marketing.people",
  "created_at": "2021-10-18T11:00:00.000Z", "updated_at": "2021-10-18T11:00:00.000Z",
  "cached_record_count": 1100, "records": 1100, "records_invalid": 2,
  "columns": [{"name": "USER_ID", "data_type": "text (64)"}, {"name": "EMAIL", "data_type": "text (2000)"},
              {"name": "FIRST_NAME", "data_type": "text (2000)"},
              {"name": "LIFETIME_VALUE", "data_type": "number", "can_be_upsert_key": false}]}
],
"destinations": [
 {"id": 12, "name": "Google Sheets",
  "connection_details": {"service_account_email": "xxxxxxx.iam.gserviceaccount.com"},
  "objects": [
   {"label": "Accounts", "full_name": "{\"spreadsheet_id\":\"1AbC/x%20y\",\"sheet_id\":0}",
    "allow_custom_fields": true, "fields": []}
  ]},
 {"id": 6, "name": "Google Ads Dev",
  "connection_details": {"account_id": 7515011393, "account_name": "Manager Account Test"},
  "objects": [
   {"label": "Customer match", "full_name": "customer_match",
    "fields": [
     {"label": "Email", "full_name": "email", "can_be_upsert_key": true, "can_be_insert_key": true},
     {"label": "User list", "full_name": "list_id", "array": true, "operations": ["overwrite", "merge"],
      "lookup_object": "user_list", "required_for_mapping": true}
    ]},
   {"label": "User list", "full_name": "user_list",
    "fields": [
     {"label": "ID", "full_name": "id", "createable": false, "updateable": false,
      "can_be_update_key": true, "can_be_reference_key": true},
     {"label": "Name", "full_name": "name", "can_be_upsert_key": true, "can_be_reference_key": true}
    ]}
  ]},
 {"id": 15, "name": "Braze", "connection_details": {"instance_url": "https://rest.iad-03.braze.com"},
  "objects": [
   {"label": "User", "full_name": "user", "allow_custom_fields": true,
    "allow_case_sensitive_field_names": true,
    "fields": [
     {"label": "First Name", "full_name": "first_name"},
     {"label": "Last Name", "full_name": "last_name"},
     {"label": "Company", "full_name": "company", "lookup_object": "company"},
     {"label": "External User ID", "full_name": "external_id", "can_be_upsert_key": true,
      "can_be_update_key": true, "can_be_insert_key": true, "can_be_reference_key": true},
     {"label": "Email", "full_name": "email"},
     {"label": "Country", "full_name": "country"},
     {"label": "Tags", "full_name": "tags", "operations": ["merge", "overwrite"], "array": true},
     {"label": "User List", "full_name": "list_id", "lookup_object": "user_list"},
     {"label": "Cohort", "full_name": "cohort"},
     {"label": "Home City", "full_name": "home_city", "preserve_values_supported": true},
     {"label": "Login Count", "full_name": "login_count", "type": "Number"},
     {"label": "Signed Up At", "full_name": "signed_up_at", "preserve_values_supported": true,
      "type": "DateTime"},
     {"label": "Admin", "full_name": "is_admin", "type": "Boolean"},
     {"label": "Braze ID", "full_name": "braze_id", "createable": false, "updateable": false,
      "can_be_update_key": true}
    ]},
   {"label": "Event", "full_name": "event", "allow_custom_fields": true,
    "allow_case_sensitive_field_names": true,
    "fields": [
     {"label": "External User ID", "full_name": "external_id", "can_be_upsert_key": true,
      "can_be_update_key": true, "can_be_insert_key": true, "can_be_reference_key": true},
     {"label": "Name", "full_name": "name", "required_for_mapping": true},
     {"label": "Time", "full_name": "time", "required_for_mapping": true, "type": "DateTime"}
    ]},
   {"label": "User Data", "full_name": "user_data",
    "fields": [
     {"label": "Hashed Email", "full_name": "user_identifier.hashed_email_PREHASHED",
      "can_be_upsert_key": true, "can_be_update_key": true, "can_be_insert_key": true},
     {"label": "User List", "full_name": "list_id", "lookup_object": "user_list"},
     {"label": "Cohort", "full_name": "cohort"}
    ]},
   {"label": "User List", "full_name": "user_list",
    "fields": [
     {"label": "List ID", "full_name": "id", "createable": false, "updateable": false,
      "can_be_update_key": true, "can_be_reference_key": true},
     {"label": "Name", "full_name": "name", "required_for_mapping": true, "can_be_upsert_key": true,
      "can_be_insert_key": true, "can_be_reference_key": true},
     {"label": "Description", "full_name": "description"}
    ]}
  ]},
 {"id": 14, "name": "HubSpot", "credentials": {},
  "objects": [
   {"label": "Company", "full_name": "company", "allow_custom_fields": true,
    "allow_case_sensitive_field_names": false,
    "fields": [
     {"label": "Company ID", "full_name": "company_id", "can_be_upsert_key": true, "can_be_update_key": true,
      "can_be_insert_key": true, "can_be_reference_key": true},
     {"label": "Company name", "full_name": "name", "can_be_upsert_key": true, "can_be_reference_key": true},
     {"label": "About us", "full_name": "about", "preserve_values_supported": true},
     {"label": "Industries", "full_name": "industries", "array": true, "operations": ["overwrite"]},
     {"label": "Number of employees", "full_name": "numberofemployees", "type": "Number"}
    ]},
   {"label": "Contact", "full_name": "contact", "allow_custom_fields": true,
    "allow_case_sensitive_field_names": false,
    "fields": [
     {"label": "Email", "full_name": "email", "required_for_mapping": true, "can_be_upsert_key": true,
      "can_be_update_key": true, "can_be_insert_key": true, "can_be_reference_key": true},
     {"label": "First name", "full_name": "firstname"},
     {"label": "Last name", "full_name": "lastname"},
     {"label": "Phone number", "full_name": "phone", "preserve_values_supported": true},
     {"label": "Company", "full_name": "associatedcompanyid", "lookup_object": "company"}
    ]}
  ]},
 {"id": 21, "name": "Salesforce - Prod",
  "connection_details": {"domain": "acme.my.salesforce.com", "user": "census@acme.example"},
  "objects": [
   {"label": "Account", "full_name": "Account",
    "allow_case_sensitive_field_names": false,
    "fields": [
     {"label": "Account ID", "full_name": "Id", "createable": false, "updateable": false,
      "can_be_update_key": true, "can_be_reference_key": true, "type": "id"},
     {"label": "External ID", "full_name": "External_Id__c", "can_be_upsert_key": true,
      "can_be_update_key": true, "can_be_insert_key": true, "can_be_reference_key": true},
     {"label": "Account Name", "full_name": "Name", "required_for_mapping": true},
     {"label": "Industry", "full_name": "Industry", "preserve_values_supported": true, "type": "picklist"},
     {"label": "Employees", "full_name": "NumberOfEmployees", "type": "int"},
     {"label": "Owner", "full_name": "OwnerId", "lookup_object": "User", "type": "reference"},
     {"label": "Created Date", "full_name": "CreatedDate", "createable": false, "updateable": false,
      "type": "datetime"}
    ]},
   {"label": "Contact", "full_name": "Contact",
    "allow_case_sensitive_field_names": false,
    "fields": [
     {"label": "Contact ID", "full_name": "Id", "createable": false, "updateable": false,
      "can_be_update_key": true, "can_be_reference_key": true, "type": "id"},
     {"label": "Email", "full_name": "Email", "can_be_upsert_key": true, "can_be_update_key": true,
      "can_be_insert_key": true, "can_be_reference_key": true, "type": "email"},
     {"label": "First Name", "full_name": "FirstName"},
     {"label": "Last Name", "full_name": "LastName", "required_for_mapping": true},
     {"label": "Phone", "full_name": "Phone", "preserve_values_supported": true, "type": "phone"},
     {"label": "Account", "full_name": "AccountId", "lookup_object": "Account", "type": "reference"},
     {"label": "Legacy Code", "full_name": "Legacy_Code__c", "updateable": false},
     {"label": "Score", "full_name": "Score__c", "createable": false, "type": "double"}
    ]},
   {"label": "Lead", "full_name": "Lead",
    "allow_case_sensitive_field_names": false,
    "fields": [
     {"label": "Lead ID", "full_name": "Id", "createable": false, "updateable": false,
      "can_be_update_key": true, "can_be_reference_key": true, "type": "id"},
     {"label": "Email", "full_name": "Email", "can_be_upsert_key": true, "can_be_update_key": true,
      "can_be_insert_key": true, "type": "email"},
     {"label": "Last Name", "full_name": "LastName", "required_for_mapping": true},
     {"label": "Company", "full_name": "Company", "required_for_mapping": true}
    ]},
   {"label": "Lead and Contact", "full_name": "LeadContactUnion",
    "allow_case_sensitive_field_names": false,
    "fields": [
     {"label": "Email", "full_name": "Email", "can_be_upsert_key": true, "can_be_update_key": true,
      "can_be_insert_key": true, "type": "email"},
     {"label": "First Name", "full_name": "FirstName"},
     {"label": "Last Name", "full_name": "LastName", "required_for_mapping": true},
     {"label": "Phone", "full_name": "Phone", "preserve_values_supported": true, "type": "phone"}
    ]},
   {"label": "User", "full_name": "User",
    "allow_case_sensitive_field_names": false,
    "fields": [
     {"label": "User ID", "full_name": "Id", "createable": false, "updateable": false,
      "can_be_update_key": true, "can_be_reference_key": true, "type": "id"},
     {"label": "Email", "full_name": "Email", "can_be_update_key": true, "can_be_reference_key": true,
      "type": "email"},
     {"label": "Last Name", "full_name": "LastName"}
    ]}
  ]}
],
"syncs": [
 {"id": 52, "label": "Companies", "created_at": "2021-10-20T02:43:50.108Z",
  "updated_at": "2021-10-20T02:52:29.240Z", "operation": "upsert",
  "source_attributes": {"connection_id": 4, "data_source": {"type": "model", "id": 18}},
  "destination_attributes": {"connection_id": 14, "object": "company"},
  "mappings": [
   {"from": "COMPANY_ID", "to": "company_id", "is_primary_identifier": true},
   {"from": "NAME", "to": "name"},
   {"from": "INDUSTRIES", "to": "industries", "operation": "overwrite"}
  ]},
 {"id": 60, "label": null, "created_at": "2021-10-22T00:38:32.191Z",
  "updated_at": "2021-10-22T00:43:47.858Z", "operation": "upsert",
  "source_attributes": {"connection_id": 4, "data_source": {"type": "model", "id": 15,
   "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, cast('random' as VARCHAR(2000)) as random_prop"}},
  "destination_attributes": {"connection_id": 15, "object": "user"},
  "mappings": [
   {"from": "EMAIL", "to": "external_id", "is_primary_identifier": true},
   {"from": {"value": "usa", "basic_type": "text"}, "to": "country"}
  ]},
 {"id": 61, "label": null, "created_at": "2021-10-22T00:40:11.246Z",
  "updated_at": "2021-10-22T00:43:44.173Z", "operation": "upsert",
  "source_attributes": {"connection_id": 4, "data_source": {"type": "model", "id": 15,
   "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, cast('random' as VARCHAR(2000)) as random_prop"}},
  "destination_attributes": {"connection_id": 15, "object": "user"},
  "mappings": [
   {"from": "EMAIL", "to": "external_id", "is_primary_identifier": true},
   {"from": {"value": "test", "basic_type": "text"}, "to": "first_name"}
  ]}
],
"sync_runs": [
 {"id": 92, "sync_id": 52, "source_record_count": 1, "records_processed": 1, "records_updated": 1,
  "records_failed": 0, "records_invalid": 0, "created_at": "2021-10-20T02:44:35.381Z",
  "updated_at": "2021-10-20T02:45:55.949Z", "completed_at": "2021-10-20T02:45:55.947Z",
  "scheduled_execution_time": null, "error_code": null, "error_message": null, "error_detail": null,
  "status": "completed", "canceled": false, "full_sync": true,
  "sync_trigger_reason": {"ui_tag": "Manual", "ui_detail": "Manually triggered by test@getcensus.com"}},
 {"id": 93, "sync_id": 52, "source_record_count": 1, "records_processed": null, "records_updated": null,
  "records_failed": null, "records_invalid": 0, "created_at": "2021-10-20T02:48:40.373Z",
  "updated_at": "2021-10-20T02:49:53.430Z", "completed_at": null, "scheduled_execution_time": null,
  "error_code": "JSON_ARRAY_ERROR",
  "error_message": "The array field being used does not appear to be valid JSON: Please make sure the field \"custom_field:Users\" with value \"jim\" is formatted as a JSON Array. Don't hesitate to reach out to the Census Support Team if you need help with this.",
  "error_detail": "Please make sure the field \"custom_field:Users\" with value \"jim\" is formatted as a JSON Array. Don't hesitate to reach out to the Census Support Team if you need help with this.",
  "status": "failed", "current_step": "Running sync", "canceled": false, "full_sync": true,
  "sync_trigger_reason": {"ui_tag": "Manual", "ui_detail": "Manually triggered by test@getcensus.com"}},
 {"id": 94, "sync_id": 52, "source_record_count": 1, "records_processed": 1, "records_updated": 1,
  "records_failed": 0, "records_invalid": 0, "created_at": "2021-10-20T02:51:07.546Z",
  "updated_at": "2021-10-20T02:52:29.236Z", "completed_at": "2021-10-20T02:52:29.234Z",
  "scheduled_execution_time": null, "error_code": null, "error_message": null, "error_detail": null,
  "status": "completed", "canceled": false, "full_sync": true,
  "sync_trigger_reason": {"ui_tag": "Manual", "ui_detail": "Manually triggered by test@getcensus.com"}}
]
})json";
}

}  // namespace censusctl::sandbox
