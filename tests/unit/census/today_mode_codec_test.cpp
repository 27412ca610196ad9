#include "census/today_mode_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

model::live_sync read(const std::string& sync) {
    const auto live = decode(sync, decode_today_mode);
    CHECK(live.problem == "");
    return live.value;
}

std::string written(const model::live_sync& live) {
    json::writer to;
    encode_today_mode(to, live.spec, live.kept);
    return to.take();
}

}  // namespace

TEST_CASE("a mode's triggers are read, and go back whole with those that are not known") {
    const auto live = read(R"({"mode": {"type": "triggered", "triggers": {
        "schedule": {"frequency": "weekly", "day": "Sunday", "hour": 8, "minute": 30, "cron_expression": null},
        "dbt_cloud": {"project_id": 12345, "job_id": "67890"}, "fivetran": {"job_id": "abc", "job_name": "Load"},
        "sync_sequence": {"sync_id": 203640}, "later": {"b": 1, "a": [2]}, "gone": null}}, "schedule_frequency": "daily"})");
    CHECK(live.spec.schedule.frequency == "weekly");
    CHECK(live.spec.triggers.dbt_cloud_project_id == "12345");
    CHECK(live.spec.triggers.sync_sequence.id == 203640);
    CHECK(live.kept.mode == "triggered");
    CHECK(
        written(live) ==
        R"({"type":"triggered","triggers":{"schedule":{"frequency":"weekly","day":"Sunday","hour":8,"minute":30},)"
        R"("dbt_cloud":{"project_id":"12345","job_id":"67890"},"fivetran":{"job_id":"abc","job_name":"Load"},)"
        R"("sync_sequence":{"sync_id":203640},"later":{"a":[2],"b":1}}})");
}

TEST_CASE("the parts that a server reckons of a cron expression are not sent") {
    const auto live = read(R"({"mode": {"type": "triggered", "triggers": {
        "schedule": {"frequency": "expression", "cron_expression": "0 */4 * * *", "day": "Sunday", "hour": 0, "minute": 0}}}})");
    CHECK(
        written(live) ==
        R"({"type":"triggered","triggers":{"schedule":{"frequency":"expression","cron_expression":"0 */4 * * *"}}})");
}

TEST_CASE("a sync that is older than modes has a flat schedule, and triggers beside it") {
    const auto live = read(
        R"({"schedule_frequency": "expression", "cron_expression": "15 6 * * 1", "triggers": {"dbt_cloud": {"project_id": "1", "job_id": "2"}}})");
    CHECK(live.spec.schedule.frequency == "expression");
    CHECK(live.spec.schedule.cron_expression == "15 6 * * 1");
    CHECK(live.spec.triggers.dbt_cloud_job_id == "2");
    CHECK(live.kept.mode.empty());
    CHECK(read("{}").spec.schedule.frequency == "never");
}

// Hazards 27, 37 and 38.
TEST_CASE("triggers that there are none of are absent, null or empty") {
    for (const char* sync :
         {R"({})", R"({"triggers": null})", R"({"triggers": {}})", R"({"mode": null})",
          R"({"mode": {"type": "triggered"}})", R"({"mode": {"type": "triggered", "triggers": null}})",
          R"({"mode": {"type": "triggered", "triggers": {}}})",
          R"({"mode": {"type": "triggered", "triggers": {"dbt_cloud": null, "sync_sequence": null}}})",
          R"({"mode": {"type": "triggered", "triggers": {"schedule": {"frequency": "never"}}}})"}) {
        CAPTURE(sync);
        const auto live = read(sync);
        CHECK(live.spec.triggers == model::triggers{});
        CHECK(live.spec.schedule.frequency == "never");
    }
}

// Law 8: the API replaces `mode` whole.
TEST_CASE("members that are not known go back within each part of a mode") {
    const std::string mode =
        R"({"type":"triggered","triggers":{"schedule":{"frequency":"daily","hour":8,"minute":0,"timezone":"UTC"},)"
        R"("dbt_cloud":{"project_id":"1","job_id":"2","account":3},"fivetran":{"job_id":"abc","team":"x"},)"
        R"("sync_sequence":{"sync_id":4,"on":"any"},"airflow":{"dag":"d"}},"window":{"to":9}})";
    auto live = read("{\"mode\": " + mode + "}");
    CHECK(written(live) == mode);
    live.spec.schedule.frequency = "expression";
    live.spec.schedule.cron_expression = "0 4 * * *";
    live.spec.triggers = {};
    CHECK(
        written(live) ==
        R"({"type":"triggered","triggers":{"schedule":{"frequency":"expression","cron_expression":"0 4 * * *","timezone":"UTC"},)"
        R"("airflow":{"dag":"d"}},"window":{"to":9}})");
}

TEST_CASE("a trigger of a known kind and an unknown shape goes back whole, unless the files say another") {
    for (const std::string trigger :
         {R"("dbt_cloud":{"account_id":"5"})", R"("fivetran":{"connection_ids":["5"]})",
          R"("sync_sequence":{"sync_ids":[7,8],"when":"all"})"}) {
        CAPTURE(trigger);
        for (const std::string& sync :
             {"{\"mode\": {\"type\": \"triggered\", \"triggers\": {" + trigger + "}}}",
              "{\"triggers\": {" + trigger + "}}"}) {
            auto live = read(sync);
            CHECK(live.spec.triggers == model::triggers{});
            const std::string head = R"({"type":"triggered","triggers":{"schedule":{"frequency":"never"},)";
            CHECK(written(live) == head + trigger + "}}");
            live.spec.triggers.dbt_cloud_project_id = "1";
            live.spec.triggers.fivetran_job_id = "2";
            live.spec.triggers.sync_sequence.id = 3;
            CHECK(
                written(live) ==
                head +
                    R"("dbt_cloud":{"project_id":"1"},"fivetran":{"job_id":"2"},"sync_sequence":{"sync_id":3}}})");
        }
    }
}

TEST_CASE("a live sync is known for one") {
    CHECK(read(R"({"mode": {"type": "live"}})").kept.mode == "live");
}

TEST_CASE("triggers that are not as described are told at their place") {
    CHECK(decode(R"({"mode": {"triggers": {"schedule": {"hour": "eight"}}}})", decode_today_mode).problem ==
          "/mode/triggers/schedule/hour is a string, expected a number");
    CHECK(decode(R"({"mode": {"triggers": {"sync_sequence": 5}}})", decode_today_mode).problem ==
          "/mode/triggers/sync_sequence is a number, expected an object");
}
