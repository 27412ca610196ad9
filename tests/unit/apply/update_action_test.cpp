#include <doctest/doctest.h>

#include "apply/executor.hpp"
#include "plan/fingerprint.hpp"
#include "support/changes.hpp"
#include "unit/apply/fake_service.hpp"

using namespace censusctl;
using apply::outcome;
using test::fake_service;
using test::live_of;
using test::remove_of;
using test::trigger_of;
using test::update_of;
using mishap = fake_service::mishap;
using calls = std::vector<std::string>;

namespace {

std::vector<apply::action_result> done(fake_service& service, const plan::plan& todo,
                                       std::size_t known_syncs = 0) {
    apply::apply_options options;
    options.look = std::chrono::milliseconds(1);
    options.poll = std::chrono::milliseconds(1);
    options.known_syncs = known_syncs;
    return test::run_all(apply::execute(service, todo, std::move(options)));
}

plan::plan plan_of(std::vector<plan::change> changes) {
    plan::plan whole;
    whole.changes = std::move(changes);
    return whole;
}

fake_service with(std::vector<model::live_sync> live) {
    fake_service service;
    service.syncs = std::move(live);
    return service;
}

}  // namespace

TEST_CASE("an update reads the sync, sends the keys that differ in one request and reads it again") {
    fake_service service = with({live_of("A", 7)});
    const plan::plan todo = plan_of({update_of("A", 7), trigger_of("A", 7, {"update:A"})});
    const auto results = done(service, todo);
    REQUIRE(results.size() == 2);
    CHECK(apply::complete(results));
    CHECK(results[0].sync_id == 7);
    CHECK(service.syncs[0].spec.paused);
    CHECK(service.calls == calls{"get 7", "update 7 paused", "runs 7", "trigger 7", "get 7"});
}

TEST_CASE("the order of fields goes along with another object, to which it belongs") {
    for (const std::string_view order : {"", "mapping_order"}) {
        CAPTURE(order);
        fake_service service = with({live_of("A", 7)});
        service.syncs[0].spec.field_order = order;
        plan::change change = update_of("A", 7);
        change.desired = service.syncs[0].spec;
        change.desired.destination.object = "Lead";
        change.live_fingerprint = plan::live_fingerprint(service.syncs[0], change.context);
        CHECK(apply::complete(done(service, plan_of({change}))));
        CHECK(service.count(order.empty() ? "update 7 destination" : "update 7 destination field_order") ==
              1);
    }
}

TEST_CASE("many updates are read back with the pages of the listing") {
    std::vector<model::live_sync> live;
    std::vector<plan::change> changes;
    for (int id = 1; id <= 5; ++id) {
        live.push_back(live_of(std::to_string(id), id));
        changes.push_back(update_of(std::to_string(id), id));
    }
    fake_service service = with(live);
    CHECK(apply::complete(done(service, plan_of(changes), 5)));
    CHECK(service.count("list 1") == 1);
    CHECK(service.count("get 3") == 1);
}

TEST_CASE("a sync that has moved since the plan was made is left alone") {
    fake_service service = with({live_of("A", 7)});
    service.syncs[0].spec.operation = "mirror";
    const plan::plan todo = plan_of({update_of("A", 7), trigger_of("A", 7, {"update:A"})});
    const auto results = done(service, todo);
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message ==
          "sync 7 has changed since the plan was made, so that nothing was sent; plan again");
    CHECK(results[0].moved.size() == 2);
    CHECK(results[1].outcome == outcome::skipped);
    CHECK(service.calls == calls{"get 7"});
}

TEST_CASE("a sync that is as declared by then is sent nothing") {
    fake_service service = with({live_of("A", 7)});
    service.syncs[0].spec.paused = true;
    const auto results = done(service, plan_of({update_of("A", 7)}));
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[0].message == "it was as declared by then; nothing was sent");
    CHECK(service.count("update 7 paused") == 0);
}

