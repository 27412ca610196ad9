#include <doctest/doctest.h>

#include "validation/validate.hpp"

namespace {

using namespace censusctl;
using diagnostics::code;
using model::attribute;

/// One source with one model, one destination with one object, and a sync between them.
struct world {
    world() {
        model::source_object model;
        model.type = "model";
        model.id = 15;
        model.name = "users";
        model.columns = {{"EMAIL", "text"}, {"NAME", "text"}};
        model.columns_fetched = true;
        metadata.sources.push_back({4, "Warehouse", "", {model}, true});
        model::destination_object object;
        object.full_name = "user";
        object.label = "User";
        object.fields_fetched = true;
        for (const char* name : {"id", "name", "fixed", "score"}) {
            model::field field;
            field.full_name = name;
            field.createable = field.updateable = std::string_view(name) != "fixed";
            field.type = std::string_view(name) == "score" ? "Number" : "String";
            field.can_be_upsert_key = std::string_view(name) == "id";
            object.fields.push_back(field);
        }
        metadata.destinations.push_back({15, "Braze", {object}, true});
        sync.key = {"users", {0, 3, 3, 5}};
        sync.spec.label = "users";
        sync.spec.operation = "upsert";
        sync.at.set(attribute::operation, {0, 4, 5, 6});
        sync.source.connection = {{std::nullopt, "Warehouse"}, {0, 5, 5, 9}};
        sync.source.object = {{"model", std::nullopt, "users", {}}, {0, 5, 20, 5}};
        sync.destination.connection = {{std::nullopt, "Braze"}, {0, 6, 5, 5}};
        sync.spec.destination.object = "user";
        sync.at.set(attribute::destination_object, {0, 6, 20, 4});
        sync.at.set(attribute::mappings, {0, 7, 5, 8});
        manifest::declared_mapping& key = map("EMAIL", "id");
        key.spec.is_primary_identifier = true;
        key.at.set(attribute::is_primary_identifier, {0, 8, 40, 4});
    }

    manifest::declared_mapping& map(const char* from, const char* to) {
        manifest::declared_mapping mapping;
        const auto line = static_cast<std::uint32_t>(8 + sync.mappings.size());
        mapping.spec.from = model::column_source{from};
        mapping.at.set(attribute::mapping_from, {0, line, 9, 5});
        mapping.spec.to = to;
        mapping.at.set(attribute::mapping_to, {0, line, 20, 5});
        sync.mappings.push_back(mapping);
        return sync.mappings.back();
    }

    model::field& field(std::size_t at) { return metadata.destinations[0].objects[0].fields[at]; }

    std::vector<diagnostics::diagnostic> check() {
        diagnostics::collector problems;
        const std::vector<manifest::declared_sync> syncs{sync};
        const auto resolved = validation::resolve(syncs, metadata, problems);
        validation::check_metadata(resolved, problems);
        return problems.all();
    }

    void expect(code id, const std::string& message) {
        const auto problems = check();
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].id == id);
        CHECK(problems[0].message == message);
        CHECK(problems[0].sync == "users");
    }

    model::catalogue metadata;
    manifest::declared_sync sync;
};

}  // namespace

TEST_CASE("a sync that fits the metadata has no problem") {
    world w;
    w.map("NAME", "name");
    CHECK(w.check().empty());
}

TEST_CASE("an unknown object does not bring its fields with it") {
    world w;
    w.map("NAME", "nothing");
    w.sync.spec.destination.object = "usr";
    w.expect(code::destination_object_unknown, "destination 'Braze' has no object 'usr'");
}

TEST_CASE("unknown connections and models are told with suggestions") {
    world w;
    w.sync.source.connection.value.name = "Warehose";
    w.expect(code::source_connection_unknown, "the workspace has no source 'Warehose'");
    CHECK(w.check()[0].hints == std::vector<std::string>{"did you mean 'Warehouse'?"});
    w.sync.source.connection.value.name = "Warehouse";
    w.sync.source.object.value.name = "user";
    w.expect(code::source_object_unknown, "source 'Warehouse' has no model 'user'");
}

// Hazard 123.
TEST_CASE("a destination that is gone is an error of each sync that writes to it, and none is made anew") {
    world w;
    w.metadata.destinations.clear();
    w.expect(code::destination_connection_unknown, "the workspace has no destination 'Braze'");
    diagnostics::collector problems;
    const std::vector<manifest::declared_sync> syncs{w.sync};
    const auto resolved = validation::resolve(syncs, w.metadata, problems);
    REQUIRE(resolved.size() == 1);
    CHECK_FALSE(resolved[0].spec);
}

