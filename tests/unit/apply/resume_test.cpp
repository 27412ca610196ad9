#include "apply/resume.hpp"

#include <doctest/doctest.h>

#include "unit/apply/fake_service.hpp"

using namespace censusctl;
using apply::interrupted_apply;
using apply::outcome;
using test::create_of;
using test::fake_service;
using test::trigger_of;

namespace {

apply::wall_time now() {
    return apply::wall_time(std::chrono::seconds(1'763'946'123));
}

/// An apply of these actions of which nothing was begun.
interrupted_apply left(std::vector<plan::change> changes) {
    interrupted_apply made;
    made.command = "apply";
    made.started_at = "2025-11-24T01:02:03Z";
    made.plan.changes = std::move(changes);
    made.actions.resize(made.plan.changes.size());
    return made;
}

void intend(interrupted_apply& in, std::size_t at, std::chrono::seconds ago = std::chrono::seconds(600)) {
    in.actions[at].intended = true;
    in.actions[at].intended_at = apply::utc_text(now() - ago);
}

apply::resumption settled(fake_service& service, const interrupted_apply& journal, bool wait = true) {
    apply::resume_options how;
    how.now = now();
    how.look = std::chrono::milliseconds(1);
    how.poll = std::chrono::milliseconds(1);
    how.wait_for_runs = wait;
    const std::vector<interrupted_apply> journals{journal};
    const std::vector<model::live_sync> live = service.syncs;
    auto found = test::run_all(apply::settle_journals(service, journals, live, std::move(how)));
    REQUIRE(found.has_value());
    return std::move(*found);
}

using keys = std::set<std::string>;
const std::string early = "the apply of 2025-11-24T01:02:03Z ended early: ";

}  // namespace

TEST_CASE("triggers that were not begun are owed and cost no request") {
    fake_service service;
    const apply::resumption found =
        settled(service, left({create_of("A"), trigger_of("A", 0), trigger_of("B", 7)}));
    CHECK(found.owed == keys{"A", "B"});
    CHECK(service.calls.empty());
}

TEST_CASE("what an interrupted trigger command had to do is told and not owed") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("B", 7)});
    journal.command = "trigger";
    const apply::resumption found = settled(service, journal);
    CHECK(found.owed.empty());
    CHECK(found.notes == std::vector<std::string>{
                             "the trigger of 2025-11-24T01:02:03Z ended early: trigger:B was not begun"});
}

TEST_CASE("an old create is looked for once in the listing") {
    fake_service service;
    interrupted_apply journal = left({create_of("A"), create_of("B")});
    intend(journal, 0);
    intend(journal, 1);
    service.syncs = {{100, test::spec_of("A"), "", "", ""}};
    const apply::resumption found = settled(service, journal);
    CHECK(service.calls.empty());
    CHECK_FALSE(found.syncs_appeared);
    CHECK(found.notes == std::vector<std::string>{early + "create:A had been done, it is sync 100",
                                                  early + "create:B had not been done"});
}

TEST_CASE("a create that may still be under way is looked for again") {
    fake_service service;
    interrupted_apply journal = left({create_of("A")});
    intend(journal, 0, std::chrono::seconds(1));
    CHECK_FALSE(settled(service, journal).syncs_appeared);
    CHECK(service.count("list 1") == 3);
}

TEST_CASE("a trigger that was sent is not owed and one that was not is") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("A", 7), trigger_of("B", 8)});
    intend(journal, 0);
    intend(journal, 1);
    journal.actions[0].last_run = 11;
    journal.actions[1].last_run = 12;
    model::sync_run run;
    run.id = 13;
    service.runs[7] = {run};
    run.id = 12;
    service.runs[8] = {run};
    const apply::resumption found = settled(service, journal);
    CHECK(found.owed == keys{"B"});
    CHECK(found.notes == std::vector<std::string>{early + "trigger:A had been done, it is run 13",
                                                  early + "trigger:B had not been done"});
}

TEST_CASE("a trigger reported as unknown is owed where no run has come of it") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("A", 7), trigger_of("B", 8, {"trigger:A"})});
    intend(journal, 0);
    journal.actions[0].outcome = outcome::unknown;
    journal.actions[0].last_run = 12;
    journal.actions[1].outcome = outcome::skipped;
    model::sync_run run;
    run.id = 12;
    service.runs[7] = {run};
    const apply::resumption found = settled(service, journal);
    CHECK(found.owed == keys{"A", "B"});
    CHECK(found.notes == std::vector<std::string>{early + "trigger:A had not been done"});
}

