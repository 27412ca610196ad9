#pragma once
#include <string>
#include <utility>

#include "plan/drift.hpp"
#include "support/changes.hpp"
#include "unit/report/samples.hpp"

/// Drifts for the tests of this station.
namespace censusctl::test {

inline model::sync_run sample_run(std::int64_t id, const std::string& status) {
    model::sync_run run;
    run.id = id;
    run.sync_id = 61;
    run.status = status;
    run.created_at = "2021-10-20T02:48:40.373Z";
    run.updated_at = "2021-10-20T02:49:53.430Z";
    run.records_invalid = 2;
    if (status == "completed") {
        run.completed_at = run.updated_at;
        run.records_processed = 1200;
        run.records_updated = 1190;
        run.records_failed = 8;
    } else if (status == "failed") {
        run.error_code = "JSON_ARRAY_ERROR";
        run.error_message = run.error_detail = "The array field is no JSON array.";
    }
    return run;
}

/// One sync in each state.
inline plan::drift sample_drift() {
    const plan::lineage ends{"Snowflake - Prod", "braze_test", "Braze", "user"};
    plan::drift made;
    made.base_url = "https://app.getcensus.com/api/v1";
    made.api = "2021";
    made.base = "origin/main (0123456789ab)";
    made.runs_read = 10;

    plan::drift_sync& missing = made.syncs.emplace_back();
    missing.state = plan::drift_state::missing;
    missing.key = "braze-users";
    missing.label = "Braze users";
    missing.source = {0, 3, 3, 11};
    missing.ends = ends;
    missing.moved = plan::moved_side::workspace;

    plan::drift_sync& changed = made.syncs.emplace_back();
    changed.state = plan::drift_state::changed;
    changed.key = "accounts";
    changed.label = "Kunden 用户";
    changed.sync_id = 61;
    changed.source = {0, 7, 3, 8};
    changed.updated_at = "2021-10-22T00:43:44.173Z";
    changed.ends = ends;
    changed.fields = {
        {{model::attribute::schedule_hour, {}},
         std::int64_t{9},
         std::int64_t{8},
         plan::moved_side::files,
         std::int64_t{9}},
        {{model::attribute::paused, {}}, true, false, plan::moved_side::workspace, false},
        {{model::attribute::mapping_from, "cohort"},
         test::column("COHORT"),
         test::constant("text", "cohort_1"),
         plan::moved_side::both,
         std::nullopt},
        {{model::attribute::label, {}}, nullptr, "Kunden 用户", plan::moved_side::unknown, std::nullopt},
    };
    changed.moved = plan::moved_side::both;
    changed.paused_though_live = true;
    changed.runs = plan::health_of({sample_run(95, "working"), sample_run(94, "failed"),
                                    sample_run(93, "completed"), sample_run(92, "skipped")});

    plan::drift_sync& same = made.syncs.emplace_back();
    same.key = same.label = "same";
    same.sync_id = 62;
    same.source = {0, 7, 3, 4};
    same.ends = ends;
    same.runs = plan::health_of({});

    plan::drift_sync& faulty = made.syncs.emplace_back();
    faulty.state = plan::drift_state::faulty;
    faulty.key = "faulty";
    faulty.ends = ends;

    plan::drift_sync& unmanaged = made.syncs.emplace_back();
    unmanaged.state = plan::drift_state::unmanaged;
    unmanaged.sync_id = 58;
    unmanaged.moved = plan::moved_side::workspace;
    unmanaged.ends = ends;
    plan::drift_sync& second = made.syncs.emplace_back(unmanaged);
    second.sync_id = 60;
    second.label = "It's \"quoted\"";
    second.moved = plan::moved_side::files;

    made.counts = {1, 1, 2, 1, 1, 1, 1, 4, 2};
    return made;
}

/// The sample with hostile text in every place that takes text from outside.
inline plan::drift hostile_drift() {
    plan::drift made = sample_drift();
    made.base_url = made.api = made.base = hostile;
    for (plan::drift_sync& sync : made.syncs) {
        sync.key = sync.key.empty() ? sync.key : hostile;
        sync.label = sync.updated_at = hostile;
        sync.ends = {hostile, hostile, hostile, hostile};
        for (plan::drift_field& field : sync.fields) {
            field.path = {model::attribute::mapping_from, hostile};
            field.live = field.declared = hostile;
            field.base = hostile;
        }
        if (sync.runs) {
            for (model::sync_run& run : sync.runs->runs) {
                run.status = run.created_at = run.updated_at = run.completed_at = hostile;
                run.error_code = run.error_message = run.error_detail = hostile;
            }
        }
    }
    diagnostics::diagnostic problem = unknown_field();
    problem.message = problem.sync = hostile;
    made.diagnostics = {problem};
    return made;
}

}  // namespace censusctl::test
