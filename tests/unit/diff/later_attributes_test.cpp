#include <doctest/doctest.h>

#include <functional>

#include "diff/compare.hpp"
#include "unit/diff/specs.hpp"

// The attributes that came after the API of 2021. The numbers are those of the API reference's hazards.

using namespace censusctl;
using namespace censusctl::diff;

namespace {

using model::sync_spec;
using paths = std::vector<std::string>;

paths differences(const sync_spec& desired, const sync_spec& live) {
    paths found;
    for (const field_change& change : compare(desired, live, {true})) {
        found.push_back(to_string(change.path));
    }
    return found;
}

/// A sync of which a file states nothing of a later generation.
sync_spec plain_sync() {
    return test::braze_sync();
}

model::alert failure_alert() {
    return {"failure", "first_time", true, {}, {}, {}, {}, {}};
}

model::alert percent_alert(std::int64_t threshold) {
    return {"invalid_record_percent", "first_time", true, threshold, {}, {}, {}, {}};
}

/// All that a server fills in by itself, or has for reasons of its own, beside what the file says.
sync_spec filled_in(sync_spec spec) {
    spec.field_order = "alphabetical_column_name";
    spec.alerts = {failure_alert(), percent_alert(75)};
    spec.alerts->front().id = 7;
    spec.mirror_strategy = "sync_updates_and_deletes";
    spec.historical_sync_operation = "skip_current_records";
    spec.high_water_mark_attribute = "UPDATED_AT";
    spec.advanced_configuration = {{"bulk", "true", model::scalar_kind::boolean}};
    for (model::mapping& one : spec.mappings) {
        one.sync_null_values = true;
        one.array_field = false;
        one.follow_source_type = false;
        one.field_type = "String";
    }
    model::mapping key;
    key.from = model::compound_key_source{{"ID", "DAY"}};
    key.to = "click._census_tracking_id";
    key.is_primary_identifier = true;
    spec.mappings.push_back(key);
    return spec;
}

}  // namespace

TEST_CASE("46 47 48 58 72 78 119: what a file does not state is left as the workspace has it") {
    const sync_spec desired = plain_sync();
    sync_spec live = filled_in(desired);
    CHECK(differences(desired, live).empty());
    live.operation = "mirror";
    CHECK(differences(desired, live) == paths{"operation"});
    for (const attribute_comparison& row : explain(desired, filled_in(desired), {true})) {
        CHECK_MESSAGE(row.equal, to_string(row.path));
        CHECK_FALSE(row.rule.empty());
    }
}

TEST_CASE(
    "31 32: a cron expression is compared as text but for its white space, and nothing that is computed "
    "of it") {
    sync_spec desired = plain_sync();
    desired.schedule = {"expression", "", {}, {}, "0 */4 * * *"};
    sync_spec live = desired;
    live.schedule = {"expression", "Sunday", 4, 0, " 0  */4 * * * "};
    CHECK(differences(desired, live).empty());
    CHECK(canonical_text(desired, {true}) == canonical_text(live, {true}));
    live.schedule.cron_expression = "0 */5 * * *";
    CHECK(differences(desired, live) == paths{"schedule.cron_expression"});
    live.schedule = {"daily", "", 4, 0, ""};
    CHECK(differences(desired, live) == paths{"schedule.frequency", "schedule.cron_expression"});
}

TEST_CASE("37 38 42: no triggers are the default, and a sequence is compared by the id of its parent") {
    const sync_spec desired = plain_sync();
    sync_spec live = desired;
    live.triggers.dbt_cloud_project_id = "1";
    live.triggers.dbt_cloud_job_id = "2";
    CHECK(differences(desired, live) == paths{"triggers.dbt_cloud.project_id", "triggers.dbt_cloud.job_id"});

    sync_spec follower = desired;
    follower.triggers.sync_sequence = {"warehouse", 61};
    live = desired;
    CHECK(differences(follower, live) == paths{"triggers.sync_sequence"});
    live.triggers.sync_sequence = {"", 61};
    CHECK(differences(follower, live).empty());
    follower.triggers.sync_sequence.id.reset();
    CHECK(differences(follower, live) == paths{"triggers.sync_sequence"});
}

