#include "report/lock_file.hpp"

#include <doctest/doctest.h>

#include <random>

#include "validation/metadata_difference.hpp"

using namespace censusctl;

namespace {

/// Metadata with every kind of value in it, names that are hard to write among them.
report::metadata_lock some_lock() {
    report::metadata_lock lock;
    lock.workspace.base_url = "https://app.getcensus.com/api/v1";
    lock.workspace.api = "2021";
    lock.workspace.connections = {{"destination", "15", "Braze"}, {"source", "12", "Snowflake \"Prod\"\n"}};
    model::source_connection& source = lock.metadata.sources.emplace_back();
    source.id = 12;
    source.name = "Snowflake \"Prod\"\n";
    source.label = "Warehouse";
    source.objects.push_back({"model", 15, "users", {}, {{"EMAIL", "text (2000)"}, {"Größe", ""}}, true});
    source.objects.push_back({"table", 16, "", {"DB", "PUBLIC", "T"}, {}, true});
    model::destination_connection& destination = lock.metadata.destinations.emplace_back();
    destination.id = 15;
    destination.name = "Braze";
    model::destination_object& object = destination.objects.emplace_back();
    object.full_name = R"({"spreadsheet_id":"x"})";
    object.label = "Sheet";
    object.allow_custom_fields = true;
    object.allow_case_sensitive_field_names = false;
    object.supported_operations = {"mirror", "upsert"};
    model::field field;
    field.full_name = "tags";
    field.label = "Tags";
    field.type = "Array";
    field.createable = field.updateable = field.array = field.preserve_values_supported = true;
    field.required_for_mapping = field.can_be_upsert_key = field.can_be_update_key = true;
    field.can_be_insert_key = field.can_be_reference_key = true;
    field.operations = {"merge", "overwrite"};
    field.lookup_object = "user_list";
    object.fields = {field, model::field{}};
    object.fields.back().full_name = "plain";
    return lock;
}

std::string refused(const std::string& text) {
    try {
        static_cast<void>(report::decode_lock(text));
    } catch (const report::lock_error& problem) {
        return problem.what();
    }
    return {};
}

}  // namespace

TEST_CASE("a lock comes back as it was written") {
    const report::metadata_lock lock = some_lock();
    const std::string text = report::encode_lock(lock);
    const report::metadata_lock read = report::decode_lock(text);
    CHECK(read.workspace.base_url == lock.workspace.base_url);
    CHECK(read.workspace.api == lock.workspace.api);
    CHECK(read.workspace.connections == lock.workspace.connections);
    CHECK(validation::metadata_difference(lock.metadata, read.metadata).empty());
    CHECK(report::encode_lock(read) == text);
    CHECK(read.metadata.sources[0].objects[0].columns_fetched);
    CHECK(read.metadata.destinations[0].objects[0].fields_fetched);
}

TEST_CASE("what is no lock is refused with the reason") {
    CHECK(refused("").rfind("it is not JSON: ", 0) == 0);
    CHECK(refused("[]") == "it is not a lock of censusctl");
    CHECK(refused(R"({"format":"censusctl-lock","format_version":"9.0"})") ==
          "it has format version '9.0', and this censusctl reads 1.x");
    std::string text = report::encode_lock(some_lock());
    text.replace(text.find("\"id\": 12"), 8, "\"id\": -1");
    CHECK(refused(text) == "/sources/0/id is -1, expected an id");
}

TEST_CASE("no mutation of a lock does worse than refuse it") {
    const std::string text = report::encode_lock(some_lock());
    std::mt19937 random(5);
    std::size_t refusals = 0;
    for (int round = 0; round < 3'000; ++round) {
        std::string broken = text;
        const std::size_t at = random() % broken.size();
        if (random() % 2 == 0) {
            broken[at] = static_cast<char>(random() % 256);
        } else {
            broken.erase(at, random() % 30);
        }
        refusals += refused(broken).empty() ? 0U : 1U;
    }
    CHECK(refusals > 1'000);
}
