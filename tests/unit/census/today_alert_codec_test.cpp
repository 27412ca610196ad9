#include "census/today_alert_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

/// The alerts of a list, with what is kept of them in `kept`.
std::vector<model::alert> read(const std::string& list, model::kept_parts& kept) {
    const auto alerts = decode("{\"alert_attributes\": " + list + "}",
                               [&](const json::reader& sync) { return decode_today_alerts(sync, kept); });
    CHECK(alerts.problem == "");
    return alerts.value.value();
}

model::alert read(const std::string& json) {
    model::kept_parts kept;
    const auto alerts = read("[" + json + "]", kept);
    REQUIRE(alerts.size() == 1);
    return alerts.front();
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

TEST_CASE("of two alerts of one kind, the one that is told of alike keeps its id") {
    std::vector<model::alert> live{of_type("failure"), of_type("failure")};
    live[0].id = 1;
    live[1].id = 2;
    live[1].send_for = "every_time";
    live[1].should_send_recovery = false;
    CHECK(
        written({live[1]}, live) ==
        R"([{"id":2,"type":"FailureAlertConfiguration","send_for":"every_time","should_send_recovery":false,"options":{}}])");
    model::alert once = of_type("failure");
    once.send_for = "first_time";
    CHECK(written({once}, live).find(R"("id":1)") != std::string::npos);
}

// Law 8.
TEST_CASE("an alert of a type that no file can state is no alert of the spec, and goes back as it was read") {
    const std::string deviation =
        R"({"id":7,"options":{"lookback_of_runs":5,"record_type":"records_processed","threshold":20},)"
        R"("send_for":"first_time","should_send_recovery":true,"type":"RecordCountDeviationAlertConfiguration"})";
    const std::string later = R"({"id":9,"type":"LaterAlertConfiguration","when":[1]})";
    model::kept_parts kept;
    const auto live = read(
        "[" + deviation + R"(, {"id": 8, "type": "FailureAlertConfiguration", "by": "mail"}, )" + later + "]",
        kept);
    REQUIRE(live.size() == 1);
    CHECK(live[0].id == 8);
    CHECK(path_of(kept.members[0]) == "alerts.RecordCountDeviationAlertConfiguration");
    CHECK(
        written(live, live, kept) ==
        R"([{"id":8,"type":"FailureAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{},"by":"mail"},)" +
            deviation + "," + later + "]");
    CHECK(written({}, live, kept) == "[" + deviation + "," + later + "]");
}

TEST_CASE("the alert that takes no frequency is sent without one") {
    CHECK(written({of_type("full_sync_trigger")}) ==
          R"([{"type":"FullSyncTriggerAlertConfiguration","options":{}}])");
}

TEST_CASE("the alert that takes no frequency keeps the one that the workspace has") {
    model::alert there = of_type("full_sync_trigger");
    there.id = 4;
    there.send_for = "every_time";
    CHECK(written({of_type("full_sync_trigger")}, {there}) ==
          R"([{"id":4,"type":"FullSyncTriggerAlertConfiguration","send_for":"every_time","options":{}}])");
}

TEST_CASE("an alert must have a type, and a list may be missing") {
    model::kept_parts kept;
    const auto reading = [&](const json::reader& sync) {
        return decode_today_alerts(sync, kept);
    };
    CHECK(decode(R"({"alert_attributes": [{}]})", reading).problem == "/alert_attributes/0/type is missing");
    CHECK_FALSE(decode("{}", reading).value);
    CHECK_FALSE(decode(R"({"alert_attributes": null})", reading).value);
    CHECK(decode(R"({"alert_attributes": []})", reading).value->empty());
}

// Law 8: the API replaces `alert_attributes` whole.
TEST_CASE("members of an alert that are not known go back with it, and with no other") {
    model::kept_parts kept;
    const auto live = read(
        R"([{"id": 1, "type": "FailureAlertConfiguration", "channel": "slack"},
            {"id": 2, "type": "StatusAlertConfiguration", "options": {"status_name": "started", "days": [1]}}])",
        kept);
    model::alert status = live[1];
    status.status_name = "completed";
    CHECK(
        written({status, of_type("failure"), of_type("failure")}, live, kept) ==
        R"([{"id":2,"type":"StatusAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{"status_name":"completed","days":[1]}},)"
        R"({"id":1,"type":"FailureAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{},"channel":"slack"},)"
        R"({"type":"FailureAlertConfiguration","send_for":"first_time","should_send_recovery":true,"options":{}}])");
}
