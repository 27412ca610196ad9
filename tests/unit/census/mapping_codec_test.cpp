#include "census/mapping_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

model::mapping_source from_of(const std::string& json) {
    const auto read = decode("{\"to\": \"x\", \"from\": " + json + "}", decode_mapping);
    CHECK(read.problem.empty());
    return read.value.from;
}

model::mapping_source constant(std::string type, std::string value, model::scalar_kind kind) {
    model::constant_source source;
    source.type = std::move(type);
    source.value = std::move(value);
    source.kind = kind;
    return source;
}

model::mapping_source column(std::string name) {
    model::column_source source;
    source.name = std::move(name);
    return source;
}

model::mapping_source opaque(std::string json) {
    model::opaque_source source;
    source.json = std::move(json);
    return source;
}

std::string encoded_value(model::mapping_source from) {
    model::mapping mapping;
    mapping.from = std::move(from);
    mapping.to = "x";
    json::writer to;
    encode_mapping(to, mapping);
    const std::string text = to.take();
    const std::string start = R"({"from":{"value":)";
    REQUIRE(text.starts_with(start));
    return text.substr(start.size(), text.find(",\"type\"") - start.size());
}

constexpr auto text = model::scalar_kind::text;
constexpr auto number = model::scalar_kind::number;
constexpr auto boolean = model::scalar_kind::boolean;

}  // namespace

TEST_CASE("a column is read in its two spellings") {
    CHECK(from_of(R"("EMAIL")") == column("EMAIL"));
    CHECK(from_of(R"("")") == column(""));
    CHECK(from_of(R"({"type": "column", "data": "EMAIL"})") == column("EMAIL"));
}

TEST_CASE("a constant is read in each spelling of its type") {
    CHECK(from_of(R"({"value": "test", "basic_type": "text"})") == constant("text", "test", text));
    CHECK(from_of(R"({"value": "test", "type": "text"})") == constant("text", "test", text));
    CHECK(from_of(R"({"type": "constant_value", "data": {"value": "test", "basic_type": "text"}})") ==
          constant("text", "test", text));
    CHECK(from_of(R"({"value": "x", "type": "ignored", "basic_type": "text"})") ==
          constant("text", "x", text));
    CHECK(from_of(R"({"value": "x", "type": "column", "data": "X"})") == constant("column", "x", text));
}

TEST_CASE("constants keep their kind and their digits") {
    CHECK(from_of(R"({"value": 30, "basic_type": "number"})") == constant("number", "30", number));
    CHECK(from_of(R"({"value": -0.5, "basic_type": "number"})") == constant("number", "-0.5", number));
    CHECK(from_of(R"({"value": 9007199254740993, "basic_type": "number"})") ==
          constant("number", "9007199254740993", number));
    CHECK(from_of(R"({"value": 1e400, "basic_type": "number"})") == constant("number", "1e400", text));
    CHECK(from_of(R"({"value": "30", "basic_type": "number"})") == constant("number", "30", text));
    CHECK(from_of(R"({"value": true, "basic_type": "boolean"})") == constant("boolean", "true", boolean));
    CHECK(from_of(R"({"value": false, "basic_type": "boolean"})") == constant("boolean", "false", boolean));
}

TEST_CASE("sources of later generations are kept as canonical JSON") {
    CHECK(from_of(R"({"type": "sync_metadata", "data": "sync_run_id"})") ==
          opaque(R"({"data":"sync_run_id","type":"sync_metadata"})"));
    CHECK(from_of(R"({"type": "compound_key", "data": [ {"type": "column", "data": "A"} ] })") ==
          opaque(R"({"data":[{"data":"A","type":"column"}],"type":"compound_key"})"));
    CHECK(from_of(R"({"value": null, "basic_type": "text"})") ==
          opaque(R"({"basic_type":"text","value":null})"));
    CHECK(from_of(R"({"value": "x"})") == opaque(R"({"value":"x"})"));
    CHECK(from_of(R"({"type": "column", "data": 5})") == opaque(R"({"data":5,"type":"column"})"));
    CHECK(from_of("{}") == opaque("{}"));
    CHECK(from_of("[1]") == opaque("[1]"));
}

