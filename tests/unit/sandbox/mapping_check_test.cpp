#include "sandbox/mapping_check.hpp"

#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

namespace {

/// What the server says to a sync of these mappings.
class mapping_trial {
public:
    mapping_trial(std::int64_t destination, std::string_view object, std::string_view data_source)
        : sync_{good_sync()} {
        sync_["destination_attributes"] = json::object{{"connection_id", destination}, {"object", object}};
        sync_["source_attributes"].as_object()["data_source"] =
            json::parse("{\"id\": " + std::string{data_source} + "}");
    }

    std::string operator()(std::string_view operation, std::string_view mappings) {
        sync_["operation"] = operation;
        sync_["mappings"] = json::parse(mappings);
        return verdict(client_.ask("POST", "/syncs", json::serialize(sync_)));
    }

    json::object& sync() { return sync_; }

private:
    workspace_client client_{options_of("reference")};
    json::object sync_;
};

constexpr std::string_view key = R"({"from": "EMAIL", "to": "external_id", "is_primary_identifier": true})";

std::string with_key(std::string_view mapping) {
    return "[" + std::string{key} + ", " + std::string{mapping} + "]";
}

}  // namespace

TEST_CASE("exactly one mapping is the primary identifier") {
    mapping_trial post{15, "user", "32"};
    CHECK(post("upsert", "[]") == "422 mappings must have exactly one primary identifier, not 0");
    CHECK(post("upsert", R"([{"from": "EMAIL", "to": "external_id"}])") ==
          "422 mappings must have exactly one primary identifier, not 0");
    CHECK(post("upsert", with_key(R"({"from": "USER_ID", "to": "email", "is_primary_identifier": true})")) ==
          "422 mappings must have exactly one primary identifier, not 2");
    CHECK(post("append", R"([{"from": "EMAIL", "to": "email"}])") ==
          "422 mappings must have exactly one primary identifier, not 0");
}

TEST_CASE("the key field must be a key for the operation") {
    mapping_trial post{15, "user", "32"};
    const auto key_on = [](std::string_view field) {
        return R"([{"from": "EMAIL", "to": ")" + std::string{field} + R"(", "is_primary_identifier": true}])";
    };
    for (const char* operation : {"insert", "update", "upsert", "mirror", "append"})
        CHECK(post(operation, key_on("external_id")) == "201");
    for (const char* operation : {"insert", "update", "upsert", "mirror"}) {
        CHECK(post(operation, key_on("email")) ==
              "422 mappings[0].is_primary_identifier cannot be true: the field 'email' is no key for the "
              "operation " +
                  std::string{operation});
    }
    CHECK(post("append", key_on("email")) == "201");
    // A key that only an update takes, and that is never written.
    CHECK(post("update", key_on("braze_id")) == "201");
    CHECK(post("upsert", key_on("braze_id")) ==
          "422 mappings[0].is_primary_identifier cannot be true: the field 'braze_id' is no key for the "
          "operation "
          "upsert");
}

TEST_CASE("a field is mapped once") {
    mapping_trial braze{15, "user", "32"};
    CHECK(braze("upsert", with_key(R"({"from": "USER_ID", "to": "external_id"})")) ==
          "422 mappings[1].to is mapped twice: 'external_id'");
    // Case counts on Braze users, so that another case is an unknown field and not the same one.
    CHECK(braze("upsert", with_key(R"({"from": "USER_ID", "to": "External_Id"})")) ==
          "422 mappings[1].to names no field of the object 'user': 'External_Id'");
    mapping_trial hubspot{14, "company", "34"};
    CHECK(hubspot("upsert", R"([{"from": "NAME", "to": "name", "is_primary_identifier": true},
                                {"from": "INDUSTRY", "to": "NAME"}])") ==
          "422 mappings[1].to is mapped twice: 'NAME'");
}

TEST_CASE("a column must be one of the model") {
    mapping_trial post{15, "user", "32"};
    CHECK(post("upsert", R"([{"from": "email", "to": "external_id", "is_primary_identifier": true}])") ==
          "422 mappings[0].from names no column of the model: 'email'");
    mapping_trial table{15, "user", "34"};
    CHECK(table("upsert", R"([{"from": "EMAIL", "to": "external_id", "is_primary_identifier": true}])") ==
          "422 mappings[0].from names no column of the table: 'EMAIL'");
}

TEST_CASE("a table whose columns are not known takes any column") {
    mapping_trial post{15, "user", "36"};
    CHECK(post("upsert", with_key(R"({"from": "anything", "to": "email"})")) == "201");
}

TEST_CASE("an unknown field needs generate_field and an object that allows it") {
    mapping_trial braze{15, "user", "32"};
    CHECK(braze("upsert", with_key(R"({"from": "HUE", "to": "favourite_hue"})")) ==
          "422 mappings[1].to names no field of the object 'user': 'favourite_hue'");
    CHECK(braze("upsert", with_key(R"({"from": "HUE", "to": "favourite_hue", "generate_field": true})")) ==
          "201");
    mapping_trial closed{15, "user_data", "32"};
    CHECK(closed("mirror", R"([{"from": "EMAIL", "to": "user_identifier.hashed_email_PREHASHED",
                                "is_primary_identifier": true},
                               {"from": "HUE", "to": "hue", "generate_field": true}])") ==
          "422 mappings[1].generate_field cannot be true: the object 'user_data' allows no custom fields");
}

TEST_CASE("an object whose fields are not known takes any field") {
    mapping_trial post{12, R"({"spreadsheet_id":"1AbC/x%20y","sheet_id":0})", "32"};
    CHECK(post("mirror", R"([{"from": "EMAIL", "to": "A", "is_primary_identifier": true}])") == "201");
}

