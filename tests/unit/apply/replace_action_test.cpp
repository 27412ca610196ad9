#include <doctest/doctest.h>

#include "apply/executor.hpp"
#include "apply/interrupted_apply.hpp"
#include "apply/journal.hpp"
#include "support/temporary_folder.hpp"
#include "unit/apply/fake_service.hpp"

using namespace censusctl;
using apply::outcome;
using test::fake_service;
using test::live_of;
using test::replace_of;
using mishap = fake_service::mishap;
using calls = std::vector<std::string>;

namespace {

std::vector<apply::action_result> done(fake_service& service, const plan::plan& todo,
                                       apply::apply_options options = {}) {
    options.look = std::chrono::milliseconds(1);
    options.poll = std::chrono::milliseconds(1);
    options.known_syncs = service.syncs.size();
    return test::run_all(apply::execute(service, todo, std::move(options)));
}

plan::plan plan_of(std::vector<plan::change> changes) {
    plan::plan whole;
    whole.changes = std::move(changes);
    return whole;
}

plan::change run_of(const std::string& key) {
    plan::change change = test::trigger_of(key, 0);
    change.depends_on = {"replace:" + key};
    return change;
}

fake_service with(std::vector<model::live_sync> live) {
    fake_service service;
    service.syncs = std::move(live);
    return service;
}

/// The ids of what is there.
std::vector<std::int64_t> ids(const fake_service& service) {
    std::vector<std::int64_t> all;
    for (const model::live_sync& live : service.syncs) {
        all.push_back(live.id);
    }
    return all;
}

using numbers = std::vector<std::int64_t>;

}  // namespace

TEST_CASE("a replacement makes the new sync, proves it, deletes the old one, and runs the new one") {
    fake_service service = with({live_of("A", 7), live_of("B", 8)});
    const plan::plan todo = plan_of({replace_of("A", 7), run_of("A")});
    const auto results = done(service, todo);
    REQUIRE(results.size() == 2);
    CHECK(apply::complete(results));
    CHECK(results[0].sync_id == 100);
    CHECK(results[1].sync_id == 100);
    CHECK(service.calls == calls{"get 7", "create A", "get 100", "list 1", "get 7", "delete 7", "get 7",
                                 "runs 100", "trigger 100", "list 1"});
    CHECK(ids(service) == numbers{8, 100});
    CHECK(service.syncs[1].spec.operation == "update");
}

TEST_CASE("a new sync that is not as it was sent leaves the old one where it is") {
    fake_service service = with({live_of("A", 7)});
    service.on_store = [](model::sync_spec& spec) {
        spec.paused = true;
    };
    const auto results = done(service, plan_of({replace_of("A", 7), run_of("A")}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message ==
          "sync 100 was made, and the old one, sync 7, is still there: accepted but not applied: the server "
          "stored something else");
    CHECK(results[0].sync_id == 100);
    REQUIRE(results[0].not_applied.size() == 1);
    CHECK(to_string(results[0].not_applied[0].path) == "paused");
    CHECK(results[1].outcome == outcome::skipped);
    CHECK(results[1].message == "it waits for replace:A, which did not end well");
    CHECK(ids(service) == numbers{7, 100});
}

TEST_CASE("a third sync of the label keeps the old one, and the old one is none") {
    fake_service service = with({live_of("A", 7)});
    service.after_create = [&service] {
        service.syncs.push_back(live_of("A", 200));
    };
    const auto results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message ==
          "sync 100 was made, and the old one, sync 7, is still there: it was created, but sync 200 has the "
          "same label: somebody else created it at the same time; delete one of them");
    CHECK(ids(service) == numbers{7, 100, 200});
}

TEST_CASE("a refused create of a replacement changes nothing") {
    fake_service service = with({live_of("A", 7)});
    service.create_mishaps["A"] = mishap::refused;
    const auto results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message == "POST /syncs: 422: no such object");
    CHECK_FALSE(results[0].sync_id);
    CHECK(ids(service) == numbers{7});
}

TEST_CASE("a lost create of a replacement is found, and not the old sync taken for it") {
    fake_service service = with({live_of("A", 7)});
    service.create_mishaps["A"] = mishap::lost_after;
    auto results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[0].sync_id == 100);
    CHECK(results[0].message == "the reply to the create was lost; the sync was found in the workspace");
    CHECK(service.count("create A") == 1);
    CHECK(ids(service) == numbers{100});

    service = with({live_of("A", 7)});
    service.create_mishaps["A"] = mishap::lost_before;
    results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::unknown);
    CHECK(service.count("create A") == 1);
    CHECK(ids(service) == numbers{7});
}

TEST_CASE("a delete of the old sync that is refused or lost says what is there") {
    fake_service service = with({live_of("A", 7)});
    service.delete_mishaps[7] = mishap::refused;
    auto results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message ==
          "sync 100 was made, and the old one, sync 7, is still there: DELETE /syncs/7: 403: not allowed");
    CHECK(ids(service) == numbers{7, 100});

    service = with({live_of("A", 7)});
    service.delete_mishaps[7] = mishap::lost_after;
    results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[0].message == "the reply to the delete was lost; the sync is gone");
    CHECK(ids(service) == numbers{100});

    service = with({live_of("A", 7)});
    service.delete_mishaps[7] = mishap::lost_before;
    results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::unknown);
    CHECK(
        results[0].message.starts_with("sync 100 was made; of the old one, sync 7: the reply to the delete "
                                       "was lost, and the sync is still there"));
    CHECK(service.count("delete 7") == 1);
}

