#include "manifest/sync_reader.hpp"

#include <doctest/doctest.h>

#include "declared_text.hpp"
#include "reading.hpp"
#include "support/source_dir.hpp"

using namespace censusctl;
using model::attribute;

namespace {

manifest::declared_sync only_sync(const std::string& text) {
    test::reading read = test::read_manifest(text);
    INFO(test::described(read.problems));
    REQUIRE(read.problems.empty());
    REQUIRE(read.syncs.size() == 1);
    return std::move(read.syncs[0]);
}

manifest::declared_sync sync_with(const std::string& lines) {
    return only_sync("version: 1\nsyncs:\n  s:\n" + lines);
}

const std::string rest =
    "    destination: {connection: B, object: o}\n    operation: append\n    mappings: [{from: A, to: a}]\n";

model::object_name object_of(const std::string& source) {
    return sync_with("    source: " + source + "\n" + rest).source.object.value;
}

std::string place(const diagnostics::span& where) {
    return std::to_string(where.line) + ":" + std::to_string(where.column);
}

}  // namespace

TEST_CASE("every key of a sync is read") {
    const std::string path = censusctl::test::source_dir() + "/tests/unit/manifest/cases/good/whole.yaml";
    CHECK(test::declared_text(only_sync(test::bytes_of(path))) ==
          "braze-users label=Braze users operation=upsert\n"
          " source connection=Snowflake - Prod model id=- name=braze_test table=||\n"
          " destination connection=Braze object=user union=Lead\n"
          " schedule=weekly day=Sunday hour=8 minute=30\n"
          " paused=0 dbt=0 behavior=sync_all_properties normalization=snake_case run=on_change id=61"
          " after=warehouse-accounts formerly=Old label\n"
          "  EMAIL -> external_id key=1 generate=0 preserve=0 operation= lookup=.\n"
          "  (text cohort_1 0) -> cohort key=0 generate=0 preserve=0 operation= lookup=.\n"
          "  LIST_ID -> list_id key=0 generate=0 preserve=0 operation= lookup=user_list.name\n"
          "  TAGS -> tags key=0 generate=0 preserve=0 operation=merge lookup=.\n"
          "  HUE -> favourite_hue key=0 generate=1 preserve=1 operation= lookup=.\n");
}

TEST_CASE("what is not stated has the API's default and no place") {
    const auto sync = sync_with("    source: {connection: S, model: m}\n" + rest);
    CHECK(sync.spec.label == "s");
    CHECK_FALSE(sync.at[attribute::label].known());
    CHECK(sync.spec.schedule.frequency == "never");
    CHECK_FALSE(sync.at[attribute::schedule].known());
    CHECK_FALSE(sync.spec.schedule.hour);
    CHECK(sync.spec.field_behavior == "specific_properties");
    CHECK(sync.run.value == "never");
    CHECK_FALSE(sync.spec.paused);
    CHECK_FALSE(sync.at[attribute::paused].known());
    CHECK_FALSE(sync.id);
    CHECK_FALSE(sync.mappings[0].at[attribute::is_primary_identifier].known());
}

TEST_CASE("every leaf has the place of its value") {
    const auto sync = sync_with(
        "    source: {connection: S, model: m}\n"
        "    destination:\n      connection: 12\n      object: o\n"
        "    operation: append\n"
        "    schedule: {frequency: daily, hour: 3}\n"
        "    mappings:\n      - {from: A, to: a}\n      - from: {value: 1, type: number}\n        to: b\n");
    CHECK(place(sync.key.where) == "3:3");
    CHECK(place(sync.source.where) == "4:13");
    CHECK(place(sync.source.connection.where) == "4:26");
    CHECK(place(sync.source.object.where) == "4:36");
    CHECK(place(sync.destination.where) == "6:7");
    CHECK(place(sync.destination.connection.where) == "6:19");
    CHECK(place(sync.at[attribute::destination_object]) == "7:15");
    CHECK(place(sync.at[attribute::operation]) == "8:16");
    CHECK(place(sync.at[attribute::schedule]) == "9:15");
    CHECK(place(sync.at[attribute::schedule_frequency]) == "9:27");
    CHECK(place(sync.at[attribute::schedule_hour]) == "9:40");
    CHECK(place(sync.at[attribute::mappings]) == "10:5");
    CHECK(place(sync.mappings[0].where) == "11:9");
    CHECK(place(sync.mappings[0].at[attribute::mapping_from]) == "11:16");
    CHECK(place(sync.mappings[1].where) == "12:9");
    CHECK(place(sync.mappings[1].at[attribute::mapping_from]) == "12:15");
    CHECK(place(sync.mappings[1].at[attribute::mapping_to]) == "13:13");
}