TEST_CASE("two connections of one name are ambiguous") {
    world w;
    w.metadata.destinations.push_back({16, "Braze", {}, true});
    w.expect(code::destination_connection_ambiguous, "several destinations are called 'Braze' (ids 15, 16)");
    w.sync.destination.connection.value = {15, ""};
    CHECK(w.check().empty());
}

TEST_CASE("columns and fields must be there") {
    world w;
    w.map("name", "name");
    w.expect(code::source_column_unknown, "model 'users' has no column 'name'");
    world v;
    v.map("NAME", "nmae");
    v.expect(code::field_unknown, "object 'user' of 'Braze' has no field 'nmae'");
    CHECK(v.check()[0].hints == std::vector<std::string>{"did you mean 'name'?"});
}

TEST_CASE("each column that a template names must be there, and is missing once") {
    world w;
    auto& mapping = w.map("NAME", "name");
    mapping.spec.from = model::liquid_source{"{{ record['NAME'] }} {{ record['nmae'] }}{{ record.nmae }}"};
    mapping.at.set(attribute::liquid_template, {0, 9, 30, 20});
    w.expect(code::source_column_unknown, "model 'users' has no column 'nmae'");
    CHECK(w.check()[0].where.column == 30);
    w.sync.mappings.back().spec.from = model::liquid_source{"{{ record['NAME'] | upcase }}"};
    CHECK(w.check().empty());
}

TEST_CASE("the column of the high water mark must be there") {
    world w;
    w.sync.spec.operation = "append";
    w.sync.spec.high_water_mark_attribute = "UPDATED";
    w.sync.at.set(attribute::high_water_mark_attribute, {0, 10, 30, 7});
    w.expect(code::source_column_unknown, "model 'users' has no column 'UPDATED'");
    CHECK(w.check()[0].where.line == 10);
    w.sync.spec.high_water_mark_attribute = "NAME";
    CHECK(w.check().empty());
}

TEST_CASE("a dataset is found by its name among the datasets") {
    world w;
    w.sync.source.object = {{"dataset", std::nullopt, "users", {}}, {0, 5, 20, 5}};
    w.expect(code::source_object_unknown, "source 'Warehouse' has no dataset 'users'");
    model::source_object dataset = w.metadata.sources[0].objects[0];
    dataset.type = "dataset";
    dataset.id = 12;
    w.metadata.sources[0].objects.push_back(dataset);
    CHECK(w.check().empty());
}

TEST_CASE("an operation that the object does not have is refused, delete too") {
    world w;
    w.sync.spec.operation = "delete";
    w.metadata.destinations[0].objects[0].supported_operations = {"upsert", "mirror"};
    const auto problems = w.check();
    REQUIRE_FALSE(problems.empty());
    CHECK(problems[0].id == code::operation_unsupported);
    w.metadata.destinations[0].objects[0].supported_operations.emplace_back("delete");
    CHECK(w.check().empty());
}

TEST_CASE("a field is generated only where custom fields are allowed") {
    world w;
    auto& stated = w.map("NAME", "hue");
    stated.spec.generate_field = true;
    stated.at.set(attribute::generate_field, {0, 9, 50, 4});
    w.expect(code::custom_fields_unsupported,
             "object 'user' of 'Braze' does not allow custom fields, so 'hue' cannot be generated");
    w.metadata.destinations[0].objects[0].allow_custom_fields = true;
    CHECK(w.check().empty());
}

// Hazard 68.
TEST_CASE("a field that a run has generated may still be stated as one that is generated") {
    world w;
    w.map("NAME", "name").spec.generate_field = true;
    w.metadata.destinations[0].objects[0].allow_custom_fields = true;
    CHECK(w.check().empty());
}

TEST_CASE("fields that cannot be written are refused as the operation needs them") {
    world w;
    w.map("NAME", "fixed");
    w.expect(code::field_not_updateable,
             "field 'fixed' of object 'user' of 'Braze' can be neither created nor updated");
    w.field(2).createable = true;
    w.expect(code::field_not_updateable,
             "field 'fixed' of object 'user' of 'Braze' cannot be written when a record is updated");
    CHECK(w.check()[0].level == diagnostics::severity::warning);
}

TEST_CASE("a key must suit the operation") {
    world w;
    w.field(0).can_be_upsert_key = false;
    w.field(1).can_be_upsert_key = true;
    w.expect(code::primary_identifier_unsupported,
             "field 'id' of object 'user' of 'Braze' cannot be the key of 'upsert'");
    CHECK(w.check()[0].hints == std::vector<std::string>{"these can: 'name'"});
}