TEST_CASE("a mapping is read with defaults for what it leaves out") {
    const auto read = decode(R"({"from": "LIST_ID", "to": "list_id"})", decode_mapping);
    CHECK(read.problem.empty());
    model::mapping expected;
    expected.from = column("LIST_ID");
    expected.to = "list_id";
    CHECK(read.value == expected);
    const auto nulls = decode(R"({"from": "LIST_ID", "to": "list_id", "is_primary_identifier": null,
        "generate_field": null, "preserve_values": null, "operation": null, "lookup_object": null,
        "lookup_field": null})",
                              decode_mapping);
    CHECK(nulls.problem.empty());
    CHECK(nulls.value == expected);
}

TEST_CASE("a mapping is read whole") {
    const auto read = decode(R"({"from": "LIST_ID", "to": "list_id", "is_primary_identifier": true,
        "generate_field": true, "preserve_values": true, "operation": "merge", "lookup_object": "user_list",
        "lookup_field": "name", "position": 3})",
                             decode_mapping);
    CHECK(read.problem.empty());
    CHECK(read.value.is_primary_identifier);
    CHECK(read.value.generate_field);
    CHECK(read.value.preserve_values);
    CHECK(read.value.operation == "merge");
    CHECK(read.value.lookup_object == "user_list");
    CHECK(read.value.lookup_field == "name");
}

TEST_CASE("what is no mapping is a problem of its place") {
    CHECK(decode(R"({"to": "x"})", decode_mapping).problem == "/from is missing");
    CHECK(decode(R"({"from": null, "to": "x"})", decode_mapping).problem ==
          "/from is null, expected a string");
    CHECK(decode(R"({"from": 5, "to": "x"})", decode_mapping).problem ==
          "/from is a number, expected a string");
    CHECK(decode(R"({"from": "A"})", decode_mapping).problem == "/to is missing");
    CHECK(decode(R"({"from": "A", "to": "x", "generate_field": 1})", decode_mapping).problem ==
          "/generate_field is a number, expected a boolean");
    CHECK(decode(R"("EMAIL")", decode_mapping).problem == " is a string, expected an object");
}

TEST_CASE("a mapping is sent without what is null or false") {
    model::mapping mapping;
    mapping.from = column("EMAIL");
    mapping.to = "external_id";
    json::writer bare;
    encode_mapping(bare, mapping);
    CHECK(std::move(bare).take() == R"({"from":"EMAIL","to":"external_id"})");

    mapping.from = constant("text", "cohort_1", text);
    mapping.is_primary_identifier = true;
    mapping.generate_field = true;
    mapping.preserve_values = true;
    mapping.operation = "merge";
    mapping.lookup_object = "user_list";
    mapping.lookup_field = "name";
    json::writer full;
    encode_mapping(full, mapping);
    CHECK(std::move(full).take() ==
          R"({"from":{"value":"cohort_1","type":"text"},"to":"external_id","is_primary_identifier":true,)"
          R"("generate_field":true,"preserve_values":true,"operation":"merge","lookup_object":"user_list",)"
          R"("lookup_field":"name"})");

    mapping = {};
    mapping.from = opaque(R"({"type":"sync_metadata"})");
    mapping.to = "x";
    json::writer kept;
    encode_mapping(kept, mapping);
    CHECK(std::move(kept).take() == R"({"from":{"type":"sync_metadata"},"to":"x"})");
}

TEST_CASE("constants are sent as JSON of their kind with the digits that were written") {
    CHECK(encoded_value(constant("text", "say \"hi\"", text)) == R"("say \"hi\"")");
    CHECK(encoded_value(constant("text", "30", text)) == R"("30")");
    CHECK(encoded_value(constant("number", "30", number)) == "30");
    CHECK(encoded_value(constant("number", "1.50", number)) == "1.50");
    CHECK(encoded_value(constant("number", "123456789012345678901234.5", number)) ==
          "123456789012345678901234.5");
    CHECK(encoded_value(constant("number", "1e400", number)) == "1e400");
    CHECK(encoded_value(constant("number", "+5", number)) == "5");
    CHECK(encoded_value(constant("number", "many", number)) == R"("many")");
    CHECK(encoded_value(constant("boolean", "true", boolean)) == "true");
    CHECK(encoded_value(constant("boolean", "false", boolean)) == "false");
    CHECK(encoded_value(constant("boolean", "yes", boolean)) == R"("yes")");
    CHECK(encoded_value(constant("datetime", "2021-10-22", text)) == R"("2021-10-22")");
}