TEST_CASE("a model or table may be named in each of its spellings") {
    using model::object_name;
    const object_name by_name{"model", std::nullopt, "users", {}};
    CHECK(object_of("{connection: S, model: users}") == by_name);
    CHECK(object_of("{connection: S, model: {name: users}}") == by_name);
    CHECK(object_of("{connection: S, model: {type: model, name: users}}") == by_name);
    const object_name table{"table", std::nullopt, "", {"c", "s", "t"}};
    CHECK(object_of("{connection: S, table: c.s.t}") == table);
    CHECK(object_of("{connection: S, table: {catalog: c, schema: s, name: t}}") == table);
    CHECK(object_of("{connection: S, table: {type: table, catalog: c, schema: s, name: t}}") == table);
    const object_name model_id{"model", 15, "", {}};
    CHECK(object_of("{connection: S, model: {type: model, id: 15}}") == model_id);
    CHECK(object_of("{connection: S, model: {id: 15}}") == model_id);
    CHECK(object_of("{connection: S, table: {type: model, id: 15}}") == model_id);
    CHECK(object_of("{connection: S, type: model, id: 15}") == model_id);
    const object_name table_id{"table", 15, "", {}};
    CHECK(object_of("{connection: S, model: {type: table, id: 15}}") == table_id);
    CHECK(object_of("{connection: S, table: {id: 15}}") == table_id);
    CHECK(object_of("{type: table, connection: S, id: 15}") == table_id);
}

TEST_CASE("a connection is a name or a number") {
    CHECK(sync_with("    source: {connection: 12, model: m}\n" + rest).source.connection.value ==
          model::connection_name{12, ""});
    CHECK(sync_with("    source: {connection: '12', model: m}\n" + rest).source.connection.value ==
          model::connection_name{std::nullopt, "12"});
}

TEST_CASE("constants keep the digits that they are written with") {
    const auto value_of = [](const std::string& constant) {
        const auto sync = sync_with(
            "    source: {connection: S, model: m}\n"
            "    destination: {connection: B, object: o}\n    operation: append\n"
            "    mappings: [{from: " +
            constant + ", to: a}]\n");
        return std::get<model::constant_source>(sync.mappings[0].spec.from);
    };
    using model::constant_source;
    using enum model::scalar_kind;
    CHECK(value_of("{value: 1.50, type: number}") == constant_source{"number", "1.50", number});
    CHECK(value_of("{value: 12345678901234567890, type: number}") ==
          constant_source{"number", "12345678901234567890", number});
    CHECK(value_of("{value: -1E3, type: number}") == constant_source{"number", "-1E3", number});
    CHECK(value_of("{value: +5, type: number}") == constant_source{"number", "5", number});
    CHECK(value_of("{value: .5, type: number}") == constant_source{"number", "0.5", number});
    CHECK(value_of("{value: 5., type: number}") == constant_source{"number", "5", number});
    CHECK(value_of("{value: 007, type: number}") == constant_source{"number", "7", number});
    CHECK(value_of("{value: 0x1F, type: number}") == constant_source{"number", "31", number});
    CHECK(value_of("{value: TRUE, type: boolean}") == constant_source{"boolean", "true", boolean});
    CHECK(value_of("{value: yes, type: text}") == constant_source{"text", "yes", text});
    CHECK(value_of("{value: 2021-10-22, type: datetime}") == constant_source{"datetime", "2021-10-22", text});
}

TEST_CASE("a sync that is wrong is returned with what could be read") {
    const test::reading read = test::read_manifest(
        "version: 1\nsyncs:\n  a: {operation: upsrt, source: {connection: S, model: 3}, mappings: [{to: "
        "x}]}\n");
    REQUIRE(read.syncs.size() == 1);
    CHECK(read.syncs[0].spec.operation.empty());
    CHECK(read.syncs[0].source.connection.value.name == "S");
    CHECK(read.syncs[0].source.object.value.type.empty());
    CHECK(read.syncs[0].mappings[0].spec.to == "x");
    for (const auto& problem : read.problems) {
        CHECK(problem.sync == "a");
    }
}

TEST_CASE("long names are cut in messages") {
    const test::reading read =
        test::read_manifest("version: 1\nsyncs:\n  a: {" + std::string(500, 'x') + ": 1}\n");
    CHECK(test::described(read.problems).find("'" + std::string(60, 'x') + "…'") != std::string::npos);
    CHECK(test::described(read.problems).find(std::string(61, 'x')) == std::string::npos);
}
