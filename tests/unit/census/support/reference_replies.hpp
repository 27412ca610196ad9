#pragma once
#include <string_view>

/// The examples of the API reference, one for each endpoint, repaired where they are not JSON.
namespace censusctl::census::reference {

/// GET /sources
inline constexpr std::string_view sources =
    R"json({
 "status": "success",
 "data": [
  {
   "id": 4, "name": "Snowflake - xxxxxxx.us-east-1", "label": null, "last_test_succeeded": null,
   "last_tested_at": null,
   "connection_details": {"account": "xxxxxxx.us-east-1", "user": "DEV", "warehouse": "TEST", "use_keypair": false},
   "read_only_connection": false
  },
  {
   "id": 10, "name": "BigQuery - Development", "label": "BigQuery", "last_test_succeeded": true,
   "last_tested_at": "2021-10-07T20:02:19.544Z",
   "connection_details": {
    "project_id": "development", "location": "US",
    "service_account": "xxxxxx.iam.gserviceaccount.com", "location_editable": false
   },
   "read_only_connection": false
  }
 ]
})json";

/// GET /sources/[ID]
inline constexpr std::string_view source =
    R"json({
 "status": "success",
 "data": {
  "id": 4, "name": "Snowflake - xxxxxxx.us-east-1", "label": null, "last_test_succeeded": null,
  "last_tested_at": null,
  "connection_details": {"account": "xxxxxxx.us-east-1", "user": "DEV", "warehouse": "TEST", "use_keypair": false},
  "read_only_connection": false
 }
})json";

/// GET /sources/[ID]/data_sources
inline constexpr std::string_view data_sources =
    R"json({
 "status": "success",
 "data": [
  {
   "type": "table", "id": 2, "table_catalog": "public", "table_schema": "development",
   "table_name": "test"
  },
  {
   "type": "model", "id": 15, "name": "braze_test", "created_at": "2021-10-11T20:52:58.293Z",
   "updated_at": "2021-10-14T23:15:18.508Z",
   "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, cast('HAAAA' as VARCHAR(2000)) as random_prop"
  },
  {
   "type": "model", "id": 18, "name": "airtable_test", "created_at": "2021-10-20T02:43:07.120Z",
   "updated_at": "2021-10-20T02:50:35.477Z",
   "query": "select cast('testid1' as VARCHAR(2000)) as company_id, cast('company0' as VARCHAR(2000)) as name, cast('test0' as VARCHAR(2000)) as about, array_construct(cast('newindustry' as VARCHAR(2000))) as industries, array_construct(cast('jim' as VARCHAR(2000))) as users\n"
  },
  {
   "type": "model", "id": 3, "name": "google_ads_test", "created_at": "2021-10-06T21:26:44.206Z",
   "updated_at": "2021-10-06T21:39:32.914Z",
   "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, array_construct(cast('audience_v1' as VARCHAR(2000))) as list_id\n"
  }
 ]
})json";

/// GET /sources/[ID]/models/[ID]
inline constexpr std::string_view model =
    R"json({
 "status": "success",
 "data": {
  "type": "model", "id": 18, "name": "airtable_test", "created_at": "2021-10-20T02:43:07.120Z",
  "updated_at": "2021-10-20T02:50:35.477Z",
  "query": "select cast('test1' as VARCHAR(2000)) as company_id, cast('company0' as VARCHAR(2000)) as name, cast('test0' as VARCHAR(2000)) as about, array_construct(cast('newindustry' as VARCHAR(2000))) as industries\n",
  "columns": [
   {"name": "ABOUT", "type": "text (2000)"}, {"name": "NAME", "type": "text (2000)"},
   {"name": "COMPANY_ID", "type": "text (2000)"}, {"name": "INDUSTRIES", "type": "array"}
  ]
 }
})json";