TEST_CASE("an old sync that others changed meanwhile is not deleted") {
    fake_service service = with({live_of("A", 7)});
    service.after_create = [&service] {
        service.syncs[0].spec.paused = true;
    };
    const auto results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message ==
          "sync 100 was made, and the old one, sync 7, is still there: sync 7 has changed since the plan was "
          "made, so that nothing was sent; plan again");
    CHECK(results[0].moved.empty());
    CHECK(service.count("delete 7") == 0);
}

TEST_CASE("a sync that has moved, or is as declared by then, is not replaced") {
    fake_service service = with({live_of("A", 7)});
    service.syncs[0].spec.paused = true;
    auto results = done(service, plan_of({replace_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(service.calls == calls{"get 7"});

    service = with({live_of("A", 7)});
    service.syncs[0].spec.operation = "update";
    results = done(service, plan_of({replace_of("A", 7), run_of("A")}));
    CHECK(apply::complete(results));
    CHECK(results[0].message == "it was as declared by then; nothing was sent");
    CHECK(results[0].sync_id == 7);
    CHECK(results[1].sync_id == 7);
    CHECK(service.calls == calls{"get 7", "runs 7", "trigger 7", "list 1"});
}

TEST_CASE("a follower is pointed to the new sync before the old one goes, and keeps it where it cannot be") {
    model::live_sync child = live_of("child", 9);
    child.spec.triggers.sync_sequence.id = 7;
    plan::change pointed = test::update_of("child", 9);
    pointed.desired = test::spec_of("child");
    pointed.desired.triggers.sync_sequence.key = "A";
    pointed.depends_on = {"replace:A"};
    pointed.live_fingerprint = plan::live_fingerprint(child, pointed.context);
    const plan::plan todo = plan_of({pointed, replace_of("A", 7)});

    fake_service service = with({live_of("A", 7), child});
    auto results = done(service, todo);
    CHECK(apply::complete(results));
    const auto at = [&service](const char* call) {
        return std::find(service.calls.begin(), service.calls.end(), call);
    };
    CHECK(at("create A") < at("update 9 triggers"));
    CHECK(at("update 9 triggers") < at("delete 7"));
    CHECK(ids(service) == numbers{9, 100});
    CHECK(service.syncs[0].spec.triggers.sync_sequence.id == 100);

    service = with({live_of("A", 7), child});
    service.update_mishaps[9] = mishap::refused;
    results = done(service, todo);
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[1].outcome == outcome::failed);
    CHECK(results[1].message ==
          "sync 100 was made, and the old one, sync 7, is still there: it waits for update:child, which did "
          "not end well");
    CHECK(ids(service) == numbers{7, 9, 100});
}

TEST_CASE("an interruption between the halves says what is there, and the journal tells which is which") {
    const test::temporary_folder here;
    fake_service service = with({live_of("A", 7)});
    bool stop = false;
    service.after_create = [&stop] {
        stop = true;
    };
    const plan::plan todo = [] {
        plan::plan whole = plan_of({replace_of("A", 7)});
        whole.id = plan::content_id(whole);
        return whole;
    }();
    {
        apply::journal record(here.path, "apply", todo, {}, std::chrono::system_clock::now(),
                              {{{"B", 3, 4}}, {"C"}});
        apply::apply_options options;
        options.record = &record;
        options.stop_requested = [&stop] {
            return stop;
        };
        const auto results = done(service, todo, std::move(options));
        CHECK(results[0].outcome == outcome::failed);
        CHECK(results[0].message ==
              "sync 100 was made, and the old one, sync 7, is still there: interrupted before it began");
        record.close(false);
    }
    CHECK(ids(service) == numbers{7, 100});
    const apply::open_journals open = apply::read_journals(here.path);
    REQUIRE(open.interrupted.size() == 1);
    const apply::interrupted_apply& left = open.interrupted.front();
    CHECK(left.actions[0].made_id == 100);
    CHECK(left.actions[0].second_half_at.empty());
    CHECK(left.actions[0].outcome == outcome::failed);
    CHECK(left.carried.replacing == std::vector<plan::unfinished_replace>{{"B", 3, 4}});
    CHECK(left.carried.owed == std::set<std::string>{"C"});
}

TEST_CASE("both ids are in the journal before the old sync is deleted") {
    const test::temporary_folder here;
    fake_service service = with({live_of("A", 7)});
    plan::plan todo = plan_of({replace_of("A", 7)});
    todo.id = plan::content_id(todo);
    apply::journal record(here.path, "apply", todo, {}, std::chrono::system_clock::now());
    apply::apply_options options;
    options.record = &record;
    CHECK(apply::complete(done(service, todo, std::move(options))));
    const std::string text = test::text_of(apply::read_journals(here.path).running.front());
    const auto left = apply::read_journal(text);
    REQUIRE(left);
    CHECK(left->actions[0].intended);
    CHECK(left->actions[0].made_id == 100);
    CHECK_FALSE(left->actions[0].second_half_at.empty());
    CHECK(left->actions[0].outcome == outcome::done);
    CHECK(text.find(R"({"made":"replace:A","old_sync_id":7,"new_sync_id":100})") <
          text.find(R"({"second_half":"replace:A")"));
}
