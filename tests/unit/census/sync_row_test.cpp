#include "census/sync_row.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "census/dialect.hpp"
#include "json/document.hpp"
#include "unit/census/support/decode.hpp"
#include "unit/census/support/fake_client.hpp"
#include "unit/census/support/run.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

/// A row with one of its members as a test says.
std::string row_with(std::string_view key = {}, std::string_view value = {}) {
    const std::vector<std::pair<std::string_view, std::string_view>> members{
        {"id", "7"},
        {"label", R"("A")"},
        {"status", R"("Ready")"},
        {"operation", R"("upsert")"},
        {"paused", "false"},
        {"source_attributes", R"({"connection_id": 4, "object": {"type": "model", "id": 18}})"},
        {"destination_attributes", R"({"connection_id": 15, "object": "user"})"},
        {"mappings", R"([{"from": {"type": "column", "data": "A"}, "to": "a", "is_primary_identifier": true},
                         {"from": {"type": "column", "data": "B"}, "to": "b"}])"},
        {"mode", R"({"type": "triggered", "triggers": {"schedule": {"frequency": "daily", "hour": 6}}})"},
        {"alert_attributes", "[]"}};
    std::string row;
    for (const auto& [name, usual] : members) {
        const std::string_view says = name == key ? value : usual;
        if (!says.empty()) {
            row.append(row.empty() ? "{\"" : ", \"").append(name).append("\": ").append(says);
        }
    }
    return row + "}";
}

struct read_row {
    model::live_sync sync;
    std::string problem;  ///< of the reply
};

read_row read(const std::string& row) {
    json::document document;
    json::decode_problem problem;
    REQUIRE(document.parse(row));
    read_row read;
    decode_sync_row(json::reader(document.root(), problem), dialect_v1().sync, read.sync);
    read.problem = describe(problem);
    return read;
}

std::string page_of(const std::vector<std::string>& rows) {
    std::string data;
    for (const std::string& row : rows) {
        data += (data.empty() ? "" : ", ") + row;
    }
    return R"({"pagination": {"total_records": )" + std::to_string(rows.size()) +
           R"(, "page": 1, "last_page": 1}, "data": [)" + data + "]}";
}

result<page_rows<model::live_sync>> listed(std::string_view generation, const std::string& page) {
    boost::asio::io_context context;
    fake_client client(context.get_executor());
    const auto service = make_api(generation, client, "/api/v1");
    client.answer("GET /api/v1/syncs?page=1&per_page=100&order=asc", page);
    page_request first;
    first.page = 1;
    return run(context, service->list_syncs(first));
}

}  // namespace

TEST_CASE("a row that is as the reference has it is understood") {
    const read_row usual = read(row_with());
    CHECK(usual.problem.empty());
    CHECK(usual.sync.not_understood.empty());
    CHECK(usual.sync.spec.mappings.size() == 2);
}

TEST_CASE("one odd value makes a sync that is not understood, which says where it is") {
    using odd_value = std::array<std::string_view, 3>;
    for (const auto& [key, value, why] :
         {odd_value{
              "alert_attributes",
              R"([{"type": "FailureAlertConfiguration"},
                        {"type": "InvalidRecordPercentAlertConfiguration", "options": {"threshold": 12.5}}])",
              "alert_attributes[1]/options/threshold is a number with a fraction or exponent, expected an "
              "integer"},
          odd_value{"alert_attributes", R"([{"type": "FailureAlertConfiguration", "options": "none"}])",
                    "alert_attributes[0]/options is a string, expected an object"},
          odd_value{"mode", R"({"triggers": {"fivetran": ["a"]}})",
                    "mode/triggers/fivetran is an array, expected an object"},
          odd_value{"mode", R"({"triggers": {"schedule": {"frequency": "weekly", "day": 1}}})",
                    "mode/triggers/schedule/day is a number, expected a string"},
          odd_value{"mode", R"({"triggers": {"schedule": {"frequency": "daily", "hour": "six"}}})",
                    "mode/triggers/schedule/hour is a string, expected a number"},
          odd_value{"operation", "", "operation is missing"},
          odd_value{"paused", R"("no")", "paused is a string, expected a boolean"},
          odd_value{"source_attributes", "null", "source_attributes is null, expected an object"}}) {
        const read_row odd = read(row_with(key, value));
        CHECK(odd.problem.empty());
        CHECK(odd.sync.not_understood == why);
        CHECK(odd.sync.id == 7);
        CHECK(odd.sync.spec.label == "A");
        CHECK(odd.sync.status == "Ready");
        CHECK(odd.sync.spec.destination.object == "user");
        CHECK(odd.sync.spec.mappings.size() == 2);
    }
}