/// GET /sources/[ID]/tables/[ID]
inline constexpr std::string_view table =
    R"json({
 "status": "success",
 "data": {
  "type": "table", "id": 2, "table_catalog": "public", "table_schema": "development",
  "table_name": "test",
  "columns": [
   {"name": "ABOUT", "type": "text (2000)"}, {"name": "CUSTOMER_ID", "type": "text (2000)"},
   {"name": "NAME", "type": "text (2000)"}, {"name": "INDUSTRIES", "type": "array"}
  ]
 }
})json";

/// GET /destinations
inline constexpr std::string_view destinations =
    R"json({
 "status": "success",
 "data": [
  {
   "id": 12, "name": "Google Sheets",
   "connection_details": {"service_account_email": "xxxxxxx.iam.gserviceaccount.com"}
  },
  {
   "id": 6, "name": "Google Ads Dev",
   "connection_details": {"account_id": 7515011393, "account_name": "Manager Account Test"}
  },
  {
   "id": 15, "name": "Braze",
   "connection_details": {"instance_url": "https://rest.iad-03.braze.com"}
  },
  {"id": 14, "name": "HubSpot", "credentials": {}}
 ]
})json";

/// GET /destinations/[ID]
inline constexpr std::string_view destination =
    R"json({
 "status": "success",
 "data": {
  "id": 15, "name": "Braze",
  "connection_details": {"instance_url": "https://rest.iad-03.braze.com"},
  "objects": [
   {
    "label": "User", "full_name": "user", "allow_custom_fields": true,
    "allow_case_sensitive_field_names": true
   },
   {
    "label": "Event", "full_name": "event", "allow_custom_fields": true,
    "allow_case_sensitive_field_names": true
   }
  ]
 }
})json";

/// GET /destinations/[ID]/objects/[OBJECT_FULL_NAME]
inline constexpr std::string_view object =
    R"json({
 "status": "success",
 "data": {
  "label": "User", "full_name": "user", "allow_custom_fields": true,
  "allow_case_sensitive_field_names": true,
  "fields": [
   {
    "label": "First Name", "full_name": "first_name", "createable": true, "updateable": true,
    "operations": [], "array": false, "preserve_values_supported": false,
    "required_for_mapping": false, "can_be_upsert_key": false, "can_be_update_key": false,
    "can_be_insert_key": false, "can_be_reference_key": false, "lookup_object": null,
    "type": "String"
   },
   {
    "label": "Last Name", "full_name": "last_name", "createable": true, "updateable": true,
    "operations": [], "array": false, "preserve_values_supported": false,
    "required_for_mapping": false, "can_be_upsert_key": false, "can_be_update_key": false,
    "can_be_insert_key": false, "can_be_reference_key": false, "lookup_object": null,
    "type": "String"
   },
   {
    "label": "Company", "full_name": "company", "createable": true, "updateable": true,
    "operations": [], "array": false, "preserve_values_supported": false,
    "required_for_mapping": false, "can_be_upsert_key": false, "can_be_update_key": false,
    "can_be_insert_key": false, "can_be_reference_key": false, "lookup_object": "company",
    "type": "String"
   },
   {
    "label": "External User ID", "full_name": "external_id", "createable": true, "updateable": true,
    "operations": [], "array": false, "preserve_values_supported": false,
    "required_for_mapping": false, "can_be_upsert_key": true, "can_be_update_key": true,
    "can_be_insert_key": true, "can_be_reference_key": true, "lookup_object": null, "type": "String"
   },
   {
    "label": "Email", "full_name": "email", "createable": true, "updateable": true,
    "operations": [], "array": false, "preserve_values_supported": false,
    "required_for_mapping": false, "can_be_upsert_key": false, "can_be_update_key": false,
    "can_be_insert_key": false, "can_be_reference_key": false, "lookup_object": null,
    "type": "String"
   }
  ]
 }
})json";

/// GET /sync_runs/[ID]
inline constexpr std::string_view sync_run =
    R"json({
 "status": "success",
 "data": {
  "id": 94, "sync_id": 52, "source_record_count": 1, "records_processed": 1, "records_updated": 1,
  "records_failed": 0, "records_invalid": 0, "created_at": "2021-10-20T02:51:07.546Z",
  "updated_at": "2021-10-20T02:52:29.236Z", "completed_at": "2021-10-20T02:52:29.234Z",
  "scheduled_execution_time": null, "error_code": null, "error_message": null, "error_detail": null,
  "status": "completed", "canceled": false, "full_sync": true,
  "sync_trigger_reason": {"ui_tag": "Manual", "ui_detail": "Manually triggered by test@getcensus.com"}
 }
})json";