TEST_CASE("73 74 75 76: alerts are a set, whatever their order and ids, with defaults filled in") {
    sync_spec desired = plain_sync();
    desired.alerts = {percent_alert(75), {"failure", "", {}, {}, {}, {}, {}}};
    sync_spec live = plain_sync();
    live.alerts = {failure_alert(), percent_alert(75)};
    live.alerts->front().id = 7;
    CHECK(differences(desired, live).empty());
    CHECK(canonical_text(desired, {true}) == canonical_text(live, {true}));

    live.alerts->push_back(percent_alert(75));
    CHECK(differences(desired, live) == paths{"alerts"});
    desired.alerts->push_back(percent_alert(80));
    CHECK(differences(desired, live) == paths{"alerts"});
    desired.alerts->back().threshold = 75;
    CHECK(differences(desired, live).empty());

    desired.alerts = std::vector<model::alert>{};
    const auto cleared = compare(desired, live, {true});
    REQUIRE(cleared.size() == 1);
    CHECK(std::get<std::string>(in_document(cleared[0].after)) == "none");
    live.alerts.reset();
    CHECK(differences(desired, live).empty());
}

TEST_CASE("how often an alert is sent counts, but of the one that cannot say it") {
    sync_spec desired = plain_sync();
    sync_spec live = plain_sync();
    for (const bool bare : {true, false}) {
        CAPTURE(bare);
        model::alert alert = failure_alert();
        alert.type = bare ? "full_sync_trigger" : "failure";
        desired.alerts = {alert};
        alert.send_for = "every_time";
        alert.should_send_recovery = false;
        live.alerts = {alert};
        CHECK(compare(desired, live, {true}).empty() == bare);
    }
}

TEST_CASE("50 119: of the advanced configuration only the settings of the file count, each by its value") {
    sync_spec desired = plain_sync();
    desired.advanced_configuration = {{"bulk", "true", model::scalar_kind::boolean},
                                      {"size", "5", model::scalar_kind::number}};
    sync_spec live = plain_sync();
    live.advanced_configuration = {{"size", "5.0", model::scalar_kind::text},
                                   {"bulk", "true", model::scalar_kind::text},
                                   {"extra", "x", model::scalar_kind::text}};
    CHECK(differences(desired, live).empty());
    live.advanced_configuration->front().value = "6";
    CHECK(differences(desired, live) == paths{"advanced_configuration"});
    live.advanced_configuration.reset();
    CHECK(differences(desired, live) == paths{"advanced_configuration"});
}

TEST_CASE("55: the order of mappings counts where the file says that fields are written in it") {
    sync_spec desired = plain_sync();
    sync_spec live = desired;
    std::swap(live.mappings[1], live.mappings[3]);
    CHECK(differences(desired, live).empty());
    desired.field_order = "mapping_order";
    live.field_order = "mapping_order";
    CHECK(differences(desired, live) == paths{"mappings"});
    CHECK(canonical_text(desired, {true}) != canonical_text(live, {true}));
    std::swap(live.mappings[1], live.mappings[3]);
    CHECK(differences(desired, live).empty());
}

TEST_CASE("56: flags of a mapping that a file states are compared with their defaults filled in") {
    sync_spec desired = plain_sync();
    const sync_spec live = desired;
    desired.mappings[1].sync_null_values = true;
    desired.mappings[1].follow_source_type = false;
    CHECK(differences(desired, live).empty());
    desired.mappings[1].sync_null_values = false;
    CHECK(differences(desired, live) == paths{"mappings[first_name].sync_null_values"});
    desired.mappings[1].sync_null_values.reset();
    desired.mappings[1].follow_source_type = true;
    CHECK(differences(desired, live) == paths{"mappings[first_name].follow_source_type"});
}

TEST_CASE("58: the type of a field counts where it is generated, and stated") {
    sync_spec desired = plain_sync();
    sync_spec live = desired;
    desired.mappings[1].field_type = "String";
    CHECK(differences(desired, live).empty());  // nothing is generated
    desired.mappings[1].generate_field = true;
    live.mappings[1].generate_field = true;
    CHECK(differences(desired, live) == paths{"mappings[first_name].field_type"});
}

TEST_CASE("47 49: a strategy, or a high water mark, that has no effect is not compared") {
    sync_spec desired = plain_sync();
    const sync_spec live = desired;
    desired.mirror_strategy = "upload_and_swap";
    desired.high_water_mark_attribute = "UPDATED_AT";
    desired.historical_sync_operation = "backfill_all_records";
    CHECK(differences(desired, live).empty());
    desired.operation = "mirror";
    CHECK(differences(desired, live) == paths{"operation", "mirror_strategy"});
    desired.operation = "append";
    CHECK(differences(desired, live) ==
          paths{"operation", "historical_sync_operation", "high_water_mark_attribute"});
}