// Hazard 64.
TEST_CASE("whether an operation needs a key is for its object to say") {
    world w;
    w.sync.mappings[0].spec.is_primary_identifier = false;
    for (const char* operation : {"mirror", "insert", "update", "upsert"}) {
        w.sync.spec.operation = operation;
        w.metadata.destinations[0].objects[0].keyless_operations = {"append"};
        w.expect(code::primary_identifier_missing, "sync 'users' has no primary identifier");
        CHECK(w.check()[0].where.line == 7);
        w.metadata.destinations[0].objects[0].keyless_operations = {"append", operation};
        CHECK(w.check().empty());
    }
    w.metadata.destinations[0].objects[0].keyless_operations.clear();
    w.sync.spec.operation = "append";
    CHECK(w.check().empty());
}

TEST_CASE("a missing key names the fields that could be it") {
    world w;
    w.sync.mappings[0].spec.is_primary_identifier = false;
    const std::string mark = "write `is_primary_identifier: true` at the mapping that identifies a record";
    w.field(0).can_be_upsert_key = true;
    CHECK(w.check()[0].hints == std::vector<std::string>{mark, "fields that can be it: 'id'"});
    w.field(1).can_be_upsert_key = true;
    CHECK(w.check()[0].hints[1] == "fields that can be it: 'id' and 'name'");
    w.field(0).can_be_upsert_key = w.field(1).can_be_upsert_key = false;
    CHECK(w.check()[0].hints == std::vector<std::string>{mark});
}

TEST_CASE("a key is missing beside an unknown object, too, but of a mirror") {
    world w;
    w.sync.mappings[0].spec.is_primary_identifier = false;
    w.sync.spec.destination.object = "usr";
    const auto problems = w.check();
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].id == code::destination_object_unknown);
    CHECK(problems[1].id == code::primary_identifier_missing);
    w.sync.spec.operation = "mirror";
    CHECK(w.check().size() == 1);
}

TEST_CASE("required fields must be mapped") {
    world w;
    w.field(1).required_for_mapping = true;
    w.expect(code::field_required_missing,
             "object 'user' of 'Braze' requires field 'name', and nothing maps to it");
    w.sync.spec.field_behavior = "sync_all_properties";
    CHECK(w.check().empty());
}

TEST_CASE("constants must fit the type of the field") {
    world w;
    w.map("", "score").spec.from = model::constant_source{"text", "high"};
    w.expect(code::constant_type_mismatch,
             "a constant of type 'text' does not fit field 'score' of type 'Number'");
    w.sync.mappings[1].spec.from = model::constant_source{"number", "3", model::scalar_kind::number};
    CHECK(w.check().empty());
}

TEST_CASE("lookups must follow the reference of the field") {
    world w;
    auto& mapping = w.map("NAME", "name");
    mapping.spec.lookup_object = "user";
    mapping.at.set(attribute::lookup_object, {0, 9, 60, 4});
    mapping.spec.lookup_field = "id";
    mapping.at.set(attribute::lookup_field, {0, 9, 80, 2});
    w.expect(code::lookup_object_mismatch, "field 'name' of object 'user' of 'Braze' refers to no object");
    w.field(1).lookup_object = "user";
    w.expect(code::lookup_field_not_reference_key,
             "field 'id' of object 'user' cannot be used to look a record up");
    w.sync.mappings[1].spec.lookup_field = "ie";
    w.expect(code::lookup_field_unknown, "object 'user' has no field 'ie'");
}

TEST_CASE("metadata that is not there is said once and refuses nothing") {
    world w;
    w.map("NAME", "anything");
    w.metadata.destinations[0].objects[0].fields.clear();
    w.expect(code::metadata_missing, "the workspace lists no fields of object 'user' of 'Braze'");
    CHECK(w.check()[0].level == diagnostics::severity::warning);
}

TEST_CASE("array operations and preserve_values need support") {
    world w;
    auto& stated = w.map("NAME", "name");
    stated.spec.operation = "merge";
    stated.at.set(attribute::array_operation, {0, 9, 60, 5});
    w.expect(code::array_operation_unsupported,
             "field 'name' of object 'user' of 'Braze' does not support the operation 'merge'");
    w.field(1).array = true;
    w.field(1).operations = {"merge"};
    CHECK(w.check().empty());
    w.sync.mappings[1].spec.preserve_values = true;
    w.sync.mappings[1].at.set(attribute::preserve_values, {0, 9, 70, 4});
    w.expect(code::preserve_values_unsupported,
             "field 'name' of object 'user' of 'Braze' does not support preserve_values");
}