TEST_CASE("a trigger reported as unknown is said to have run where a run has come of it") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("A", 7)});
    intend(journal, 0);
    journal.actions[0].outcome = outcome::unknown;
    journal.actions[0].last_run = 12;
    model::sync_run run;
    run.id = 13;
    service.runs[7] = {run};
    const apply::resumption found = settled(service, journal);
    CHECK(found.owed.empty());
    CHECK(found.notes == std::vector<std::string>{early + "trigger:A had been done, it is run 13"});
}

TEST_CASE("a trigger that was just reported as unknown is looked for again before it is owed") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("A", 7)});
    intend(journal, 0, std::chrono::seconds(1));
    journal.actions[0].outcome = outcome::unknown;
    CHECK(settled(service, journal).owed == keys{"A"});
    CHECK(service.count("runs 7") == 4);
}

TEST_CASE("an unknown trigger of the trigger command is told and not begun by itself") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("A", 7)});
    journal.command = "trigger";
    intend(journal, 0);
    journal.actions[0].outcome = outcome::unknown;
    const apply::resumption found = settled(service, journal);
    CHECK(found.owed.empty());
    CHECK(found.notes == std::vector<std::string>{
                             "the trigger of 2025-11-24T01:02:03Z ended early: trigger:A had not been done, "
                             "and is not begun again: `censusctl trigger A` starts it"});
}

TEST_CASE("an update that may have been sent is looked for in the listing, and its run is owed") {
    fake_service service;
    interrupted_apply journal = left({test::update_of("A", 7), trigger_of("A", 7, {"update:A"}),
                                      test::update_of("B", 8), trigger_of("B", 8, {"update:B"})});
    intend(journal, 0);
    intend(journal, 2);
    service.syncs = {test::live_of("A", 7), test::live_of("B", 8)};
    service.syncs[0].spec.paused = true;
    const apply::resumption found = settled(service, journal);
    CHECK(service.calls.empty());
    CHECK(found.owed == keys{"A", "B"});
    CHECK(found.notes ==
          std::vector<std::string>{early + "update:A had been done", early + "update:B had not been done"});
}

TEST_CASE("an update that may still be under way is looked for by reading its sync") {
    fake_service service;
    interrupted_apply journal = left({test::update_of("A", 7)});
    intend(journal, 0, std::chrono::seconds(1));
    service.syncs = {test::live_of("A", 7)};
    CHECK_FALSE(settled(service, journal).syncs_appeared);
    CHECK(service.count("get 7") == 3);
}

TEST_CASE("a delete that may have been sent is looked for in the listing") {
    fake_service service;
    interrupted_apply journal = left({test::remove_of("A", 7), test::remove_of("B", 8)});
    intend(journal, 0);
    intend(journal, 1);
    service.syncs = {test::live_of("B", 8)};
    CHECK(settled(service, journal).notes ==
          std::vector<std::string>{early + "delete:A had been done", early + "delete:B had not been done"});
    intend(journal, 1, std::chrono::seconds(1));
    static_cast<void>(settled(service, journal));
    CHECK(service.count("get 8") == 3);
}

TEST_CASE("a refused trigger is owed with those that wait for it") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("A", 7), trigger_of("B", 8, {"trigger:A"})});
    intend(journal, 0);
    journal.actions[0].outcome = outcome::failed;
    journal.actions[1].outcome = outcome::skipped;
    CHECK(settled(service, journal).owed == keys{"A", "B"});
}

TEST_CASE("what waits for a run that failed is not owed") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("A", 7), trigger_of("B", 8, {"trigger:A"})});
    intend(journal, 0);
    journal.actions[0].outcome = outcome::failed;
    journal.actions[0].sync_run_id = 13;
    journal.actions[1].outcome = outcome::skipped;
    const apply::resumption found = settled(service, journal);
    CHECK(found.owed.empty());
    CHECK(found.notes == std::vector<std::string>{
                             early + "trigger:B was not begun, since trigger:A did not end well; `censusctl "
                                     "trigger B` starts it"});
}

