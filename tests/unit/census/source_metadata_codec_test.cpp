#include "census/source_metadata_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

TEST_CASE("a source is read without its credentials") {
    const auto read = decode(R"({"id": 10, "name": "BigQuery - Development", "label": "BigQuery",
        "connection_details": {"password": "x"}})",
                             decode_source_connection);
    CHECK(read.problem.empty());
    CHECK(read.value.id == 10);
    CHECK(read.value.name == "BigQuery - Development");
    CHECK(read.value.label == "BigQuery");
    CHECK_FALSE(read.value.objects_fetched);
    CHECK(decode(R"([{"id": 10}, {"name": "x"}])", rows_of<decode_source_connection>).problem ==
          "/1/id is missing");
}

TEST_CASE("columns count as fetched when they are listed") {
    const auto listed = decode(R"({"type": "model", "id": 18, "name": "m"})", decode_source_object);
    CHECK(listed.problem.empty());
    CHECK_FALSE(listed.value.columns_fetched);
    const auto unknown = decode(R"({"type": "model", "id": 18, "columns": null})", decode_source_object);
    CHECK_FALSE(unknown.value.columns_fetched);
    const auto none = decode(R"({"type": "model", "id": 18, "columns": []})", decode_source_object);
    CHECK(none.value.columns_fetched);
    const auto read = decode(R"json({"type": "table", "id": 2, "table_catalog": "public",
        "table_schema": "development", "table_name": "test",
        "columns": [{"name": "ABOUT", "type": "text (2000)"}, {"name": "X", "type": null}]})json",
                             decode_source_object);
    CHECK(read.problem.empty());
    CHECK(read.value.columns_fetched);
    REQUIRE(read.value.columns.size() == 2);
    CHECK(read.value.columns[0].name == "ABOUT");
    CHECK(read.value.columns[0].type == "text (2000)");
    CHECK(read.value.columns[1].type.empty());
    CHECK(read.value.table.catalog == "public");
    CHECK(read.value.table.schema == "development");
    CHECK(read.value.table.name == "test");
}

TEST_CASE("a bad column is a problem of its place") {
    CHECK(decode(R"([{"type": "model", "id": 1, "columns": [{"name": "A"}, {"type": "B"}]}])",
                 rows_of<decode_source_object>)
              .problem == "/0/columns/1/name is missing");
    CHECK(decode(R"({"type": "model", "id": 1, "columns": {}})", decode_source_object).problem ==
          "/columns is an object, expected an array");
    CHECK(decode(R"({"id": 1})", decode_source_object).problem == "/type is missing");
}