/// GET /syncs/[ID]/sync_runs
inline constexpr std::string_view sync_runs =
    R"json({
 "status": "success",
 "data": [
  {
   "id": 94, "sync_id": 52, "source_record_count": 1, "records_processed": 1, "records_updated": 1,
   "records_failed": 0, "records_invalid": 0, "created_at": "2021-10-20T02:51:07.546Z",
   "updated_at": "2021-10-20T02:52:29.236Z", "completed_at": "2021-10-20T02:52:29.234Z",
   "scheduled_execution_time": null, "error_code": null, "error_message": null,
   "error_detail": null, "status": "completed", "canceled": false, "full_sync": true,
   "sync_trigger_reason": {"ui_tag": "Manual", "ui_detail": "Manually triggered by test@getcensus.com"}
  },
  {
   "id": 93, "sync_id": 52, "source_record_count": 1, "records_processed": null,
   "records_updated": null, "records_failed": null, "records_invalid": 0,
   "created_at": "2021-10-20T02:48:40.373Z", "updated_at": "2021-10-20T02:49:53.430Z",
   "completed_at": null, "scheduled_execution_time": null, "error_code": "JSON_ARRAY_ERROR",
   "error_message": "The array field being used does not appear to be valid JSON: Please make sure the field \"custom_field:Users\" with value \"jim\" is formatted as a JSON Array. Don't hesitate to reach out to the Census Support Team if you need help with this.",
   "error_detail": "Please make sure the field \"custom_field:Users\" with value \"jim\" is formatted as a JSON Array. Don't hesitate to reach out to the Census Support Team if you need help with this.",
   "status": "failed", "current_step": "Running sync", "canceled": false, "full_sync": true,
   "sync_trigger_reason": {"ui_tag": "Manual", "ui_detail": "Manually triggered by test@getcensus.com"}
  },
  {
   "id": 92, "sync_id": 52, "source_record_count": 1, "records_processed": 1, "records_updated": 1,
   "records_failed": 0, "records_invalid": 0, "created_at": "2021-10-20T02:44:35.381Z",
   "updated_at": "2021-10-20T02:45:55.949Z", "completed_at": "2021-10-20T02:45:55.947Z",
   "scheduled_execution_time": null, "error_code": null, "error_message": null,
   "error_detail": null, "status": "completed", "canceled": false, "full_sync": true,
   "sync_trigger_reason": {"ui_tag": "Manual", "ui_detail": "Manually triggered by test@getcensus.com"}
  }
 ]
})json";