TEST_CASE("mappings that cannot all be read are not told in part") {
    const read_row odd = read(row_with(
        "mappings",
        R"([{"from": {"type": "column", "data": "A"}, "to": "a"}, {"from": {"type": "column"}, "to": 5}])"));
    CHECK(odd.sync.not_understood.starts_with("mappings[1]/"));
    CHECK(odd.sync.spec.mappings.empty());
    CHECK(odd.sync.spec.source.id == 18);
}

TEST_CASE("an integer may stand as the text of its digits") {
    const read_row text = read(row_with(
        "mode", R"({"triggers": {"schedule": {"frequency": "daily", "hour": "6", "minute": "30"}}})"));
    CHECK(text.sync.not_understood.empty());
    CHECK(text.sync.spec.schedule.hour == 6);
    CHECK(text.sync.spec.schedule.minute == 30);
    CHECK(read(row_with("id", R"("7")")).sync.id == 7);
}

TEST_CASE("an id or a label that cannot be read is a problem of the reply") {
    CHECK(read(row_with("id", "null")).problem == "/id is null, expected a number");
    CHECK(read(row_with("id", "1.5")).problem ==
          "/id is a number with a fraction or exponent, expected an integer");
    CHECK(read(row_with("id", "")).problem == "/id is missing");
    CHECK(read(row_with("label", "5")).problem == "/label is a number, expected a string");
    CHECK(read("[]").problem == " is an array, expected an object");
}

TEST_CASE("any value in any place of a row leaves a sync with an id") {
    for (const char* key : {"status", "operation", "paused", "source_attributes", "destination_attributes",
                            "mappings", "mode", "alert_attributes"}) {
        for (const char* value :
             {"null", "true", "5", "-1", "1.5", "1e300", R"("")", R"("x")", "[]", "{}", "[[]]", "[{}]",
              "[null]", R"({"triggers": 5})", R"({"triggers": {"sync_sequence": {"sync_id": {}}}})",
              R"({"object": []})", R"({"connection_id": {}, "object": {"type": {}}})"}) {
            CAPTURE(key);
            CAPTURE(value);
            const read_row odd = read(row_with(key, value));
            CHECK(odd.problem.empty());
            CHECK(odd.sync.id == 7);
        }
    }
}

TEST_CASE("the other rows of a page are read beside one that is not understood") {
    std::string other = row_with("paused", R"("no")");
    other.replace(other.find('7'), 1, "8");
    const auto page = listed("v1", page_of({row_with(), other}));
    REQUIRE(page.has_value());
    REQUIRE(page->rows.size() == 2);
    CHECK(page->rows[0].not_understood.empty());
    CHECK(page->rows[1].id == 8);
    CHECK(page->rows[1].not_understood == "paused is a string, expected a boolean");
}

TEST_CASE("a row without an id, or a label that cannot be read, is a failure of the page") {
    const auto no_id = listed("v1", page_of({row_with(), row_with("id", "{}")}));
    REQUIRE(no_id.has_error());
    CHECK(no_id.error().message.find("describes: /data/1/id is an object, expected a number") !=
          std::string::npos);
    const auto no_label = listed("v1", page_of({row_with("label", "[]")}));
    REQUIRE(no_label.has_error());
    CHECK(no_label.error().message.find("/data/0/label is an array, expected a string") != std::string::npos);
}

TEST_CASE("rows that have their ends elsewhere are of another generation") {
    const std::string elsewhere = row_with("destination_attributes", "");
    const auto all = listed("v1", page_of({elsewhere}));
    REQUIRE(all.has_error());
    CHECK(all.error().message.find("/data/0/destination_attributes is missing") != std::string::npos);
    const auto older = listed("v1", page_of({row_with("source_attributes", R"({"data_source": {}})")}));
    REQUIRE(older.has_error());
    CHECK(older.error().message.find("'data_source' in its place is of the generation 2021") !=
          std::string::npos);
    std::string other = elsewhere;
    other.replace(other.find('7'), 1, "8");
    const auto one_of_them = listed("v1", page_of({row_with(), other}));
    REQUIRE(one_of_them.has_value());
    CHECK(one_of_them->rows[1].not_understood == "destination_attributes is missing");
}

TEST_CASE("the reference of 2021 tells all, and what is odd there is a failure of the page") {
    const auto page =
        listed("2021", R"({"status": "success", "data": [)" + row_with("paused", R"("no")") + "]}");
    CHECK(page.has_error());
}
