#include "census/run_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

TEST_CASE("a run is read whole") {
    const auto read = decode(R"({"id": 94, "sync_id": 52, "source_record_count": 5, "records_processed": 4,
        "records_updated": 3, "records_failed": 2, "records_invalid": 1, "created_at": "c", "updated_at": "u",
        "completed_at": "e", "scheduled_execution_time": "s", "error_code": "X", "error_message": "m",
        "error_detail": "d", "status": "completed", "canceled": true, "full_sync": true,
        "sync_trigger_reason": {"ui_tag": "Manual", "ui_detail": "by hand"}})",
                             decode_run);
    CHECK(read.problem.empty());
    const model::sync_run& run = read.value;
    CHECK(run.id == 94);
    CHECK(run.sync_id == 52);
    CHECK(run.source_record_count == 5);
    CHECK(run.records_processed == 4);
    CHECK(run.records_updated == 3);
    CHECK(run.records_failed == 2);
    CHECK(run.records_invalid == 1);
    CHECK(run.created_at == "c");
    CHECK(run.updated_at == "u");
    CHECK(run.completed_at == "e");
    CHECK(run.scheduled_execution_time == "s");
    CHECK(run.error_code == "X");
    CHECK(run.error_message == "m");
    CHECK(run.error_detail == "d");
    CHECK(run.status == "completed");
    CHECK(run.canceled);
    CHECK(run.full_sync);
    CHECK(run.trigger_reason == "by hand");
}

TEST_CASE("a run that has just begun has no counts") {
    const auto read = decode(R"({"id": 1, "sync_id": 2, "status": "working", "records_updated": null,
        "completed_at": null, "sync_trigger_reason": null})",
                             decode_run);
    CHECK(read.problem.empty());
    CHECK_FALSE(read.value.records_updated.has_value());
    CHECK_FALSE(read.value.source_record_count.has_value());
    CHECK(read.value.completed_at.empty());
    CHECK(read.value.trigger_reason.empty());
    CHECK_FALSE(read.value.ended());
}

TEST_CASE("a run without its identity or status is a problem") {
    CHECK(decode(R"({"sync_id": 2, "status": "working"})", decode_run).problem == "/id is missing");
    CHECK(decode(R"({"id": 1, "status": "working"})", decode_run).problem == "/sync_id is missing");
    CHECK(decode(R"({"id": 1, "sync_id": 2})", decode_run).problem == "/status is missing");
    CHECK(decode(R"({"id": 1, "sync_id": 2, "status": "failed", "sync_trigger_reason": "x"})", decode_run)
              .problem == "/sync_trigger_reason is a string, expected an object");
    CHECK(
        decode(R"([{"id": 1, "sync_id": 2, "status": "failed"}, {"id": 2}])", rows_of<decode_run>).problem ==
        "/1/sync_id is missing");
}

TEST_CASE("the id of a triggered run is read") {
    CHECK(decode(R"({"sync_run_id": 1234567890})", decode_triggered_run).value == 1234567890);
    CHECK(decode(R"({"sync_run_id": 12345678901})", decode_triggered_run).value == 12345678901);
    CHECK(decode(R"({"sync_id": 5})", decode_triggered_run).problem == "/sync_run_id is missing");
}