TEST_CASE("a column of a type that cannot fit is a warning at the column") {
    world w;
    w.metadata.sources[0].objects[0].columns.push_back({"IS_ADMIN", "BOOLEAN"});
    w.map("IS_ADMIN", "score");
    w.expect(code::column_type_mismatch,
             "column 'IS_ADMIN' of type 'BOOLEAN' does not fit field 'score' of type 'Number'");
    const auto problem = w.check()[0];
    CHECK(problem.level == diagnostics::severity::warning);
    CHECK(problem.where.line == 9);
    CHECK(problem.where.column == 9);
    w.field(3).type = "a type of its own";
    CHECK(w.check().empty());
}

TEST_CASE("an array field takes no column of numbers") {
    world w;
    w.metadata.sources[0].objects[0].columns.push_back({"LOGINS", "NUMBER(38,0)"});
    w.map("LOGINS", "name");
    w.field(1).array = true;
    w.expect(code::column_type_mismatch,
             "column 'LOGINS' of type 'NUMBER(38,0)' does not fit field 'name' of type 'String', an array");
    w.metadata.sources[0].objects[0].columns.back().type = "integer[]";
    CHECK(w.check().empty());
}

TEST_CASE("with all properties synced a required field needs a column of its name") {
    world w;
    w.field(1).full_name = "surname";
    w.field(1).required_for_mapping = true;
    w.sync.spec.field_behavior = "sync_all_properties";
    w.expect(
        code::field_required_missing,
        "object 'user' of 'Braze' requires field 'surname', and nothing maps to it: no column has its name");
    CHECK(w.check()[0].where.line == 7);
    CHECK(w.check()[0].hints == std::vector<std::string>{"add a mapping with `to: surname`"});
    w.metadata.sources[0].objects[0].columns.push_back({"SUR_NAME", "text"});
    CHECK(w.check().empty());
}

TEST_CASE("an update need not have what a create requires") {
    world w;
    w.field(1).required_for_mapping = true;
    w.field(0).can_be_update_key = true;
    w.sync.spec.operation = "update";
    w.expect(code::field_required_missing,
             "object 'user' of 'Braze' requires field 'name', and nothing maps to it");
    CHECK(w.check()[0].level == diagnostics::severity::warning);
}

TEST_CASE("an insert writes createable fields") {
    world w;
    w.sync.spec.operation = "insert";
    w.field(0).can_be_insert_key = true;
    w.map("NAME", "fixed");
    w.expect(code::field_not_createable,
             "field 'fixed' of object 'user' of 'Braze' cannot be written when a record is created");
    CHECK(w.check()[0].level == diagnostics::severity::error);
    CHECK(w.check()[0].where.column == 20);
}

TEST_CASE("an operation must be one of the object") {
    world w;
    w.metadata.destinations[0].objects[0].supported_operations = {"append"};
    w.expect(code::operation_unsupported,
             "object 'user' of 'Braze' cannot be written with operation 'upsert'");
    CHECK(w.check()[0].where.line == 4);
}

TEST_CASE("capitals tell fields apart only where the object does") {
    world w;
    w.map("NAME", "name");
    w.map("NAME", "Name");
    w.expect(code::field_unknown, "object 'user' of 'Braze' has no field 'Name'");
    w.metadata.destinations[0].objects[0].allow_case_sensitive_field_names = false;
    w.expect(
        code::mapping_duplicate,
        "'Name' and 'name' are the same field, since object 'user' of 'Braze' does not tell capitals apart");
    CHECK(w.check()[0].notes.at(0).where.line == 9);
}

TEST_CASE("a label that was written for a name is understood") {
    world w;
    w.field(3).label = "Lead score";
    w.map("NAME", "Lead score");
    w.expect(code::field_unknown, "object 'user' of 'Braze' has no field 'Lead score'");
    CHECK(w.check()[0].hints == std::vector<std::string>{"did you mean 'score'?"});
}

TEST_CASE("an appended record may have a key that no metadata lists") {
    world w;
    w.sync.spec.operation = "append";
    w.sync.mappings[0].spec.to = "unique_id";
    CHECK(w.check().empty());
    w.sync.mappings[0].spec.is_primary_identifier = false;
    w.expect(code::field_unknown, "object 'user' of 'Braze' has no field 'unique_id'");
}

TEST_CASE("columns and objects that were not listed are said once and refuse nothing") {
    world w;
    w.map("ANYTHING", "name");
    w.metadata.sources[0].objects[0].columns.clear();
    w.expect(code::metadata_missing, "the workspace lists no columns of model 'users' of 'Warehouse'");
    CHECK(w.check()[0].where.line == 5);
    CHECK(w.check()[0].hints == std::vector<std::string>{"nothing is refused for it"});
    world v;
    v.map("NAME", "anything");
    v.metadata.destinations[0].objects.clear();
    v.metadata.destinations[0].objects_fetched = false;
    v.expect(code::metadata_missing, "the workspace lists no objects of 'Braze'");
}

