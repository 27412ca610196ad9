#include "apply/executor.hpp"

#include <doctest/doctest.h>

#include "unit/apply/fake_service.hpp"

using namespace censusctl;
using apply::outcome;
using test::create_of;
using test::fake_service;
using test::trigger_of;
using mishap = fake_service::mishap;

namespace {

apply::apply_options quick() {
    apply::apply_options how;
    how.look = std::chrono::milliseconds(1);
    how.poll = std::chrono::milliseconds(1);
    return how;
}

std::vector<apply::action_result> done(fake_service& service, const plan::plan& todo,
                                       apply::apply_options how = quick()) {
    return test::run_all(apply::execute(service, todo, std::move(how)));
}

plan::plan plan_of(std::vector<plan::change> changes) {
    plan::plan made;
    made.changes = std::move(changes);
    return made;
}

}  // namespace

TEST_CASE("a sync is created then run and read back once") {
    fake_service service;
    const plan::plan todo = plan_of({create_of("A"), trigger_of("A", 0)});
    const auto results = done(service, todo);
    REQUIRE(results.size() == 2);
    CHECK(apply::complete(results));
    CHECK(results[0].sync_id == 100);
    CHECK(results[1].sync_run_id == 1'000);
    CHECK(service.calls ==
          std::vector<std::string>{"create A", "get 100", "list 1", "runs 100", "trigger 100", "list 1"});
}

TEST_CASE("a sync that runs after one that is created in the same apply is created after it, with its id") {
    fake_service service;
    plan::change child = create_of("child");
    child.desired.triggers.sync_sequence.key = "A";
    child.depends_on.emplace_back("create:A");
    const plan::plan todo = plan_of({child, create_of("A")});
    const auto results = done(service, todo);
    CHECK(apply::complete(results));
    REQUIRE(service.syncs.size() == 2);
    CHECK(service.syncs[0].spec.label == "A");
    CHECK(service.syncs[1].spec.triggers.sync_sequence.id == service.syncs[0].id);
    REQUIRE(results.size() == 2);
    CHECK(results[0].change == &todo.changes[0]);

    fake_service refusing;
    refusing.create_mishaps["A"] = mishap::refused;
    const auto skipped = done(refusing, todo);
    CHECK(skipped[0].outcome == outcome::skipped);
    CHECK(refusing.syncs.empty());

    fake_service forgetful;
    forgetful.on_store = [](model::sync_spec& spec) {
        spec.triggers.sync_sequence.id.reset();
    };
    const auto lost = done(forgetful, todo);
    CHECK(lost[0].outcome == outcome::failed);
    CHECK(lost[0].message == "accepted but not applied: the server stored something else");
}

TEST_CASE("a refused create is failed with what the server said and its run is skipped") {
    fake_service service;
    service.create_mishaps["A"] = mishap::refused;
    const plan::plan todo = plan_of({create_of("A"), trigger_of("A", 0)});
    const auto results = done(service, todo);
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message == "POST /syncs: 422: no such object");
    CHECK(results[1].outcome == outcome::skipped);
    CHECK(results[1].message == "it waits for create:A, which did not end well");
    CHECK(service.count("create A") == 1);
}

TEST_CASE("a create whose reply is lost is found and not sent again") {
    fake_service service;
    service.create_mishaps["A"] = mishap::lost_after;
    const plan::plan todo = plan_of({create_of("A")});
    const auto results = done(service, todo);
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[0].sync_id == 100);
    CHECK(results[0].message == "the reply to the create was lost; the sync was found in the workspace");
    CHECK(service.count("create A") == 1);
    CHECK(service.syncs.size() == 1);
}

TEST_CASE("a create that cannot be found is unknown and not sent again") {
    fake_service service;
    service.create_mishaps["A"] = mishap::lost_before;
    const plan::plan todo = plan_of({create_of("A")});
    const auto results = done(service, todo);
    CHECK(results[0].outcome == outcome::unknown);
    CHECK(service.count("create A") == 1);
    CHECK_FALSE(apply::complete(results));
}

TEST_CASE("a trigger whose reply is lost is found among the runs and not sent again") {
    fake_service service;
    service.trigger_mishaps[7] = mishap::lost_after;
    const plan::plan todo = plan_of({trigger_of("A", 7)});
    const auto results = done(service, todo);
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[0].sync_run_id == 1'000);
    CHECK(service.count("trigger 7") == 1);
}