/// GET /syncs
inline constexpr std::string_view syncs =
    R"json({
 "status": "success",
 "data": [
  {
   "id": 61, "label": null, "schedule_frequency": "never", "schedule_day": null,
   "schedule_hour": null, "schedule_minute": null, "created_at": "2021-10-22T00:40:11.246Z",
   "updated_at": "2021-10-22T00:43:44.173Z", "operation": "upsert", "paused": false,
   "status": "Ready", "lead_union_insert_to": null, "trigger_on_dbt_cloud_rebuild": false,
   "field_behavior": "specific_properties", "field_normalization": null,
   "source_attributes": {
    "connection_id": 4,
    "data_source": {
     "type": "model", "id": 15, "name": "braze_test", "created_at": "2021-10-11T20:52:58.293Z",
     "updated_at": "2021-10-14T23:15:18.508Z",
     "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, cast('random' as VARCHAR(2000)) as random_prop"
    }
   },
   "destination_attributes": {"connection_id": 15, "object": "user"},
   "mappings": [
    {
     "from": "EMAIL", "to": "external_id", "is_primary_identifier": true, "generate_field": false,
     "preserve_values": false, "operation": null
    },
    {
     "from": {"value": "test", "basic_type": "text"}, "to": "first_name",
     "is_primary_identifier": false, "generate_field": false, "preserve_values": false,
     "operation": null
    }
   ]
  },
  {
   "id": 60, "label": null, "schedule_frequency": "never", "schedule_day": null,
   "schedule_hour": null, "schedule_minute": null, "created_at": "2021-10-22T00:38:32.191Z",
   "updated_at": "2021-10-22T00:43:47.858Z", "operation": "upsert", "paused": false,
   "status": "Ready", "lead_union_insert_to": null, "trigger_on_dbt_cloud_rebuild": false,
   "field_behavior": "specific_properties", "field_normalization": null,
   "source_attributes": {
    "connection_id": 4,
    "data_source": {
     "type": "model", "id": 15, "name": "braze_test", "created_at": "2021-10-11T20:52:58.293Z",
     "updated_at": "2021-10-14T23:15:18.508Z",
     "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, cast('random' as VARCHAR(2000)) as random_prop"
    }
   },
   "destination_attributes": {"connection_id": 15, "object": "user"},
   "mappings": [
    {
     "from": "EMAIL", "to": "external_id", "is_primary_identifier": true, "generate_field": false,
     "preserve_values": false, "operation": null
    },
    {
     "from": {"value": "usa", "basic_type": "text"}, "to": "country",
     "is_primary_identifier": false, "generate_field": false, "preserve_values": false,
     "operation": null
    }
   ]
  }
 ]
})json";

/// GET /syncs/[ID]
inline constexpr std::string_view sync =
    R"json({
 "status": "success",
 "data": {
  "id": 61, "label": null, "schedule_frequency": "never", "schedule_day": null,
  "schedule_hour": null, "schedule_minute": null, "created_at": "2021-10-22T00:40:11.246Z",
  "updated_at": "2021-10-22T00:43:44.173Z", "operation": "upsert", "paused": false,
  "status": "Ready", "lead_union_insert_to": null, "trigger_on_dbt_cloud_rebuild": false,
  "field_behavior": "specific_properties", "field_normalization": null,
  "source_attributes": {
   "connection_id": 4,
   "data_source": {
    "type": "model", "id": 15, "name": "braze_test", "created_at": "2021-10-11T20:52:58.293Z",
    "updated_at": "2021-10-14T23:15:18.508Z",
    "query": "select cast('test@getcensus.com' as VARCHAR(2000)) as email, cast('random' as VARCHAR(2000)) as random_prop"
   }
  },
  "destination_attributes": {"connection_id": 15, "object": "user"},
  "mappings": [
   {
    "from": "EMAIL", "to": "external_id", "is_primary_identifier": true, "generate_field": false,
    "preserve_values": false, "operation": null
   },
   {
    "from": {"value": "test", "basic_type": "text"}, "to": "first_name",
    "is_primary_identifier": false, "generate_field": false, "preserve_values": false,
    "operation": null
   }
  ]
 }
})json";

/// POST /syncs
inline constexpr std::string_view created_sync =
    R"json({"status": "created", "data": {"sync_id": 4545}})json";

/// POST /syncs/[ID]/trigger
inline constexpr std::string_view triggered =
    R"json({"status": "success", "data": {"sync_run_id": 1234567890}})json";

/// POST /syncs, the request
inline constexpr std::string_view create_request =
    R"json({
 "label": "TEST 1", "operation": "mirror", "schedule_frequency": "daily",
 "destination_attributes": {"connection_id": 15, "object": "user_data"},
 "source_attributes": {"connection_id": 12, "data_source": {"type": "model", "name": "test_ads"}},
 "mappings": [
  {
   "from": "hashed_email", "to": "user_identifier.hashed_email_PREHASHED",
   "is_primary_identifier": true
  },
  {"from": "list_id", "to": "list_id", "lookup_object": "user_list", "lookup_field": "name"},
  {"from": {"value": "cohort_1", "type": "text"}, "to": "cohort"}
 ]
})json";

}  // namespace censusctl::census::reference
