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
