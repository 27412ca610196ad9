#include "census/today_mapping_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

/// Reads `mappings`, with what is kept of them in `kept`.
auto reading(model::kept_parts& kept) {
    return [&kept](const json::reader& sync) {
        return decode_today_mappings(sync, kept);
    };
}

std::vector<model::mapping> read(const std::string& rows, model::kept_parts& kept) {
    const auto mappings = decode("{\"mappings\": " + rows + "}", reading(kept));
    CHECK(mappings.problem == "");
    return mappings.value;
}

std::vector<model::mapping> read(const std::string& rows) {
    model::kept_parts kept;
    auto mappings = read(rows, kept);
    CHECK(kept.members.empty());
    return mappings;
}

model::mapping_source from_of(const std::string& json) {
    return read(R"([{"to": "x", "from": )" + json + "}]").front().from;
}

std::string written(const std::vector<model::mapping>& desired, const std::vector<model::mapping>& live = {},
                    const model::kept_parts& kept = {}, bool case_sensitive = true, bool takes_all = false) {
    json::writer to;
    encode_today_mappings(to, desired, {live, kept, case_sensitive, takes_all});
    return to.take();
}

std::string written_anew(const std::vector<model::mapping>& desired) {
    json::writer to;
    encode_today_mappings(to, desired);
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

// Law 8: the API replaces `mappings` whole.
TEST_CASE("members that are not known go back with their row, whatever else of it changes") {
    const std::string rows =
        R"([{"from":{"type":"column","data":"A","mask":"sha256"},"to":"a","rank":{"y":1,"x":[2]},"note":null},)"
        R"({"from":{"type":"constant_value","data":{"value":"v","basic_type":"text","locale":"de"}},"to":"c"},)"
        R"({"from":{"type":"liquid_template","data":{"liquid_template":"{{ a }}","columns":["a"]},"dialect":5},"to":"l"},)"
        R"({"from":{"type":"segment_membership","data":{"identify_by":"name","since":1}},"to":"s"}])";
    model::kept_parts kept;
    const auto live = read(rows, kept);
    std::vector<std::string> paths;
    for (const model::kept_member& member : kept.members) {
        paths.push_back(model::path_of(member));
    }
    CHECK(paths == std::vector<std::string>{"mappings[a].rank", "mappings[a].from.mask",
                                            "mappings[c].from.data.locale", "mappings[l].from.dialect",
                                            "mappings[s].from.data.since"});
    CHECK(
        written(live, live, kept) ==
        R"([{"from":{"type":"column","data":"A","mask":"sha256"},"to":"a","rank":{"x":[2],"y":1}},)"
        R"({"from":{"type":"constant_value","data":{"value":"v","basic_type":"text","locale":"de"}},"to":"c"},)"
        R"({"from":{"type":"liquid_template","data":"{{ a }}","dialect":5},"to":"l"},)"
        R"({"from":{"type":"segment_membership","data":{"identify_by":"name","since":1}},"to":"s"}])");
    model::mapping changed = live[0];
    changed.from = model::column_source{"B"};
    CHECK(written({changed}, live, kept) ==
          R"([{"from":{"type":"column","data":"B","mask":"sha256"},"to":"a","rank":{"x":[2],"y":1}}])");
    // A source of another kind has no place for what was within the old one.
    changed.from = model::metadata_source{"sync_run_id"};
    CHECK(written({changed}, live, kept) ==
          R"([{"from":{"type":"sync_metadata","data":"sync_run_id"},"to":"a","rank":{"x":[2],"y":1}}])");
    changed.to = "new";
    CHECK(written({changed}, live, kept) ==
          R"([{"from":{"type":"sync_metadata","data":"sync_run_id"},"to":"new"}])");
    CHECK(written_anew({live[0]}) == R"([{"from":{"type":"column","data":"A"},"to":"a"}])");
}

// Hazard 71, and law 8.
TEST_CASE("a row of a kind that is not known goes back where no file names its field, but for a key") {
    const std::string rows =
        R"([{"from":{"type":"column","data":"A"},"to":"a"},{"from":{"data":{"object":"people"},"type":"reference"},"to":"r","rank":1},)"
        R"({"from":{"data":1,"type":"later"},"to":"k","is_primary_identifier":true}])";
    model::kept_parts kept;
    const auto live = read(rows, kept);
    CHECK(
        written({live[0]}, live, kept) ==
        R"([{"from":{"type":"column","data":"A"},"to":"a"},{"from":{"data":{"object":"people"},"type":"reference"},"to":"r","rank":1}])");
    model::mapping named = live[0];
    named.to = "r";
    CHECK(written({named}, live, kept) == R"([{"from":{"type":"column","data":"A"},"to":"r","rank":1}])");
}

TEST_CASE(
    "what a row does not state is found whatever the case of its field, where the object ignores case") {
    const auto live =
        read(R"([{"from": {"type": "column", "data": "A"}, "to": "FirstName", "sync_null_values": false}])");
    model::mapping desired;
    desired.from = model::column_source{"A"};
    desired.to = "firstname";
    CHECK(written({desired}, live, {}, false) ==
          R"([{"from":{"type":"column","data":"A"},"to":"firstname","sync_null_values":false}])");
    CHECK(written({desired}, live, {}, true) ==
          R"([{"from":{"type":"column","data":"A"},"to":"firstname"}])");
}

TEST_CASE("rows that a person added stay where the server makes the others, and those go") {
    const auto live = read(
        R"([{"from": {"type": "column", "data": "ID"}, "to": "id", "is_primary_identifier": true},
            {"from": {"type": "column", "data": "FIRST_NAME"}, "to": "first_name"},
            {"from": {"type": "column", "data": "LAST_NAME"}, "to": "surname"},
            {"from": {"type": "constant_value", "data": {"value": "x", "basic_type": "text"}}, "to": "origin"},
            {"from": {"type": "liquid_template", "data": "{{ a }}"}, "to": "email"}])");
    CHECK(written({live[0]}, live, {}, true, true) ==
          R"([{"from":{"type":"column","data":"ID"},"to":"id","is_primary_identifier":true},)"
          R"({"from":{"type":"column","data":"LAST_NAME"},"to":"surname"},)"
          R"({"from":{"type":"constant_value","data":{"value":"x","basic_type":"text"}},"to":"origin"},)"
          R"({"from":{"type":"liquid_template","data":"{{ a }}"},"to":"email"}])");
    CHECK(written({live[0]}, live) ==
          R"([{"from":{"type":"column","data":"ID"},"to":"id","is_primary_identifier":true}])");
}

TEST_CASE("mappings must be there") {
    model::kept_parts kept;
    CHECK(decode("{}", reading(kept)).problem == "/mappings is missing");
    CHECK(decode(R"({"mappings": [{"from": {"type": "column", "data": "A"}}]})", reading(kept)).problem ==
          "/mappings/0/to is missing");
}
