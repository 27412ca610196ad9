#include "census/destination_metadata_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

bool case_sensitive(const std::string& members) {
    const auto read = decode("{\"full_name\": \"u\"" + members + "}", decode_destination_object);
    CHECK(read.problem.empty());
    return read.value.allow_case_sensitive_field_names;
}

}  // namespace

TEST_CASE("a list of destinations has no objects") {
    const auto read = decode(R"([{"id": 15, "name": "Braze", "connection_details": {}},
        {"id": 14, "name": "HubSpot", "credentials": {}}])",
                             rows_of<decode_destination_connection>);
    CHECK(read.problem.empty());
    REQUIRE(read.value.size() == 2);
    CHECK(read.value[1].id == 14);
    CHECK(read.value[1].name == "HubSpot");
    CHECK_FALSE(read.value[1].objects_fetched);
}

TEST_CASE("a destination lists its objects without fields") {
    const auto read = decode(R"({"id": 15, "name": "Braze",
        "objects": [{"label": "User", "full_name": "user", "allow_custom_fields": true}]})",
                             decode_destination_connection);
    CHECK(read.problem.empty());
    CHECK(read.value.objects_fetched);
    REQUIRE(read.value.objects.size() == 1);
    CHECK(read.value.objects[0].full_name == "user");
    CHECK(read.value.objects[0].label == "User");
    CHECK(read.value.objects[0].allow_custom_fields);
    CHECK_FALSE(read.value.objects[0].fields_fetched);
    CHECK(decode(R"({"id": 15, "objects": [{"label": "User"}]})", decode_destination_connection).problem ==
          "/objects/0/full_name is missing");
}

TEST_CASE("case sensitivity is read under both of its names") {
    CHECK(case_sensitive(""));
    CHECK(case_sensitive(R"(, "allow_case_sensitive_field_names": true)"));
    CHECK_FALSE(case_sensitive(R"(, "allow_case_sensitive_field_names": false)"));
    CHECK_FALSE(case_sensitive(R"(, "allow_case_sensitive_fields": false)"));
    CHECK_FALSE(case_sensitive(
        R"(, "allow_case_sensitive_field_names": null, "allow_case_sensitive_fields": false)"));
    CHECK(case_sensitive(
        R"(, "allow_case_sensitive_field_names": true, "allow_case_sensitive_fields": false)"));
}

TEST_CASE("a field is read whole") {
    const auto read =
        decode(R"({"full_name": "user", "supported_operations": ["upsert", "mirror"], "fields": [
        {"label": "Company", "full_name": "company", "createable": false, "updateable": false,
         "operations": ["merge", "overwrite"], "array": true, "preserve_values_supported": true,
         "required_for_mapping": true, "can_be_upsert_key": true, "can_be_update_key": true,
         "can_be_insert_key": true, "can_be_reference_key": true, "lookup_object": "company",
         "type": "String"},
        {"full_name": "bare", "operations": null, "lookup_object": null}]})",
               decode_destination_object);
    CHECK(read.problem.empty());
    CHECK(read.value.supported_operations == std::vector<std::string>{"upsert", "mirror"});
    CHECK(read.value.fields_fetched);
    REQUIRE(read.value.fields.size() == 2);
    const model::field& field = read.value.fields[0];
    CHECK(field.label == "Company");
    CHECK(field.full_name == "company");
    CHECK(field.type == "String");
    CHECK_FALSE(field.createable);
    CHECK_FALSE(field.updateable);
    CHECK(field.array);
    CHECK(field.preserve_values_supported);
    CHECK(field.required_for_mapping);
    CHECK(field.can_be_upsert_key);
    CHECK(field.can_be_update_key);
    CHECK(field.can_be_insert_key);
    CHECK(field.can_be_reference_key);
    CHECK(field.operations == std::vector<std::string>{"merge", "overwrite"});
    CHECK(field.lookup_object == "company");
    // What is not said forbids nothing, and allows no key.
    const model::field& bare = read.value.fields[1];
    CHECK(bare.createable);
    CHECK(bare.updateable);
    CHECK_FALSE(bare.can_be_upsert_key);
    CHECK(bare.operations.empty());
    CHECK(bare.lookup_object.empty());
}

TEST_CASE("a bad field is a problem of its place") {
    CHECK(decode(R"({"full_name": "user", "fields": [{"full_name": "a", "operations": ["merge", 5]}]})",
                 decode_destination_object)
              .problem == "/fields/0/operations/1 is a number, expected a string");
    CHECK(decode(R"({"full_name": "user", "fields": [{"label": "a"}]})", decode_destination_object).problem ==
          "/fields/0/full_name is missing");
    CHECK(decode(R"({"full_name": "user", "fields": [{"full_name": "a", "createable": "yes"}]})",
                 decode_destination_object)
              .problem == "/fields/0/createable is a string, expected a boolean");
}