TEST_CASE("what the server stored otherwise is a failure that shows both sides") {
    fake_service service;
    service.on_store = [](model::sync_spec& spec) {
        spec.operation = "update";
    };
    const plan::plan todo = plan_of({create_of("A"), create_of("B"), trigger_of("B", 0)});
    const auto results = done(service, todo);
    for (const std::size_t at : {0, 1}) {
        CHECK(results[at].outcome == outcome::failed);
        CHECK(results[at].message == "accepted but not applied: the server stored something else");
        REQUIRE(results[at].not_applied.size() == 1);
        CHECK(results[at].not_applied[0] ==
              diff::field_change{{model::attribute::operation, {}}, "update", "upsert"});
    }
    CHECK(results[2].outcome == outcome::skipped);
}

TEST_CASE("a second sync with the label of one that was created is reported") {
    fake_service service;
    service.after_create = [&] {
        model::live_sync twin = service.syncs.back();
        twin.id = 555;
        service.syncs.push_back(twin);
    };
    const plan::plan todo = plan_of({create_of("A")});
    std::vector<apply::event> events;
    apply::apply_options how = quick();
    how.observe = [&](apply::event what, const apply::action_result&) {
        events.push_back(what);
    };
    const auto results = done(service, todo, std::move(how));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message ==
          "it was created, but sync 555 has the same label: somebody else created it at the "
          "same time; delete one of them");
    CHECK(events ==
          std::vector<apply::event>{apply::event::started, apply::event::ended, apply::event::corrected});
}

TEST_CASE("what was created is read back with the pages that are new") {
    fake_service service;
    for (std::int64_t id = 1; id <= 250; ++id) {
        service.syncs.push_back({id, test::spec_of("old " + std::to_string(id)), "", "", ""});
    }
    service.next_sync = 300;
    apply::apply_options how = quick();
    how.known_syncs = 250;
    const plan::plan todo = plan_of({create_of("A"), create_of("B")});
    CHECK(apply::complete(done(service, todo, std::move(how))));
    CHECK(service.calls == std::vector<std::string>{"create A", "create B", "list 2", "list 3"});
}

TEST_CASE("a run that others wait for is followed and its failure skips them") {
    fake_service service;
    service.run_endings[7] = "failed";
    const plan::plan todo = plan_of({trigger_of("A", 7), trigger_of("B", 8, {"trigger:A"})});
    const auto results = done(service, todo);
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message == "the run failed: no warehouse");
    CHECK(results[1].outcome == outcome::skipped);
    CHECK(service.count("trigger 8") == 0);
}

TEST_CASE("after a stop is asked for nothing more is begun") {
    fake_service service;
    const plan::plan todo = plan_of({create_of("A"), create_of("B")});
    apply::apply_options how = quick();
    how.concurrency = 1;
    how.stop_requested = [&] {
        return !service.calls.empty();
    };
    const auto results = done(service, todo, std::move(how));
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[1].outcome == outcome::skipped);
    CHECK(results[1].message == "interrupted before it began");
    CHECK(service.count("create B") == 0);
}

TEST_CASE("an action that there is no way to do fails, and what waits for it is not begun") {
    fake_service service;
    for (const plan::action what : plan::actions) {
        if (apply::is_supported(what) || !plan::is_write(what)) {
            continue;
        }
        CAPTURE(std::string(plan::to_string(what)));
        plan::change undoable = create_of("A");
        undoable.what = what;
        plan::change run = trigger_of("A", 0);
        run.depends_on = {undoable.id()};
        const plan::plan todo = plan_of({undoable, run});
        const auto results = done(service, todo);
        REQUIRE(results.size() == 2);
        CHECK(results[0].outcome == outcome::failed);
        CHECK(results[0].message == "this version of censusctl cannot do the action '" +
                                        std::string(plan::to_string(what)) + "'; nothing was sent");
        CHECK(results[1].outcome == outcome::skipped);
        CHECK_FALSE(apply::complete(results));
        CHECK(service.count("trigger") == 0);
        CHECK(service.count("create") == 0);
    }
}

TEST_CASE("a created sync that is not the only one of its label is not run") {
    fake_service service;
    service.after_create = [&] {
        model::live_sync twin = service.syncs.back();
        twin.id = 555;
        service.syncs.push_back(twin);
    };
    const plan::plan todo = plan_of({create_of("A"), trigger_of("A", 0)});
    const auto results = done(service, todo);
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message ==
          "it was created, but sync 555 has the same label: somebody else created it at the "
          "same time; delete one of them");
    CHECK(results[1].outcome == outcome::skipped);
    CHECK(service.count("trigger") == 0);
}