// Hazard 118.
TEST_CASE("a file that is not there yet is said once and refuses nothing") {
    world w;
    w.metadata.destinations[0].is_file_system = true;
    w.sync.spec.destination.object = "exports/new_%m-%d-%y.csv";
    w.map("NAME", "any column");
    w.expect(code::metadata_missing, "the workspace lists no object 'exports/new_%m-%d-%y.csv' of 'Braze'");
    CHECK(w.check()[0].level == diagnostics::severity::warning);
    CHECK(w.check()[0].where.column == 20);
    CHECK(w.check()[0].hints == std::vector<std::string>{"nothing is refused for it"});
    w.metadata.destinations[0].is_file_system = false;
    CHECK(w.check().at(0).id == code::destination_object_unknown);
}

TEST_CASE("metadata of an object that is only looked up may be missing too") {
    world w;
    auto& mapping = w.map("NAME", "name");
    mapping.spec.lookup_object = "list";
    mapping.at.set(attribute::lookup_object, {0, 9, 60, 4});
    mapping.spec.lookup_field = "id";
    mapping.at.set(attribute::lookup_field, {0, 9, 80, 2});
    w.field(1).lookup_object = "list";
    w.expect(code::metadata_missing, "the workspace lists no fields of object 'list' of 'Braze'");
    CHECK(w.check()[0].where.column == 60);
}

TEST_CASE("keys that suit are named but not by the hundred") {
    world w;
    w.field(0).can_be_upsert_key = false;
    for (int number = 0; number < 12; ++number) {
        model::field field;
        field.full_name = "k" + std::to_string(number);
        field.can_be_upsert_key = true;
        w.metadata.destinations[0].objects[0].fields.push_back(field);
    }
    CHECK(w.check().at(0).hints ==
          std::vector<std::string>{"these can: 'k0', 'k1', 'k2', 'k3', 'k4', 'k5', 'k6', 'k7' and 4 more"});
}

TEST_CASE("an object that no sync can write to is refused") {
    world w;
    w.metadata.destinations[0].objects[0].can_be_destination = false;
    w.expect(code::destination_object_unsupported, "no sync can write to object 'user' of 'Braze'");
    CHECK(w.check()[0].where.column == 20);
}

TEST_CASE("an order of fields needs an object that has one, where that is told") {
    world w;
    w.sync.spec.field_order = "mapping_order";
    w.sync.at.set(attribute::field_order, {0, 5, 7, 9});
    CHECK(w.check().empty());
    w.metadata.destinations[0].objects[0].supports_field_order = true;
    CHECK(w.check().empty());
    w.metadata.destinations[0].objects[0].supports_field_order = false;
    w.expect(code::field_order_unsupported,
             "object 'user' of 'Braze' has no order of fields that `field_order` could state");
    CHECK(w.check()[0].where.line == 5);
}

TEST_CASE("settings are those that the object takes, of their types and values") {
    world w;
    auto& settings = w.sync.spec.advanced_configuration.emplace();
    settings = {{"file_format", "TVS", model::scalar_kind::text}};
    CHECK(w.check().empty());
    auto& taken = w.metadata.destinations[0].objects[0].settings.emplace();
    CHECK(w.check().empty());
    taken = {{"file_format", "string", true, {"CSV", "TSV"}},
             {"rows", "integer", false, {}},
             {"header", "boolean", false, {}},
             {"later", "a later word", false, {}}};
    w.expect(code::setting_invalid, "the setting 'file_format' of object 'user' of 'Braze' cannot be 'TVS'");
    CHECK(w.check()[0].hints == std::vector<std::string>{"it can be 'CSV', 'TSV'"});
    settings = {{"fileformat", "CSV", model::scalar_kind::text}};
    w.expect(code::setting_invalid, "object 'user' of 'Braze' takes no setting 'fileformat'");
    CHECK(w.check()[0].hints == std::vector<std::string>{"did you mean 'file_format'?"});
    settings = {{"rows", "many", model::scalar_kind::text}};
    w.expect(code::setting_invalid,
             "the setting 'rows' of object 'user' of 'Braze' is of type 'integer', which 'many' is not");
    settings = {{"file_format", "TSV", model::scalar_kind::text},
                {"header", "true", model::scalar_kind::boolean},
                {"later", "anything", model::scalar_kind::text},
                {"rows", "5", model::scalar_kind::number}};
    CHECK(w.check().empty());
}