TEST_CASE("an update of a sync that is gone fails and is not sent") {
    fake_service service;
    const auto results = done(service, plan_of({update_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(service.calls == calls{"get 7"});
}

TEST_CASE("a refused update is failed with what the server said") {
    fake_service service = with({live_of("A", 7)});
    service.update_mishaps[7] = mishap::refused;
    const auto results = done(service, plan_of({update_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message == "PATCH /syncs/7: 400: no such field");
}

TEST_CASE("what an update was answered with must be what was sent") {
    fake_service service = with({live_of("A", 7)});
    service.on_store = [](model::sync_spec& spec) {
        spec.paused = false;
    };
    const auto results = done(service, plan_of({update_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message == "accepted but not applied: the server stored something else");
    REQUIRE(results[0].not_applied.size() == 1);
    CHECK(results[0].not_applied[0] == test::change("paused", false, true));
}

TEST_CASE("an update whose reply is lost is settled by reading and sent once") {
    fake_service service = with({live_of("A", 7)});
    service.update_mishaps[7] = mishap::lost_after;
    auto results = done(service, plan_of({update_of("A", 7)}));
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[0].message == "the reply to the update was lost; the sync is as declared");
    CHECK(service.count("update 7 paused") == 1);

    service = with({live_of("A", 7)});
    service.update_mishaps[7] = mishap::lost_before;
    results = done(service, plan_of({update_of("A", 7)}));
    CHECK(results[0].outcome == outcome::unknown);
    CHECK(results[0].message ==
          "the reply to the update was lost, and the sync is as it was; that may still change: plan again "
          "before another apply: PATCH /syncs/7: connection closed before a reply came");
    CHECK(service.count("update 7 paused") == 1);
    CHECK(service.count("get 7") == 4);
}

TEST_CASE("a lost update of a sync that others changed meanwhile is unknown and says so") {
    fake_service service = with({live_of("A", 7)});
    service.update_mishaps[7] = mishap::lost_before;
    service.before_update = [&service] {
        service.syncs[0].spec.operation = "mirror";
    };
    const auto results = done(service, plan_of({update_of("A", 7)}));
    CHECK(results[0].outcome == outcome::unknown);
    CHECK(results[0].message.starts_with(
        "the reply to the update was lost, and the sync is neither as it was nor as "
        "declared: plan again"));
}

TEST_CASE("what is not understood never passes as what was wanted") {
    const auto make_odd = [](fake_service& service) {
        service.syncs[0].not_understood = "paused is a string, expected a boolean";
    };
    SUBCASE("before the update") {
        fake_service service = with({live_of("A", 7)});
        const plan::plan todo = plan_of({update_of("A", 7)});
        service.syncs[0].spec = todo.changes[0].desired;
        make_odd(service);
        const auto results = done(service, todo);
        CHECK(results[0].outcome == outcome::failed);
        CHECK(results[0].moved.empty());
        CHECK(service.calls == calls{"get 7"});
    }
    SUBCASE("in what the update is answered with") {
        fake_service service = with({live_of("A", 7)});
        service.before_update = [&] {
            make_odd(service);
        };
        const auto results = done(service, plan_of({update_of("A", 7)}));
        CHECK(results[0].outcome == outcome::unknown);
        CHECK(results[0].message ==
              "it was written, but what was read back is not understood: paused is a string, expected a "
              "boolean");
    }
    SUBCASE("where the reply is lost") {
        fake_service service = with({live_of("A", 7)});
        service.before_update = [&] {
            make_odd(service);
        };
        service.update_mishaps[7] = mishap::lost_after;
        const auto results = done(service, plan_of({update_of("A", 7)}));
        CHECK(results[0].outcome == outcome::unknown);
        CHECK(results[0].message.find("what the sync is by now is not understood") != std::string::npos);
    }
    SUBCASE("in a create whose reply is lost") {
        fake_service service = with({});
        service.create_mishaps["A"] = mishap::lost_after;
        service.after_create = [&] {
            make_odd(service);
        };
        const auto results = done(service, plan_of({test::create_of("A")}));
        CHECK(results[0].outcome == outcome::unknown);
        CHECK(results[0].message.find("which has its label and is not understood") != std::string::npos);
        CHECK(std::ranges::count(service.calls, "create A") == 1);
    }
}

TEST_CASE("a delete reads the sync before and finds it gone after") {
    fake_service service = with({live_of("A", 7), live_of("B", 8)});
    const auto results = done(service, plan_of({remove_of("A", 7)}));
    CHECK(results[0].outcome == outcome::done);
    CHECK(service.calls == calls{"get 7", "delete 7", "get 7"});
    REQUIRE(service.syncs.size() == 1);
    CHECK(service.syncs[0].id == 8);
}

TEST_CASE("what is to be deleted and is gone by then is done") {
    fake_service service;
    const auto results = done(service, plan_of({remove_of("A", 7)}));
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[0].message == "it was gone by then; nothing was sent");
    CHECK(service.calls == calls{"get 7"});
}

TEST_CASE("a sync that has moved is not deleted") {
    fake_service service = with({live_of("A", 7)});
    service.syncs[0].spec.label = "Kept";
    const auto results = done(service, plan_of({remove_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(service.calls == calls{"get 7"});
    CHECK(service.syncs.size() == 1);
}

TEST_CASE("a refused delete is failed and a lost one is settled by reading") {
    fake_service service = with({live_of("A", 7)});
    service.delete_mishaps[7] = mishap::refused;
    auto results = done(service, plan_of({remove_of("A", 7)}));
    CHECK(results[0].outcome == outcome::failed);
    CHECK(results[0].message == "DELETE /syncs/7: 403: not allowed");

    service.delete_mishaps[7] = mishap::lost_before;
    results = done(service, plan_of({remove_of("A", 7)}));
    CHECK(results[0].outcome == outcome::unknown);

    service.delete_mishaps[7] = mishap::lost_after;
    results = done(service, plan_of({remove_of("A", 7)}));
    CHECK(results[0].outcome == outcome::done);
    CHECK(results[0].message == "the reply to the delete was lost; the sync is gone");
    CHECK(service.count("delete 7") == 3);
}

TEST_CASE("deletes come last, and not at all where a change before them did not end well") {
    fake_service service = with({live_of("A", 7), live_of("B", 8)});
    const std::vector<plan::change> changes{test::create_of("N"), update_of("A", 7),
                                            trigger_of("A", 7, {"update:A"}), remove_of("B", 8)};
    CHECK(apply::complete(done(service, plan_of(changes))));
    const auto at = [&service](const char* call) {
        return std::find(service.calls.begin(), service.calls.end(), call);
    };
    CHECK(at("trigger 7") < at("delete 8"));
    CHECK(at("create N") < at("delete 8"));

    service = with({live_of("A", 7), live_of("B", 8)});
    service.create_mishaps["N"] = mishap::refused;
    const auto results = done(service, plan_of(changes));
    CHECK(results[1].outcome == outcome::done);
    CHECK(results[3].outcome == outcome::skipped);
    CHECK(results[3].message == "it waits for create:N, which did not end well");
    CHECK(service.count("delete 8") == 0);
}
