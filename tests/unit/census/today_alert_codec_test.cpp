#include "census/today_alert_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

model::alert read(const std::string& json, std::size_t place, model::kept_parts& kept) {
    const auto alert =
        decode(json, [&](const json::reader& row) { return decode_today_alert(row, place, kept); });
    CHECK(alert.problem == "");
    return alert.value;
}

model::alert read(const std::string& json) {
    model::kept_parts kept;
    return read(json, 0, kept);
}

model::alert of_type(std::string type) {
    model::alert alert;
    alert.type = std::move(type);
    return alert;
}

std::string written(const std::vector<model::alert>& desired, const std::vector<model::alert>& live = {},
                    const model::kept_parts& kept = {}) {
    json::writer to;
    encode_today_alerts(to, desired, live, kept);
    return to.take();
}

}  // namespace

TEST_CASE("an alert's options may be null, empty or absent, and its threshold a text") {
    for (const char* options : {R"(, "options": null)", R"(, "options": {})", ""}) {
        const auto alert = read(
            R"({"id": 5, "type": "FailureAlertConfiguration", "send_for": "first_time", "should_send_recovery": true)" +
            std::string(options) + "}");
        CHECK(alert.type == "failure");
        CHECK(alert.id == 5);
        CHECK_FALSE(alert.threshold);
    }
    for (const auto& [threshold, value] : {std::pair{"75", 75}, {R"("75")", 75}, {"0", 0}, {R"("0")", 0}}) {
        CHECK(read(R"({"type": "InvalidRecordPercentAlertConfiguration", "options": {"threshold": )" +
                   std::string(threshold) + "}}")
                  .threshold == value);
    }
}

TEST_CASE("an alert of a type that is there takes its id, the one that says the same first") {
    std::vector<model::alert> live{of_type("failure"), of_type("status"), of_type("status")};
    live[0].id = 1;
    live[1].id = 2;
    live[1].status_name = "started";
    live[2].id = 3;
    live[2].status_name = "completed";
    model::alert completed = of_type("status");
    completed.status_name = "completed";
    CHECK(
        written({completed, of_type("failure")}, live) ==
        R"([{"id":3,"type":"StatusAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{"status_name":"completed"}},)"
        R"({"id":1,"type":"FailureAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{}}])");
    CHECK(written({}, live) == "[]");
}

TEST_CASE("each id is given once, and a new alert has none") {
    std::vector<model::alert> live{of_type("failure")};
    live[0].id = 1;
    const std::string text = written({of_type("failure"), of_type("failure")}, live);
    CHECK(text.find(R"("id":1)") != std::string::npos);
    CHECK(text.find(R"("id":1)") == text.rfind(R"("id":1)"));
}

TEST_CASE("what is not understood in full goes back as it was read") {
    const std::string json =
        R"({"id":7,"options":{"lookback_of_runs":5,"record_type":"records_processed","threshold":20},)"
        R"("send_for":"first_time","should_send_recovery":true,"type":"RecordCountDeviationAlertConfiguration"})";
    CHECK(written({of_type("record_count_deviation")}, {read(json)}) == "[" + json + "]");
}

TEST_CASE("the alert that takes no frequency is sent without one") {
    CHECK(written({of_type("full_sync_trigger")}) ==
          R"([{"type":"FullSyncTriggerAlertConfiguration","options":{}}])");
}

TEST_CASE("a type that is none of ours keeps its word") {
    CHECK(read(R"({"type": "LaterAlertConfiguration"})").type == "LaterAlertConfiguration");
    model::kept_parts kept;
    CHECK(decode("{}", [&](const json::reader& row) { return decode_today_alert(row, 0, kept); }).problem ==
          "/type is missing");
}

// Law 8: the API replaces `alert_attributes` whole.
TEST_CASE("members of an alert that are not known go back with it, and with no other") {
    model::kept_parts kept;
    const std::vector<model::alert> live{
        read(R"({"id": 1, "type": "FailureAlertConfiguration", "channel": "slack"})", 0, kept),
        read(
            R"({"id": 2, "type": "StatusAlertConfiguration", "options": {"status_name": "started", "days": [1]}})",
            1, kept)};
    model::alert status = live[1];
    status.status_name = "completed";
    CHECK(
        written({status, of_type("failure"), of_type("failure")}, live, kept) ==
        R"([{"id":2,"type":"StatusAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{"status_name":"completed","days":[1]}},)"
        R"({"id":1,"type":"FailureAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{},"channel":"slack"},)"
        R"({"type":"FailureAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{}}])");
}
