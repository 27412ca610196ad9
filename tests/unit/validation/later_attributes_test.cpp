#include <doctest/doctest.h>

#include "validation/validate.hpp"

// The rules of attributes that came after the API of 2021: those of `check_structure`, and what a generation
// cannot express.

namespace {

using namespace censusctl;
using diagnostics::code;
using model::ability;
using model::attribute;

manifest::declared_sync sync_named(const char* key) {
    manifest::declared_sync sync;
    sync.key = {key, {0, 3, 3, 5}};
    sync.spec.label = key;
    sync.spec.operation = "upsert";
    sync.run.value = "on_change";
    sync.at.set(attribute::operation, {0, 4, 5, 6});
    manifest::declared_mapping mapping;
    mapping.spec.from = model::column_source{"EMAIL"};
    mapping.at.set(attribute::mapping_from, {0, 9, 9, 5});
    mapping.spec.to = "external_id";
    mapping.spec.is_primary_identifier = true;
    sync.mappings.push_back(mapping);
    return sync;
}

std::vector<diagnostics::diagnostic> check(const std::vector<manifest::declared_sync>& syncs) {
    diagnostics::collector problems;
    validation::check_structure(syncs, problems);
    return problems.all();
}

manifest::declared_sync with_cron(const char* text) {
    manifest::declared_sync sync = sync_named("a");
    sync.spec.schedule.frequency = "expression";
    sync.spec.schedule.cron_expression = text;
    sync.at.set(attribute::cron_expression, {0, 6, 20, 9});
    return sync;
}

manifest::declared_sync after_run_of(const char* key, const char* parent) {
    manifest::declared_sync sync = sync_named(key);
    sync.spec.triggers.sync_sequence.key = parent;
    sync.at.set(attribute::sync_sequence, {0, 7, 9, 5});
    return sync;
}

/// A generation that can say everything but some attributes, which `v1` can.
model::capabilities without(std::initializer_list<attribute> some) {
    model::capabilities can;
    can.generation = "2021";
    for (const attribute id : some) {
        can.attributes[static_cast<std::size_t>(id)] = {ability::none, {{{"v2", {}}, {"v1", "2027-01-15"}}}};
    }
    return can;
}

std::vector<diagnostics::diagnostic> check(const manifest::declared_sync& sync,
                                           const model::capabilities& can) {
    diagnostics::collector problems;
    const std::vector<manifest::declared_sync> syncs{sync};
    const auto resolved =
        validation::resolve(syncs, {}, problems, validation::metadata_origin::workspace, can);
    std::vector<diagnostics::diagnostic> found;
    for (const auto& problem : problems.all()) {
        if (problem.id == code::attribute_unsupported || problem.id == code::source_object_unknown) {
            found.push_back(problem);
        }
    }
    return found;
}

}  // namespace

TEST_CASE("a cron expression is refused where the API refuses it, at its place") {
    CHECK(check({with_cron("0 */4 * * *")}).empty());
    const auto problems = check({with_cron("61 * * * *")});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::cron_invalid);
    CHECK(problems[0].level == diagnostics::severity::error);
    CHECK(problems[0].where.column == 20);
    CHECK(problems[0].sync == "a");
    CHECK(check({with_cron("@daily")}).size() == 1);
}

TEST_CASE("a range in a cron expression is a warning") {
    const auto problems = check({with_cron("0 8 * * 1-5")});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::cron_invalid);
    CHECK(problems[0].level == diagnostics::severity::warning);
    CHECK(problems[0].hints == std::vector<std::string>{"write 1,2,3,4,5 for 1-5"});
}

TEST_CASE("parts of a schedule have no effect beside a cron expression, nor it beside another frequency") {
    auto sync = with_cron("0 8 * * *");
    sync.spec.schedule.hour = 8;
    sync.at.set(attribute::schedule_hour, {0, 6, 40, 1});
    auto problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::schedule_field_unused);
    CHECK(problems[0].message == "hour has no effect with frequency 'expression'");

    sync = with_cron("0 8 * * *");
    sync.spec.schedule.frequency = "hourly";
    problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::schedule_field_unused);
    CHECK(problems[0].message == "cron_expression has no effect with frequency 'hourly'");
}

TEST_CASE("a sequence names a sync that some manifest declares") {
    CHECK(check({sync_named("warehouse"), after_run_of("users", "warehouse")}).empty());
    const auto problems = check({sync_named("warehouse"), after_run_of("users", "warehose")});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::trigger_sync_unknown);
    CHECK(problems[0].message == "no manifest declares a sync 'warehose'");
    CHECK(problems[0].hints == std::vector<std::string>{"did you mean 'warehouse'?"});
    CHECK(problems[0].where.line == 7);
    CHECK(problems[0].sync == "users");
}