TEST_CASE("a run that others wait for is followed where that is wanted and looked at elsewhere") {
    fake_service service;
    interrupted_apply journal = left({trigger_of("A", 7), trigger_of("B", 8, {"trigger:A"})});
    intend(journal, 0);
    journal.actions[0].sync_run_id = 13;
    model::sync_run run;
    run.id = 13;
    run.status = "working";
    service.runs[7] = {run};
    const apply::resumption looked = settled(service, journal, false);
    CHECK(looked.owed == keys{"B"});
    CHECK(looked.notes ==
          std::vector<std::string>{early + "run 13 of A, which others wait for, is still under way"});
    CHECK(service.count("run 13") == 1);
    service.runs[7].front().status = "completed";
    CHECK(settled(service, journal).notes.empty());
    service.runs[7].front().status = "failed";
    CHECK(settled(service, journal).owed.empty());
}

namespace {

using test::live_of;
using test::replace_of;
using halves = std::vector<plan::unfinished_replace>;

/// What a replacement has made.
model::live_sync new_one(std::int64_t id) {
    model::live_sync live = live_of("A", id);
    live.spec.operation = "update";
    return live;
}

plan::change run_of_new() {
    plan::change change = trigger_of("A", 0);
    change.depends_on = {"replace:A"};
    return change;
}

}  // namespace

TEST_CASE("a replacement of which nothing was sent leaves nothing") {
    fake_service service;
    service.syncs = {live_of("A", 7)};
    const apply::resumption found = settled(service, left({replace_of("A", 7)}));
    CHECK(found.replacing.empty());
    CHECK(found.notes.empty());
}

TEST_CASE("a replacement that has both its syncs is to be finished, and its run is owed") {
    fake_service service;
    service.syncs = {live_of("A", 7), new_one(100)};
    interrupted_apply journal = left({replace_of("A", 7), run_of_new()});
    intend(journal, 0);
    const std::vector<std::string> notes{
        early +
        "sync 100 was made in place of sync 7 for 'A', and both are there: which one goes is in the plan"};
    SUBCASE("its new sync was written down") {
        journal.actions[0].made_id = 100;
    }
    SUBCASE("its new sync is found by what it is") {}
    SUBCASE("its delete was refused") {
        journal.actions[0].made_id = 100;
        journal.actions[0].second_half_at = apply::utc_text(now() - std::chrono::seconds(600));
        journal.actions[0].outcome = outcome::failed;
    }
    const apply::resumption found = settled(service, journal);
    CHECK(found.replacing == halves{{"A", 7, 100}});
    CHECK(found.owed == keys{"A"});
    CHECK(found.notes == notes);
}

TEST_CASE("the run of a replacement of which nothing was done is not owed by itself") {
    fake_service service;
    service.syncs = {live_of("A", 7)};
    interrupted_apply journal = left({replace_of("A", 7), run_of_new(), trigger_of("B", 8, {"trigger:A"})});
    keys owed{"B"};
    SUBCASE("it was not begun") {}
    SUBCASE("it failed before its new sync was made") {
        journal.actions[0].outcome = outcome::failed;
        journal.actions[1].outcome = outcome::skipped;
    }
    SUBCASE("it was refused") {
        intend(journal, 0);
        journal.actions[0].outcome = outcome::failed;
    }
    SUBCASE("the apply was killed, and no new sync is there") {
        intend(journal, 0);
    }
    SUBCASE("an earlier apply owed it") {
        journal.plan.changes[1].why = plan::reason::interrupted;
        owed.insert("A");
    }
    SUBCASE("which of two was made cannot be told") {
        intend(journal, 0);
        service.syncs = {live_of("A", 7), new_one(100), new_one(101)};
        owed.insert("A");
    }
    CHECK(settled(service, journal).owed == owed);
}

TEST_CASE("the run of an update that was not begun is not owed by itself") {
    fake_service service;
    service.syncs = {live_of("A", 7)};
    interrupted_apply journal = left({test::update_of("A", 7), trigger_of("A", 7, {"update:A"})});
    CHECK(settled(service, journal).owed.empty());
    journal.actions[0].outcome = outcome::skipped;
    CHECK(settled(service, journal).owed.empty());
    // What was sent and refused may have been done in part.
    intend(journal, 0);
    journal.actions[0].outcome = outcome::failed;
    CHECK(settled(service, journal).owed == keys{"A"});
}

