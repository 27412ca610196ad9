#include "plan/replacement.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"

using namespace censusctl;
using test::change;

namespace {

const std::vector<diff::field_change> operation{
    change("operation", std::string("upsert"), std::string("update"))};

const model::capabilities all = [] {
    model::capabilities can;
    can.can_update = true;
    can.can_delete = true;
    return can;
}();

std::string why(const model::live_sync& live, const manifest::declared_sync& declared = {},
                const model::capabilities& can = all,
                const std::vector<diff::field_change>& fields = operation) {
    return plan::why_irreplaceable(fields, live, declared, can);
}

model::sync_spec spec_of(const char* field) {
    model::sync_spec spec;
    spec.operation = "upsert";
    spec.destination = {15, "user", ""};
    spec.mappings = {{model::column_source{"EMAIL"}, field, true, false, false, "", "", ""}};
    return spec;
}

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a new sync can take the place of most") {
    CHECK(why({}).empty());
}

TEST_CASE("a generation that creates and triggers only replaces nothing") {
    model::capabilities can;
    CHECK(why({}, {}, can) == "the API of generation 2021 creates and triggers only");
    can.can_update = true;
    CHECK_FALSE(why({}, {}, can).empty());
}

TEST_CASE("what the files protect, or name by its id, is not replaced") {
    manifest::declared_sync declared;
    declared.protect = true;
    CHECK(why({}, declared) == "`protect: true` keeps it");
    declared.protect = false;
    declared.id = {61, {}};
    CHECK(why({}, declared) ==
          "the file names it by its `id`, which the new one would not have; take `id` away, and its label "
          "finds "
          "it");
}

TEST_CASE("what a new sync could not be given is not lost") {
    model::live_sync live;
    SUBCASE("a sync that is not understood") {
        live.not_understood = "names no activation that the token sees";
        CHECK(why(live) == "it is not understood");
    }
    SUBCASE("the mode of a live sync") {
        live.kept.mode = "live";
        CHECK(why(live) == "it is a live sync, of which none can be made any more");
    }
    SUBCASE("a trigger of a later kind") {
        live.kept.members = {{model::kept_place::triggers, "", "airflow", "{}"}};
        CHECK(why(live) == "a new one could not be given its trigger 'airflow', which is not known here");
    }
    SUBCASE("an alert that is never made") {
        live.spec.alerts = {{"failure", "", {}, {}, "", "", ""}};
        live.kept.members = {{model::kept_place::alerts, "", "RecordCountDeviationAlertConfiguration", "{}"}};
        CHECK(why(live) ==
              "a new one could not be given its alert 'RecordCountDeviationAlertConfiguration'; state "
              "`alerts` to "
              "say which it is to have");
        manifest::declared_sync declared;
        declared.spec.alerts.emplace();
        CHECK(why(live, declared).empty());
        live.kept.members.clear();
        CHECK(why(live).empty());
    }
    SUBCASE("a mode that is not known") {
        live.kept.mode = "streaming";
        CHECK(why(live) == "a new one could not be given its mode 'streaming', which is not known here");
        live.kept.mode = "triggered";
        CHECK(why(live).empty());
    }
    SUBCASE("a mapping of a kind of source that is not known") {
        live.spec.mappings.resize(1);
        live.spec.mappings[0].to = "name";
        live.spec.mappings[0].from = model::opaque_source{"{}"};
        CHECK(why(live) ==
              "a new one could not be given its mapping of 'name', whose kind of source is not known here");
        manifest::declared_sync declared;
        declared.mappings.resize(1);
        declared.mappings[0].spec.to = "name";
        CHECK(why(live, declared).empty());
    }
    SUBCASE("a key of several columns") {
        const std::vector<diff::field_change> key{change("mappings[id].is_primary_identifier", false, true)};
        CHECK(why(live, {}, all, key).empty());
        live.spec.mappings.resize(1);
        live.spec.mappings[0].from = model::compound_key_source{{"ID", "DAY"}};
        CHECK(why(live, {}, all, key) == "a new one would be given that key too");
        CHECK(why(live).empty());
    }
    SUBCASE("an attribute that the generation cannot say") {
        model::capabilities can = all;
        can.attributes[static_cast<std::size_t>(model::attribute::operation)].can = model::ability::read;
        CHECK(why(live, {}, can) == "a new one cannot be given 'operation' either");
    }
}

