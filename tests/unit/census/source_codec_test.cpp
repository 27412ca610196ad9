#include "census/source_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

std::string encoded(const model::data_source& source) {
    json::writer to;
    encode_source(to, source);
    return to.take();
}

}  // namespace

TEST_CASE("a model comes with its metadata which is left aside") {
    const auto read = decode(R"({"connection_id": 4, "data_source": {"type": "model", "id": 15,
        "name": "braze_test", "created_at": "2021-10-11T20:52:58.293Z", "query": "select 1"}})",
                             decode_source);
    CHECK(read.problem.empty());
    model::data_source expected;
    expected.connection_id = 4;
    expected.type = "model";
    expected.id = 15;
    expected.name = "braze_test";
    CHECK(read.value == expected);
}

TEST_CASE("a table comes with its three names and perhaps no id") {
    const auto read = decode(R"({"connection_id": "4", "data_source": {"type": "table", "id": null,
        "table_catalog": "public", "table_schema": "development", "table_name": "test"}})",
                             decode_source);
    CHECK(read.problem.empty());
    CHECK(read.value.connection_id == 4);
    CHECK(read.value.type == "table");
    CHECK_FALSE(read.value.id.has_value());
    CHECK(read.value.table.catalog == "public");
    CHECK(read.value.table.schema == "development");
    CHECK(read.value.table.name == "test");
}

TEST_CASE("what is gone reads as unknown and what is missing as a problem") {
    const auto deleted = decode(R"({"connection_id": null, "data_source": null})", decode_source);
    CHECK(deleted.problem.empty());
    CHECK(deleted.value == model::data_source{});
    CHECK(decode(R"({"data_source": {"type": "model", "id": 1}})", decode_source).value.connection_id == 0);
    CHECK(decode(R"({"connection_id": 4})", decode_source).problem == "/data_source is missing");
    CHECK(decode(R"({"connection_id": 4, "object": {"type": "model"}})", decode_source).problem ==
          "/data_source is missing; 'object' in its place is of a later generation");
    CHECK(decode(R"({"data_source": {"id": 5}})", decode_source).problem == "/data_source/type is missing");
    CHECK(decode(R"({"data_source": 5})", decode_source).problem ==
          "/data_source is a number, expected an object");
}

TEST_CASE("a source is sent by id or else by its names") {
    model::data_source source;
    source.connection_id = 4;
    source.type = "model";
    source.id = 15;
    source.name = "braze_test";
    CHECK(encoded(source) == R"({"connection_id":4,"data_source":{"type":"model","id":15}})");
    source.id.reset();
    CHECK(encoded(source) == R"({"connection_id":4,"data_source":{"type":"model","name":"braze_test"}})");
    source.type = "table";
    source.name.clear();
    source.table.catalog = "c";
    source.table.schema = "s";
    source.table.name = "t";
    CHECK(encoded(source) == R"({"connection_id":4,"data_source":{"type":"table","table_catalog":"c",)"
                             R"("table_schema":"s","table_name":"t"}})");
    source.id = 2;
    source.connection_id = 0;
    CHECK(encoded(source) == R"({"data_source":{"type":"table","id":2}})");
}
