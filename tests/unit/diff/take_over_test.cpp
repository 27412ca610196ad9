#include "diff/take_over.hpp"

#include <doctest/doctest.h>

#include "unit/diff/specs.hpp"

using namespace censusctl;

namespace {

const diff::comparison_context context{};

model::sync_spec plain() {
    model::sync_spec spec;
    spec.label = "Users";
    spec.operation = "upsert";
    spec.source = {4, "model", 15, "users", {}};
    spec.destination = {15, "user", ""};
    spec.schedule = {"weekly", "Sunday", 8, 30};
    spec.mappings = {{model::column_source{"EMAIL"}, "email", true, false, false, "", "", ""},
                     {model::column_source{"NAME"}, "name", false, false, false, "", "", ""}};
    return spec;
}

/// Another sync in every respect that an API of today knows.
model::sync_spec other() {
    model::sync_spec spec;
    spec.label = "People";
    spec.operation = "mirror";
    spec.source = {5, "table", std::nullopt, "", {"C", "S", "T"}};
    spec.destination = {16, "person", "lead"};
    spec.schedule = {"daily", "", 9, 0};
    spec.paused = true;
    spec.trigger_on_dbt_cloud_rebuild = true;
    spec.field_behavior = "sync_all_properties";
    spec.field_normalization = "lower_case";
    spec.triggers.dbt_cloud_job_id = "1";
    spec.triggers.sync_sequence.id = 7;
    spec.field_order = "mapping_order";
    spec.alerts = std::vector<model::alert>{{"failure", "", true, std::nullopt, "", "", ""}};
    spec.mirror_strategy = "upload_and_swap";
    spec.advanced_configuration = std::vector<model::setting>{{"bulk", "true", model::scalar_kind::boolean}};
    spec.mappings = {{model::constant_source{"text", "v", model::scalar_kind::text}, "name", true, true,
                      false, "merge", "o", "f"},
                     {model::column_source{"HUE"}, "hue", false, false, false, "", "", ""}};
    return spec;
}

}  // namespace

TEST_CASE("taking over every difference leaves none, either way") {
    for (const auto& [to, from] : {std::pair{plain(), other()}, std::pair{other(), plain()}}) {
        model::sync_spec merged = to;
        // What counts only with another frequency or behaviour comes to light in later rounds.
        for (int round = 0; round < 3; ++round) {
            for (const diff::field_change& change : diff::compare(merged, from, context)) {
                diff::take_over(merged, from, change.path, context);
            }
        }
        CHECK(diff::compare(merged, from, context).empty());
    }
}

TEST_CASE("taking over one difference leaves all others") {
    const model::sync_spec to = plain();
    const model::sync_spec from = other();
    for (const diff::field_change& change : diff::compare(to, from, context)) {
        CAPTURE(to_string(change.path));
        model::sync_spec merged = to;
        diff::take_over(merged, from, change.path, context);
        CHECK_FALSE(merged == to);
        for (const diff::field_change& left : diff::compare(merged, from, context)) {
            CHECK_FALSE(left.path == change.path);
        }
    }
}

TEST_CASE("field names are the same whatever their case, where the object says so") {
    model::sync_spec to = plain();
    model::sync_spec from = plain();
    from.mappings[1].to = "NAME";
    from.mappings[1].from = model::column_source{"FULL_NAME"};
    diff::take_over(to, from, {model::attribute::mapping_from, "name"}, {false});
    CHECK(to.mappings.size() == 2);
    CHECK(diff::compare(to, from, {false}).empty());
}