TEST_CASE("syncs that start each other in a circle never begin") {
    const auto problems =
        check({after_run_of("a", "b"), after_run_of("b", "c"), after_run_of("c", "a"), sync_named("d")});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::trigger_cycle);
    CHECK(problems[0].message == "syncs start each other in a circle: 'a' after 'b' after 'c' after 'a'");
    const auto itself = check({after_run_of("a", "a")});
    REQUIRE(itself.size() == 1);
    CHECK(itself[0].id == code::trigger_cycle);
}

TEST_CASE("a wait of apply and a start by the workspace are no circle together") {
    auto first = after_run_of("a", "b");
    auto second = sync_named("b");
    second.after.push_back({"a", {0, 8, 5, 1}});
    CHECK(check({first, second}).empty());
}

TEST_CASE("an attribute that has no effect beside the others is a warning at its place") {
    auto sync = sync_named("a");
    sync.spec.mirror_strategy = "upload_and_swap";
    sync.at.set(attribute::mirror_strategy, {0, 12, 5, 15});
    auto problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::attribute_unused);
    CHECK(problems[0].level == diagnostics::severity::warning);
    CHECK(problems[0].message == "mirror_strategy has no effect without operation 'mirror'");
    CHECK(problems[0].where.line == 12);
    sync.spec.operation = "mirror";
    CHECK(check({sync}).empty());

    auto typed = sync_named("a");
    typed.mappings[0].spec.field_type = "String";
    typed.mappings[0].at.set(attribute::field_type, {0, 9, 60, 6});
    problems = check({typed});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "field_type has no effect without generate_field 'true'");
    typed.mappings[0].spec.generate_field = true;
    CHECK(check({typed}).empty());
}

TEST_CASE("the tags of a template are closed") {
    auto sync = sync_named("a");
    sync.mappings[0].spec.from = model::liquid_source{"{{ record['NAME'] | upcase }}"};
    sync.mappings[0].at.set(attribute::liquid_template, {0, 9, 30, 20});
    CHECK(check({sync}).empty());
    sync.mappings[0].spec.from = model::liquid_source{"{% if record['NAME'] %}x"};
    const auto problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::value_invalid);
    CHECK(problems[0].where.column == 30);
}

TEST_CASE("what a generation cannot express is an error at its place, and names those that can") {
    auto sync = sync_named("a");
    sync.spec.alerts.emplace();
    sync.at.set(attribute::alerts, {0, 11, 5, 6});
    sync.mappings[0].spec.from = model::liquid_source{"x"};
    sync.mappings[0].at.set(attribute::liquid_template, {0, 9, 30, 1});
    CHECK(check(sync, {}).empty());
    const auto problems = check(sync, without({attribute::alerts, attribute::liquid_template}));
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].id == code::attribute_unsupported);
    CHECK(problems[0].level == diagnostics::severity::error);
    CHECK(problems[0].message == "the API of generation 2021 cannot express 'alerts'");
    CHECK(problems[0].hints == std::vector<std::string>{"generation v2 can, and v1 can until 2027-01-15"});
    CHECK(problems[0].where.line == 11);
    CHECK(problems[0].sync == "a");
    CHECK(problems[1].message == "the API of generation 2021 cannot express 'from.liquid_template'");
    CHECK(problems[1].where.column == 30);
}

TEST_CASE("an operation or a kind of source that a generation does not have is told of once") {
    auto sync = sync_named("a");
    sync.spec.operation = "delete";
    auto problems = check(sync, without({attribute::delete_operation}));
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "the API of generation 2021 cannot express 'operation: delete'");
    CHECK(problems[0].where.line == 4);

    const std::pair<const char*, attribute> kinds[] = {{"dataset", attribute::dataset_source},
                                                       {"segment", attribute::segment_source},
                                                       {"cohort", attribute::cohort_source},
                                                       {"topic", attribute::topic_source}};
    for (const auto& [kind, id] : kinds) {
        auto other = sync_named("a");
        other.source.object = {{kind, std::nullopt, "x", {}}, {0, 5, 20, 5}};
        problems = check(other, without({id}));
        REQUIRE(problems.size() == 1);
        CHECK(problems[0].message ==
              "the API of generation 2021 cannot express 'source." + std::string(kind) + "'");
        CHECK(problems[0].where.column == 20);
        CHECK(check(other, {}).empty());
    }
}

TEST_CASE("a threshold of 0 is taken by the web page, and perhaps not by the API") {
    auto sync = sync_named("a");
    model::alert alert;
    alert.type = "invalid_record_percent";
    alert.threshold = 1;
    sync.spec.alerts = {alert};
    CHECK(check({sync}).empty());
    sync.spec.alerts->front().threshold = 0;
    const auto problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == code::alert_threshold_zero);
    CHECK(problems[0].level == diagnostics::severity::warning);
    sync.spec.alerts->front().type = "runtime";
    CHECK(check({sync}).empty());
}