TEST_CASE("a field must be writable by the operation unless it is the key") {
    mapping_trial post{21, "Contact", "35"};
    const auto mapped = [&](std::string_view operation, std::string_view field) {
        return post(operation, R"([{"from": "EMAIL", "to": "Email", "is_primary_identifier": true},
                                   {"from": "LAST_NAME", "to": "LastName"},
                                   {"from": "PHONE", "to": ")" +
                                   std::string{field} + "\"}]");
    };
    CHECK(mapped("insert", "Score__c") ==
          "422 mappings[2].to names a field that cannot be created: 'Score__c'");
    CHECK(mapped("update", "Score__c") == "201");
    CHECK(mapped("upsert", "Score__c") == "201");
    CHECK(mapped("update", "Legacy_Code__c") ==
          "422 mappings[2].to names a field that cannot be updated: 'Legacy_Code__c'");
    CHECK(mapped("insert", "Legacy_Code__c") == "201");
    CHECK(mapped("upsert", "Id") == "422 mappings[2].to names a field that cannot be written: 'Id'");
    CHECK(mapped("upsert", "legacy_code__C") == "201");  // case does not count here
}

TEST_CASE("required fields must be mapped except for an update") {
    mapping_trial post{21, "Contact", "35"};
    const std::string only_key = R"([{"from": "EMAIL", "to": "Email", "is_primary_identifier": true}])";
    for (const char* operation : {"insert", "upsert", "mirror", "append"})
        CHECK(post(operation, only_key) == "422 mappings must map the required field 'LastName'");
    CHECK(post("update", only_key) == "201");
    CHECK(post("upsert", R"([{"from": "EMAIL", "to": "email", "is_primary_identifier": true},
                             {"from": "LAST_NAME", "to": "lastname"}])") == "201");
    post.sync()["field_behavior"] = "sync_all_properties";
    CHECK(post("upsert", only_key) == "201");
}

TEST_CASE("merge and overwrite are for arrays that support them") {
    mapping_trial braze{15, "user", "32"};
    CHECK(braze("upsert", with_key(R"({"from": "TAGS", "to": "tags", "operation": "merge"})")) == "201");
    CHECK(braze("upsert", with_key(R"({"from": "TAGS", "to": "tags", "operation": "overwrite"})")) == "201");
    CHECK(braze("upsert", with_key(R"({"from": "TAGS", "to": "tags", "operation": null})")) == "201");
    CHECK(braze("upsert", with_key(R"({"from": "EMAIL", "to": "email", "operation": "merge"})")) ==
          "422 mappings[1].operation merge is not supported by the field 'email'");
    mapping_trial hubspot{14, "company", "34"};
    CHECK(hubspot("upsert", R"([{"from": "NAME", "to": "name", "is_primary_identifier": true},
                                {"from": "INDUSTRY", "to": "industries", "operation": "merge"}])") ==
          "422 mappings[1].operation merge is not supported by the field 'industries'");
}

TEST_CASE("values are preserved only where the field supports it") {
    mapping_trial post{15, "user", "32"};
    CHECK(post("upsert", with_key(R"({"from": "COUNTRY", "to": "home_city", "preserve_values": true})")) ==
          "201");
    CHECK(post("upsert", with_key(R"({"from": "EMAIL", "to": "email", "preserve_values": true})")) ==
          "422 mappings[1].preserve_values is not supported by the field 'email'");
}

TEST_CASE("a lookup names the object that the field refers to and one of its reference keys") {
    mapping_trial post{15, "user", "32"};
    const auto lookup = [&](std::string_view to, std::string_view rest) {
        return post("upsert", with_key(R"({"from": "LIST_ID", "to": ")" + std::string{to} + "\", " +
                                       std::string{rest} + "}"));
    };
    CHECK(lookup("list_id", R"("lookup_object": "user_list", "lookup_field": "name")") == "201");
    CHECK(lookup("list_id", R"("lookup_object": "user_list")") ==
          "422 mappings[1].lookup_field is missing: lookup_object needs it");
    CHECK(lookup("list_id", R"("lookup_field": "name")") ==
          "422 mappings[1].lookup_object is missing: lookup_field needs it");
    CHECK(lookup("list_id", R"("lookup_object": "user", "lookup_field": "external_id")") ==
          "422 mappings[1].lookup_object must be 'user_list', which the field 'list_id' refers to");
    CHECK(lookup("email", R"("lookup_object": "user_list", "lookup_field": "name")") ==
          "422 mappings[1].lookup_object cannot be set: the field 'email' refers to no object");
    CHECK(lookup("company", R"("lookup_object": "company", "lookup_field": "name")") ==
          "422 mappings[1].lookup_object names no object of destination 15: 'company'");
    CHECK(lookup("list_id", R"("lookup_object": "user_list", "lookup_field": "title")") ==
          "422 mappings[1].lookup_field names no field of the object 'user_list': 'title'");
    CHECK(lookup("list_id", R"("lookup_object": "user_list", "lookup_field": "description")") ==
          "422 mappings[1].lookup_field names a field that is no reference key: 'description'");
    CHECK(lookup("list_id", R"("lookup_object": "", "lookup_field": null)") == "201");
}

TEST_CASE("what the API does not know is ignored") {
    mapping_trial post{15, "user", "32"};
    post.sync()["field_mappings"] = 5;
    post.sync()["cron_expression"] = "* * * * *";
    CHECK(post("upsert", R"([{"from": "EMAIL", "to": "external_id", "is_primary_identifier": true,
                              "position": "x"}])") == "201");
}