TEST_CASE("of two syncs that both are what a replacement was to make none is taken for it") {
    fake_service service;
    service.syncs = {live_of("A", 7), new_one(100), new_one(101)};
    interrupted_apply journal = left({replace_of("A", 7)});
    intend(journal, 0);
    const apply::resumption found = settled(service, journal);
    CHECK(found.replacing.empty());
    CHECK(found.notes == std::vector<std::string>{early + "replace:A had not been begun"});
}

TEST_CASE("a replacement whose old sync is gone was done") {
    fake_service service;
    service.syncs = {new_one(100)};
    interrupted_apply journal = left({replace_of("A", 7), run_of_new()});
    intend(journal, 0);
    journal.actions[0].made_id = 100;
    const apply::resumption found = settled(service, journal);
    CHECK(found.replacing.empty());
    CHECK(found.owed == keys{"A"});
    CHECK(found.notes == std::vector<std::string>{early + "replace:A had been done, it is sync 100"});
}

TEST_CASE("a replacement whose new sync is gone by now is begun anew by the plan") {
    fake_service service;
    service.syncs = {live_of("A", 7)};
    interrupted_apply journal = left({replace_of("A", 7)});
    intend(journal, 0);
    journal.actions[0].made_id = 100;
    const apply::resumption found = settled(service, journal);
    CHECK(found.replacing.empty());
    CHECK(found.notes ==
          std::vector<std::string>{early + "replace:A had been done, and sync 100 is gone by now"});
}

TEST_CASE("a delete of the old sync that may still be under way is looked for again") {
    fake_service service;
    service.syncs = {live_of("A", 7), new_one(100)};
    interrupted_apply journal = left({replace_of("A", 7)});
    intend(journal, 0);
    journal.actions[0].made_id = 100;
    journal.actions[0].second_half_at = apply::utc_text(now() - std::chrono::seconds(1));
    apply::resume_options how;
    how.now = now();
    how.look = std::chrono::milliseconds(1);
    const std::vector<interrupted_apply> journals{journal};
    const std::vector<model::live_sync> listed = service.syncs;
    service.syncs = {new_one(100)};  // it was gone right after
    const auto found = test::run_all(apply::settle_journals(service, journals, listed, std::move(how)));
    REQUIRE(found.has_value());
    CHECK(found->replacing.empty());
    CHECK(found->syncs_appeared);
    CHECK(found->notes == std::vector<std::string>{early + "replace:A had been done, it is sync 100"});
}

TEST_CASE("what a journal was handed on is told: a replacement once, while both syncs are there") {
    fake_service service;
    service.syncs = {live_of("A", 7), new_one(100), live_of("B", 9)};
    interrupted_apply journal = left({});
    journal.carried.replacing = {{"A", 7, 100}, {"B", 8, 9}, {"A", 7, 100}};
    journal.carried.owed = {"C"};
    const apply::resumption found = settled(service, journal);
    CHECK(found.replacing == halves{{"A", 7, 100}});
    CHECK(found.owed == keys{"C"});
}

TEST_CASE("a follower that was pointed to a new sync is known to be so") {
    fake_service service;
    model::live_sync child = live_of("child", 9);
    child.spec.triggers.sync_sequence.id = 100;
    service.syncs = {live_of("A", 7), new_one(100), child};
    plan::change pointed = test::update_of("child", 9);
    pointed.desired = test::spec_of("child");
    pointed.desired.triggers.sync_sequence.key = "A";
    interrupted_apply journal = left({pointed, replace_of("A", 7)});
    intend(journal, 0);
    intend(journal, 1);
    journal.actions[1].made_id = 100;
    const apply::resumption found = settled(service, journal);
    REQUIRE(found.notes.size() == 2);
    CHECK(found.notes[0] == early + "update:child had been done");
}

TEST_CASE("a run that waits for a delete, which stands behind it, is owed where that was refused") {
    fake_service service;
    service.syncs = {live_of("old", 7), live_of("A", 8)};
    interrupted_apply journal = left({trigger_of("A", 8, {"delete:old"}), test::remove_of("old", 7)});
    intend(journal, 1);
    journal.actions[0].outcome = outcome::skipped;
    journal.actions[1].outcome = outcome::failed;
    const apply::resumption found = settled(service, journal);
    CHECK(found.owed == keys{"A"});
    CHECK(found.notes.empty());
}
