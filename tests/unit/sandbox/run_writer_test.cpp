#include <doctest/doctest.h>

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include "sandbox/workspace.hpp"
#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace json = boost::json;

namespace {

std::string trigger(const workspace_client& client, std::int64_t sync) {
    const response got = client.ask("POST", "/syncs/" + std::to_string(sync) + "/trigger");
    return got.status == 200
               ? "/sync_runs/" + std::to_string(json::parse(got.body).at("data").at("sync_run_id").as_int64())
               : verdict(got);
}

}  // namespace

TEST_CASE("a run works for three requests and completes with counts from the world") {
    const workspace_client client{options_of("reference")};
    json::object sync = json::parse(R"({"operation": "mirror",
        "source_attributes": {"connection_id": 12, "data_source": {"type": "model", "name": "test_ads"}},
        "destination_attributes": {"connection_id": 15, "object": "user_data"},
        "mappings": [{"from": "hashed_email", "to": "user_identifier.hashed_email_PREHASHED",
                      "is_primary_identifier": true}]})")
                            .as_object();
    const std::string run = trigger(client, client.create(sync));
    for (int i = 0; i < 2; ++i) {
        const json::value working = client.data(run);
        CHECK(working.at("status") == "working");
        CHECK(working.at("current_step") == "Running sync");
        for (const char* key :
             {"source_record_count", "records_processed", "records_updated", "records_failed", "completed_at",
              "error_code", "error_message", "error_detail"})
            CHECK(working.at(key).is_null());
    }
    const json::value done = client.data(run);
    CHECK(done.at("status") == "completed");
    CHECK(!done.as_object().contains("current_step"));
    CHECK(done.at("source_record_count") == 250);
    CHECK(done.at("records_processed") == 250);
    CHECK(done.at("records_invalid") == 4);
    CHECK(done.at("records_failed") == 1);
    CHECK(done.at("records_updated") == 245);
    CHECK(done.at("created_at") == "2021-11-01T00:00:02.000Z");
    CHECK(done.at("completed_at") == "2021-11-01T00:00:05.000Z");
    CHECK(done.at("updated_at") == "2021-11-01T00:00:05.000Z");
    CHECK(done.at("canceled") == false);
    CHECK(done.at("full_sync") == true);
    CHECK(client.data(run) == done);
}

TEST_CASE("a run that the world makes fail ends with its error and no counts") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    sync["source_attributes"] =
        json::parse(R"({"connection_id": 12, "data_source": {"type": "model", "name": "broken_test"}})");
    sync["mappings"] =
        json::parse(R"([{"from": "USER_ID", "to": "external_id", "is_primary_identifier": true}])");
    const std::int64_t id = client.create(sync);
    const std::string run = trigger(client, id);
    CHECK(client.data(run).at("status") == "working");
    CHECK(client.data(run).at("error_code").is_null());
    const json::value failed = client.data(run);
    const json::value example = reference_example("get_syncs_id_sync_runs").at("data").at(1);
    CHECK(failed.at("status") == "failed");
    CHECK(failed.at("completed_at").is_null());
    CHECK(failed.at("records_processed").is_null());
    CHECK(failed.at("records_updated").is_null());
    CHECK(failed.at("records_failed").is_null());
    CHECK(failed.at("records_invalid") == 0);
    CHECK(failed.at("source_record_count") == 100);
    CHECK(failed.at("error_code") == "JSON_ARRAY_ERROR");
    CHECK(failed.at("error_message") == example.at("error_message"));
    CHECK(failed.at("current_step") == "Running sync");
    CHECK(client.data("/syncs/" + std::to_string(id) + "/sync_runs").at(0) == failed);
}

TEST_CASE("a second trigger tells the run that is working and starts another one afterwards") {
    const workspace_client client{options_of("reference")};
    const std::string first = trigger(client, 61);
    CHECK(trigger(client, 61) == first);
    CHECK(trigger(client, 60) != first);  // another sync runs beside it
    CHECK(client.data(first).at("status") == "completed");
    const std::string second = trigger(client, 61);
    CHECK(second.starts_with("/sync_runs/"));
    const json::value runs = client.data("/syncs/61/sync_runs");
    REQUIRE(runs.as_array().size() == 2);
    CHECK("/sync_runs/" + std::to_string(runs.at(0).at("id").as_int64()) == second);
    CHECK(runs.at(0).at("status") == "working");
    CHECK(runs.at(1).at("status") == "completed");
}

TEST_CASE("a paused sync can be triggered") {
    const workspace_client client{options_of("reference")};
    json::object sync = good_sync();
    sync["paused"] = true;
    CHECK(trigger(client, client.create(sync)) == "/sync_runs/1234567890");
}

TEST_CASE("a trigger takes a body and ignores it") {
    const workspace_client client{options_of("reference")};
    CHECK(client.ask("POST", "/syncs/61/trigger", "not json").status == 200);
}
