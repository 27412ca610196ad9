#include "census/today_mapping_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

std::vector<model::mapping> read(const std::string& rows) {
    const auto mappings = decode("{\"mappings\": " + rows + "}", decode_today_mappings);
    CHECK(mappings.problem == "");
    return mappings.value;
}

model::mapping_source from_of(const std::string& json) {
    return read(R"([{"to": "x", "from": )" + json + "}]").front().from;
}

std::string written(const std::vector<model::mapping>& desired,
                    const std::vector<model::mapping>& live = {}) {
    json::writer to;
    encode_today_mappings(to, desired, live);
    return to.take();
}

}  // namespace

TEST_CASE("every kind of source of a mapping is read") {
    CHECK(std::get<model::column_source>(from_of(R"({"type": "column", "data": "EMAIL"})")).name == "EMAIL");
    CHECK(std::get<model::column_source>(from_of(R"("EMAIL")")).name == "EMAIL");
    for (const char* liquid : {R"({"type": "liquid_template", "data": "{{ a }}"})",
                               R"({"type": "liquid_template", "data": {"liquid_template": "{{ a }}"}})"}) {
        CHECK(std::get<model::liquid_source>(from_of(liquid)).text == "{{ a }}");
    }
    CHECK(std::get<model::metadata_source>(from_of(R"({"type": "sync_metadata", "data": "sync_run_id"})"))
              .key == "sync_run_id");
    CHECK(std::get<model::membership_source>(
              from_of(R"({"type": "segment_membership", "data": {"identify_by": "name"}})"))
              .identify_by == "name");
    const auto constant = std::get<model::constant_source>(
        from_of(R"({"type": "constant_value", "data": {"value": "1", "basic_type": "number"}})"));
    CHECK(constant.type == "number");
    CHECK(constant.value == "1");
    CHECK(
        std::get<model::compound_key_source>(
            from_of(
                R"({"type": "compound_key", "data": [{"type": "column", "data": "A"}, {"type": "column", "data": "B"}]})"))
            .columns == std::vector<std::string>{"A", "B"});
}

TEST_CASE("a kind that is not known, or not as it should be, is kept whole") {
    for (const char* json :
         {R"({"data":{"object":"people"},"type":"reference"})", R"({"data":5,"type":"liquid_template"})",
          R"({"data":["A"],"type":"compound_key"})", R"({"data":{},"type":"segment_membership"})"}) {
        CHECK(std::get<model::opaque_source>(from_of(json)).json == json);
    }
}

TEST_CASE("rows stand in the order of their positions, where each has one") {
    const std::string row = R"({"from": {"type": "column", "data": "A"}, "to": )";
    const auto sorted = read("[" + row + R"("b", "position": 1},)" + row + R"("a", "position": 0}])");
    CHECK(sorted[0].to == "a");
    CHECK(sorted[1].to == "b");
    const auto as_they_come = read("[" + row + R"("b", "position": 1},)" + row + R"("a"}])");
    CHECK(as_they_come[0].to == "b");
    CHECK(read("null").empty());
    CHECK(read("[]").empty());
}

// Hazards 56 and 57.
TEST_CASE("flags and lookups that there are none of are absent, null or empty") {
    const std::string row = R"([{"from": {"type": "column", "data": "A"}, "to": "a")";
    const auto bare = read(row + "}]");
    CHECK(read(row + R"(, "lookup_object": null, "lookup_field": null}])") == bare);
    CHECK(read(row + R"(, "lookup_object": "", "lookup_field": ""}])") == bare);
    CHECK(read(row + R"(, "is_primary_identifier": false, "generate_field": null, "preserve_values": false,
        "operation": null, "field_type": "", "sync_null_values": null, "position": 0}])") == bare);
}

TEST_CASE("a mapping is written as requests have it, and says no more than it must") {
    CHECK(
        written(read(
            R"([{"from": {"type": "column", "data": "A"}, "to": "a", "position": 0, "operation": null}])")) ==
        R"([{"from":{"type":"column","data":"A"},"to":"a"}])");
    CHECK(
        written(read(
            R"([{"from": {"type": "liquid_template", "data": {"liquid_template": "{{ a }}"}}, "to": "a"}])")) ==
        R"([{"from":{"type":"liquid_template","data":"{{ a }}"},"to":"a"}])");
    CHECK(
        written(read(
            R"([{"from": {"type": "constant_value", "data": {"value": 1, "basic_type": "number"}}, "to": "a",
                            "is_primary_identifier": true, "lookup_object": "o", "lookup_field": "f", "sync_null_values": false}])")) ==
        R"([{"from":{"type":"constant_value","data":{"value":1,"basic_type":"number"}},"to":"a","is_primary_identifier":true,)"
        R"("sync_null_values":false,"lookup_object":"o","lookup_field":"f"}])");
}

TEST_CASE("what a row does not state goes back as the workspace has it, and rows of the server do not") {
    const auto live = read(
        R"([{"from": {"type": "column", "data": "A"}, "to": "a", "sync_null_values": false, "follow_source_type": true,
                               "field_type": "Number"},
                              {"from": {"type": "compound_key", "data": [{"type": "column", "data": "A"}]}, "to": "k"}])");
    model::mapping desired;
    desired.from = model::column_source{"B"};
    desired.to = "a";
    CHECK(
        written({desired}, live) ==
        R"([{"from":{"type":"column","data":"B"},"to":"a","field_type":"Number","sync_null_values":false,"follow_source_type":true}])");
    desired.sync_null_values = true;
    CHECK(written({desired}, live).find(R"("sync_null_values":true)") != std::string::npos);
}

TEST_CASE("mappings must be there") {
    CHECK(decode("{}", decode_today_mappings).problem == "/mappings is missing");
    CHECK(decode(R"({"mappings": [{"from": {"type": "column", "data": "A"}}]})", decode_today_mappings)
              .problem == "/mappings/0/to is missing");
}