TEST_CASE("63 64 71: each kind of what is written in place of a column is itself alone") {
    const std::vector<model::mapping_source> kinds{
        model::column_source{"name"},
        model::liquid_source{"name"},
        model::metadata_source{"name"},
        model::membership_source{"name"},
        model::constant_source{"text", "name", model::scalar_kind::text},
        model::opaque_source{R"({"type": "later", "data": "name"})"},
    };
    for (std::size_t left = 0; left < kinds.size(); ++left) {
        for (std::size_t right = 0; right < kinds.size(); ++right) {
            sync_spec desired = plain_sync();
            sync_spec live = desired;
            desired.mappings[1].from = kinds[left];
            live.mappings[1].from = kinds[right];
            CHECK(differences(desired, live) ==
                  (left == right ? paths{} : paths{"mappings[first_name].from"}));
            CHECK((canonical_text(desired, {true}) == canonical_text(live, {true})) == (left == right));
        }
    }
}

TEST_CASE("96 97: a model is the dataset that it became, and ids are counted apart in each kind") {
    sync_spec desired = plain_sync();
    sync_spec live = desired;
    live.source.type = "dataset";
    live.source.id = 12;
    live.source.name.clear();
    CHECK(differences(desired, live) == paths{"source.model", "source.dataset"});
    desired.source.dataset_id = 12;
    CHECK(differences(desired, live).empty());
    live.source.id = 13;
    CHECK(differences(desired, live) == paths{"source.model", "source.dataset"});

    for (const char* kind : {"table", "segment", "cohort", "topic"}) {
        live.source.type = kind;
        live.source.id = desired.source.id;
        CHECK(differences(desired, live) == paths{"source.model", "source." + std::string(kind)});
    }
}

TEST_CASE("law: any change of one attribute of a later generation is seen with exactly its path") {
    struct mutation {
        std::string path;
        std::function<void(sync_spec&)> change;
    };
    const std::vector<mutation> mutations{
        {"schedule.cron_expression",
         [](sync_spec& s) {
             s.schedule.cron_expression = "1 * * * *";
         }},
        {"triggers.dbt_cloud.project_id",
         [](sync_spec& s) {
             s.triggers.dbt_cloud_project_id += "1";
         }},
        {"triggers.dbt_cloud.job_id",
         [](sync_spec& s) {
             s.triggers.dbt_cloud_job_id += "1";
         }},
        {"triggers.fivetran.job_id",
         [](sync_spec& s) {
             s.triggers.fivetran_job_id += "1";
         }},
        {"triggers.fivetran.job_name",
         [](sync_spec& s) {
             s.triggers.fivetran_job_name += "1";
         }},
        {"triggers.sync_sequence",
         [](sync_spec& s) {
             s.triggers.sync_sequence.id = 9;
         }},
        {"field_order",
         [](sync_spec& s) {
             s.field_order = "source_column_order";
         }},
        {"alerts",
         [](sync_spec& s) {
             s.alerts->front().send_for = "every_time";
         }},
        {"alerts",
         [](sync_spec& s) {
             s.alerts->front().should_send_recovery = false;
         }},
        {"alerts",
         [](sync_spec& s) {
             s.alerts->back().threshold = 5;
         }},
        {"alerts",
         [](sync_spec& s) {
             s.alerts->pop_back();
         }},
        {"mirror_strategy",
         [](sync_spec& s) {
             s.mirror_strategy = "upload_and_swap";
         }},
        {"advanced_configuration",
         [](sync_spec& s) {
             s.advanced_configuration->front().value = "false";
         }},
        {"mappings[first_name].sync_null_values",
         [](sync_spec& s) {
             s.mappings[1].sync_null_values = false;
         }},
        {"mappings[first_name].field_type",
         [](sync_spec& s) {
             s.mappings[1].field_type += "1";
         }},
        {"mappings[first_name].array_field",
         [](sync_spec& s) {
             s.mappings[1].array_field = true;
         }},
        {"mappings[first_name].follow_source_type",
         [](sync_spec& s) {
             s.mappings[1].follow_source_type = true;
         }},
        {"mappings[first_name].from",
         [](sync_spec& s) {
             s.mappings[1].from = model::liquid_source{"{{ 1 }}"};
         }},
    };
    sync_spec live = filled_in(plain_sync());
    live.operation = "mirror";
    live.schedule = {"expression", "", {}, {}, "0 * * * *"};
    live.mappings[1].generate_field = true;
    for (const mutation& one : mutations) {
        sync_spec desired = live;
        one.change(desired);
        CHECK_MESSAGE(differences(desired, live) == paths{one.path}, one.path);
        CHECK_MESSAGE(canonical_text(desired, {true}) != canonical_text(live, {true}), one.path);
        for (const attribute_comparison& row : explain(desired, live, {true})) {
            CHECK_MESSAGE(row.equal == (to_string(row.path) != one.path), to_string(row.path));
            CHECK_MESSAGE(row.equal == (row.desired_canonical == row.live_canonical), to_string(row.path));
        }
    }
}
