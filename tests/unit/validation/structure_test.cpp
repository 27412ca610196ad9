#include <doctest/doctest.h>

#include "validation/validate.hpp"

namespace {

using namespace censusctl;
using model::attribute;

manifest::declared_sync sync_named(const char* key) {
    manifest::declared_sync made;
    made.key = {key, {0, 3, 3, 5}};
    made.spec.label = key;
    made.spec.operation = "upsert";
    made.run.value = "on_change";
    made.at.set(attribute::operation, {0, 4, 5, 6});
    manifest::declared_mapping mapping;
    mapping.spec.from = model::column_source{"EMAIL"};
    mapping.at.set(attribute::mapping_from, {0, 9, 9, 5});
    mapping.spec.to = "external_id";
    mapping.at.set(attribute::mapping_to, {0, 9, 20, 11});
    mapping.spec.is_primary_identifier = true;
    mapping.at.set(attribute::is_primary_identifier, {0, 9, 40, 4});
    made.mappings.push_back(mapping);
    made.at.set(attribute::mappings, {0, 8, 5, 8});
    return made;
}

std::vector<diagnostics::diagnostic> check(const std::vector<manifest::declared_sync>& syncs) {
    diagnostics::collector problems;
    validation::check_structure(syncs, problems);
    return problems.all();
}

}  // namespace

TEST_CASE("a plain sync has no problem") {
    CHECK(check({sync_named("a")}).empty());
}

TEST_CASE("two syncs of one label are told apart by nothing") {
    auto second = sync_named("b");
    second.spec.label = "a";
    second.at.set(attribute::label, {0, 30, 5, 1});
    const auto problems = check({sync_named("a"), second});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::label_duplicate);
    CHECK(problems[0].message == "sync 'b' has the label 'a' of sync 'a'");
    CHECK(problems[0].where.line == 30);
    CHECK(problems[0].sync == "b");
}

TEST_CASE("exactly one mapping is the primary identifier") {
    auto none = sync_named("a");
    none.mappings[0].spec.is_primary_identifier = false;
    auto problems = check({none});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::primary_identifier_missing);
    CHECK(problems[0].message == "sync 'a' has no primary identifier");
    diagnostics::collector left_to_metadata;
    validation::check_structure({none}, left_to_metadata, validation::missing_keys::by_metadata);
    CHECK(left_to_metadata.all().empty());
    for (const char* operation : {"append", "mirror"}) {
        none.spec.operation = operation;
        CHECK(check({none}).empty());
    }

    auto two = sync_named("a");
    two.mappings.push_back(two.mappings[0]);
    two.mappings[1].spec.to = "email";
    problems = check({two});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::primary_identifier_multiple);
    CHECK(problems[0].message == "sync 'a' has more than one primary identifier: 'email' and 'external_id'");
}

TEST_CASE("a lookup needs both its parts") {
    auto sync = sync_named("a");
    sync.mappings[0].spec.lookup_object = "user_list";
    sync.mappings[0].at.set(attribute::lookup_object, {0, 9, 60, 9});
    const auto problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::lookup_incomplete);
    CHECK(problems[0].message == "the mapping to 'external_id' has lookup_object without lookup_field");
    CHECK(problems[0].where.column == 60);
}

TEST_CASE("a schedule has what its frequency needs and no more") {
    auto sync = sync_named("a");
    sync.spec.schedule.frequency = "weekly";
    sync.at.set(attribute::schedule_frequency, {0, 5, 5, 6});
    auto problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "a weekly schedule needs a day");

    sync.spec.schedule.frequency = "daily";
    sync.spec.schedule.hour = 25;
    sync.at.set(attribute::schedule_hour, {0, 5, 20, 2});
    problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::schedule_out_of_range);
    CHECK(problems[0].message == "hour is 25, and must be from 0 to 24");

    sync.spec.schedule.frequency = "hourly";
    sync.spec.schedule.hour = 3;
    problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::schedule_field_unused);
    CHECK(problems[0].level == diagnostics::severity::warning);
    CHECK(problems[0].message == "hour has no effect with frequency 'hourly'");
}

TEST_CASE("after of a sync that no apply runs has no effect") {
    auto first = sync_named("a");
    auto second = sync_named("b");
    second.after = {{"a", {0, 30, 12, 1}}};
    CHECK(check({first, second}).empty());
    second.run.value = "never";
    const auto problems = check({first, second});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::after_unused);
    CHECK(problems[0].level == diagnostics::severity::warning);
    CHECK(problems[0].message == "`after` has no effect: no apply runs 'b'");
    CHECK(problems[0].where.line == 30);
    second.at.set_reported(attribute::run);
    CHECK(check({first, second}).empty());
}

TEST_CASE("after names declared syncs and makes no circle") {
    auto a = sync_named("aaa");
    auto b = sync_named("bbb");
    a.after.push_back({"bbb", {0, 7, 9, 3}});
    CHECK(check({a, b}).empty());
    b.after.push_back({"aaa", {0, 17, 9, 3}});
    auto problems = check({a, b});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::after_cycle);
    CHECK(problems[0].message == "syncs wait for each other: 'aaa' after 'bbb' after 'aaa'");
    CHECK(problems[0].where.line == 17);

    b.after[0].value = "aab";
    problems = check({a, b});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::after_unknown);
    CHECK(problems[0].message == "no manifest declares a sync 'aab'");
    CHECK(problems[0].hints == std::vector<std::string>{"did you mean 'aaa'?"});
}

TEST_CASE("an hour may be 24 as the API says and no more") {
    auto sync = sync_named("a");
    sync.spec.schedule.frequency = "daily";
    sync.at.set(attribute::schedule_frequency, {0, 5, 5, 6});
    for (const std::int64_t hour : {0, 24}) {
        sync.spec.schedule.hour = hour;
        sync.at.set(attribute::schedule_hour, {0, 5, 20, 2});
        CHECK(check({sync}).empty());
    }
    sync.spec.schedule.minute = 60;
    sync.at.set(attribute::schedule_minute, {0, 5, 30, 2});
    const auto problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message == "minute is 60, and must be from 0 to 59");
    CHECK(problems[0].where.column == 30);
}

TEST_CASE("a normalization without all properties does nothing") {
    auto sync = sync_named("a");
    sync.spec.field_normalization = "snake_case";
    sync.at.set(attribute::field_normalization, {0, 6, 25, 10});
    const auto problems = check({sync});
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].id == diagnostics::code::field_normalization_unused);
    CHECK(problems[0].level == diagnostics::severity::warning);
    CHECK(problems[0].where.line == 6);
    sync.spec.field_behavior = "sync_all_properties";
    CHECK(check({sync}).empty());
}

TEST_CASE("thousands of wrong names are all reported though few are guessed at") {
    std::vector<manifest::declared_sync> syncs;
    for (int number = 0; number < 3000; ++number) {
        syncs.push_back(sync_named(("sync-" + std::to_string(number)).c_str()));
        syncs.back().after.push_back({"sync_x" + std::to_string(number), {0, 7, 9, 3}});
    }
    const auto problems = check(syncs);
    REQUIRE(problems.size() == 3000);
    CHECK_FALSE(problems.front().hints.empty());
    CHECK(problems.back().hints.empty());
}