// Law 8.
TEST_CASE("a new sync has of the old one what no file states") {
    const model::sync_spec desired = spec_of("external_id");
    model::sync_spec live = spec_of("external_id");
    live.alerts = {{"failure", "first_time", true, {}, "", "", "", 77}};
    live.field_order = "mapping_order";
    live.advanced_configuration = {{"bulk", "true", model::scalar_kind::boolean}};
    live.mappings[0].sync_null_values = false;
    live.mappings[0].follow_source_type = true;
    live.mirror_strategy = "upload_and_swap";  // an upsert has none
    live.paused = true;                        // the files say what it is, if only by its default
    const model::sync_spec made = plan::replacement_of(desired, live, {});
    REQUIRE(made.alerts);
    REQUIRE(made.alerts->size() == 1);
    CHECK(made.alerts->front().type == "failure");
    CHECK_FALSE(made.alerts->front().id);
    CHECK(made.field_order == "mapping_order");
    CHECK(made.advanced_configuration == live.advanced_configuration);
    CHECK(made.mappings[0].sync_null_values == false);
    CHECK(made.mappings[0].follow_source_type == true);
    CHECK(made.mirror_strategy.empty());
    CHECK_FALSE(made.paused);
    CHECK(plan::taken_over(desired, made) == texts{"field_order", "alerts", "advanced_configuration"});
}

TEST_CASE("a new sync that takes all properties has the rows that a person added to the old one") {
    model::sync_spec desired = spec_of("external_id");
    model::sync_spec live = spec_of("external_id");
    live.field_behavior = "sync_all_properties";
    live.mappings.resize(3);
    live.mappings[1].from = model::column_source{"NAME"};
    live.mappings[1].to = "name";
    live.mappings[2].from = model::constant_source{"text", "x"};
    live.mappings[2].to = "origin";
    CHECK(plan::replacement_of(desired, live, {}).mappings.size() == 1);
    desired.field_behavior = "sync_all_properties";
    const model::sync_spec made = plan::replacement_of(desired, live, {});
    REQUIRE(made.mappings.size() == 2);
    CHECK(made.mappings[1].to == "origin");
    CHECK(plan::taken_over(desired, made) == texts{"mappings"});
}

TEST_CASE("a new sync has what the files state, whatever the old one has") {
    model::sync_spec desired = spec_of("external_id");
    desired.alerts.emplace();
    desired.field_order = "source_column_order";
    desired.advanced_configuration = {{"bulk", "false", model::scalar_kind::boolean}};
    desired.mappings[0].sync_null_values = true;
    model::sync_spec live = spec_of("external_id");
    live.alerts = {{"failure", "first_time", true, {}, "", "", ""}};
    live.field_order = "mapping_order";
    live.advanced_configuration = {{"bulk", "true", model::scalar_kind::boolean}, {"rate", "7"}};
    live.mappings[0].sync_null_values = false;
    const model::sync_spec made = plan::replacement_of(desired, live, {});
    CHECK(made.alerts->empty());
    CHECK(made.field_order == "source_column_order");
    CHECK(made.advanced_configuration ==
          std::vector<model::setting>{{"bulk", "false", model::scalar_kind::boolean}, {"rate", "7"}});
    CHECK(made.mappings[0].sync_null_values == true);
    CHECK(plan::taken_over(desired, made) == texts{"advanced_configuration"});
}

TEST_CASE("what belongs to a destination's object goes no further, and a default is not taken along") {
    const model::sync_spec desired = spec_of("external_id");
    model::sync_spec live = spec_of("external_id");
    live.field_order = "alphabetical_column_name";
    CHECK(plan::replacement_of(desired, live, {}).field_order.empty());
    live.destination.object = "event";
    live.field_order = "mapping_order";
    live.advanced_configuration = {model::setting{"bulk", "true"}};
    live.mappings[0].sync_null_values = false;
    live.alerts.emplace();
    const model::sync_spec made = plan::replacement_of(desired, live, {});
    CHECK(made.field_order.empty());
    CHECK_FALSE(made.advanced_configuration);
    CHECK_FALSE(made.mappings[0].sync_null_values);
    CHECK(made.alerts);
}

TEST_CASE("the strategy of a mirror goes over to a mirror, and an object's case of names counts") {
    model::sync_spec desired = spec_of("Email");
    desired.operation = "mirror";
    model::sync_spec live = spec_of("email");
    live.mirror_strategy = "sync_updates_and_nulls";
    live.mappings[0].sync_null_values = false;
    CHECK(plan::replacement_of(desired, live, {}).mirror_strategy == "sync_updates_and_nulls");
    CHECK_FALSE(plan::replacement_of(desired, live, {true}).mappings[0].sync_null_values);
    CHECK(plan::replacement_of(desired, live, {false}).mappings[0].sync_null_values == false);
}
