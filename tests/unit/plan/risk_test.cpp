#include "plan/risk.hpp"

#include <doctest/doctest.h>

#include "plan/limits.hpp"
#include "unit/plan/workspace.hpp"

using namespace censusctl;
using test::workspace;

namespace {

/// The risks of an update of the declared sync to the live one, or of whatever the plan has instead.
struct changed_sync : workspace {
    changed_sync() {
        can.can_update = true;
        can.can_delete = true;
        declare("users", "Users");
        was = &live(61, "Users").spec;
        was->mappings.push_back({model::column_source{"NAME"}, "name", false, false, false, "", "", ""});
        spec().mappings = was->mappings;
    }

    std::vector<std::string> risks() {
        const plan::plan made = plan();
        REQUIRE(made.changes.size() == 1);
        std::vector<std::string> texts;
        for (const plan::risk& one : plan::risks_of(made.changes[0])) {
            texts.push_back(std::string(to_string(one.what)) + ": " + one.text);
        }
        return texts;
    }

    model::sync_spec* was{nullptr};
};

using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("risk: a harmless change has none") {
    changed_sync sync;
    sync.was->paused = true;
    CHECK(sync.risks().empty());
}

TEST_CASE("risk: another source, operation, destination or key means a full run") {
    changed_sync sync;
    SUBCASE("source") {
        sync.was->source.id = 16;
        CHECK(sync.risks() == texts{"full-run: another source: its next run sends all records"});
    }
    SUBCASE("operation") {
        sync.was->operation = "update";
        CHECK(sync.risks() == texts{"full-run: another operation: its next run sends all records"});
    }
    SUBCASE("the key reads another column") {
        sync.was->mappings[0].from = model::column_source{"ID"};
        CHECK(sync.risks() == texts{"full-run: another key: its next run sends all records"});
    }
    SUBCASE("another field is the key: said once") {
        sync.was->mappings[0].is_primary_identifier = false;
        sync.was->mappings[1].is_primary_identifier = true;
        CHECK(sync.risks() == texts{"full-run: another key: its next run sends all records"});
    }
    SUBCASE("a field that is no key reads another column") {
        sync.was->mappings[1].from = model::column_source{"OTHER"};
        CHECK(sync.risks().empty());
    }
}

TEST_CASE("risk: a mirror takes records away") {
    changed_sync sync;
    sync.spec().operation = "mirror";
    SUBCASE("a sync that becomes one") {
        CHECK(sync.risks() ==
              texts{"new-mirror: it becomes a mirror: records that the source does not have are deleted",
                    "records-can-go: as a mirror: records that the source does not have are deleted",
                    "full-run: another operation: its next run sends all records"});
    }
    SUBCASE("one that is changed") {
        sync.was->operation = "mirror";
        sync.was->paused = true;
        sync.spec().mirror_strategy = sync.was->mirror_strategy = "sync_updates_and_nulls";
        CHECK(sync.risks() ==
              texts{"records-can-go: as a mirror: the mapped fields of records that the source "
                    "does not have are nulled"});
    }
    SUBCASE("one that is new") {
        workspace files;
        files.declare("users", "Users");
        files.spec().operation = "mirror";
        files.spec().mirror_strategy = "upload_and_swap";
        const auto risks = plan::risks_of(files.plan().changes.at(0));
        REQUIRE(risks.size() == 2);
        CHECK(risks[0].what == plan::risk_kind::new_mirror);
        CHECK(risks[0].text == "a new mirror: each run writes the whole object anew");
        CHECK(risks[1].what == plan::risk_kind::records_can_go);
    }
}

TEST_CASE("risk: the operation delete deletes what the source has") {
    changed_sync sync;
    sync.spec().operation = sync.was->operation = "delete";
    sync.was->paused = true;
    CHECK(sync.risks() ==
          texts{"records-can-go: its operation is delete: records that the source has are deleted"});
}

TEST_CASE("risk: what is mapped no more stays, or goes with the object") {
    changed_sync sync;
    sync.spec().mappings.pop_back();
    SUBCASE("it stays") {
        CHECK(sync.risks() == texts{"values-stay: 'name' is mapped no more: its values stay as they are"});
    }
    SUBCASE("it goes") {
        sync.spec().operation = sync.was->operation = "mirror";
        sync.spec().mirror_strategy = sync.was->mirror_strategy = "upload_and_swap";
        CHECK(sync.risks() ==
              texts{"records-can-go: as a mirror: each run writes the whole object anew",
                    "values-go: 'name' is mapped no more, and goes: the object is written anew"});
    }
}

TEST_CASE("risk: nulls of the source are written from now on") {
    changed_sync sync;
    sync.was->mappings[1].sync_null_values = false;
    sync.spec().mappings[1].sync_null_values = true;
    CHECK(sync.risks() == texts{"values-go: 'name' is nulled from now on where the source has no value"});
    sync.was->mappings[1].sync_null_values = true;
    sync.spec().mappings[1].sync_null_values = false;
    CHECK(sync.risks().empty());
}

TEST_CASE("risk: a run of a paused sync, and of a mirror") {
    workspace files;
    files.declare("users", "Users").run = {"always", {}};
    files.spec().paused = true;
    files.spec().operation = "mirror";
    files.live(61, "Users").spec = files.spec();
    const auto risks = plan::risks_of(files.plan().changes.at(0));
    REQUIRE(risks.size() == 2);
    CHECK(risks[0].what == plan::risk_kind::records_can_go);
    CHECK(risks[1].what == plan::risk_kind::paused_trigger);
    CHECK(risks[1].text == "it is paused, and is run all the same");
}

TEST_CASE("risk: what goes with a sync that is deleted") {
    workspace files;
    files.can.can_delete = true;
    files.live(61, "Old");
    files.remove("Old");
    const auto risks = plan::risks_of(files.plan().changes.at(0));
    REQUIRE(risks.size() == 1);
    CHECK(std::string(to_string(risks[0].what)) == "history-lost");
    CHECK(risks[0].text == "its run history is lost; the records that it wrote stay");
}

TEST_CASE("counts of the newest run in words") {
    plan::change action;
    CHECK(plan::counts_in_words(action).empty());
    action.counts = {1234, 0, 12, ""};
    CHECK(plan::counts_in_words(action) == "1234 records, 0 failed, 12 invalid (1.0%)");
    action.counts = {0, 3, std::nullopt, ""};
    CHECK(plan::counts_in_words(action) == "0 records, 3 failed");
}

TEST_CASE("a limit of records counts each sync that is run, or run in full, once") {
    plan::plan made;
    made.changes.resize(5);
    made.changes[0].what = plan::action::update;
    made.changes[0].sync = "source";
    made.changes[0].fields = {
        {{model::attribute::operation, {}}, std::string("update"), std::string("upsert")}};
    made.changes[0].counts = {600, {}, {}, ""};
    made.changes[1] = made.changes[0];
    made.changes[1].what = plan::action::trigger;
    made.changes[2].what = plan::action::update;
    made.changes[2].sync = "harmless";
    made.changes[2].counts = {10'000, {}, {}, ""};
    made.changes[3].what = plan::action::trigger;
    made.changes[3].sync = "run";
    made.changes[3].counts = {500, {}, {}, ""};
    made.changes[4].what = plan::action::trigger;
    made.changes[4].sync = "never ran";
    manifest::policy_limits limits;
    const auto said = [&] {
        diagnostics::collector problems;
        plan::check_limits(made, limits, 100, problems);
        return problems.all().empty() ? std::string() : problems.all().front().message;
    };
    CHECK(said().empty());
    limits.records.max = {1100, {}};
    CHECK(said().empty());
    limits.records.max = {1099, {}};
    CHECK(said() ==
          "the plan runs, or has run in full, 3 syncs whose newest runs had 1100 records, and the limit is "
          "1099; "
          "of 1 of them no run has counts");
}

TEST_CASE("risk: one that is blocked from being made is no change of anything") {
    workspace files;
    files.can.can_update = true;
    manifest::declared_sync& waiting = files.declare("child", "Child");
    waiting.spec.operation = "mirror";
    plan::change blocked;
    blocked.what = plan::action::blocked;
    blocked.why = plan::reason::not_found;
    blocked.desired = waiting.spec;
    blocked.fields = diff::creation(blocked.desired);
    REQUIRE(blocked.is_new());
    std::vector<std::string> kinds;
    for (const plan::risk& one : plan::risks_of(blocked)) {
        kinds.emplace_back(to_string(one.what));
    }
    CHECK(kinds == std::vector<std::string>{"new-mirror", "records-can-go"});
    blocked.why = plan::reason::declared_differently;
    CHECK_FALSE(blocked.is_new());
    CHECK(plan::risks_of(blocked).size() > 2);
}
