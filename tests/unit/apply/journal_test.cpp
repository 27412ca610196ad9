#include "apply/journal.hpp"

#include <doctest/doctest.h>

#include <random>
#include <stdexcept>

#include "apply/interrupted_apply.hpp"
#include "plan/fingerprint.hpp"
#include "support/temporary_folder.hpp"
#include "unit/apply/fake_service.hpp"

using namespace censusctl;
using apply::outcome;

namespace {

plan::plan some_plan() {
    plan::plan made;
    made.workspace.base_url = "https://app.getcensus.com/api/v1";
    made.workspace.api = "2021";
    made.changes = {test::create_of("A"), test::trigger_of("A", 0), test::trigger_of("B", 7)};
    made.id = plan::content_id(made);
    return made;
}

apply::wall_time some_time() {
    return apply::wall_time(std::chrono::seconds(1'763'946'123));
}

/// The text of a journal in which A was created, its run begun and nothing heard of it.
std::string some_text(const test::temporary_folder& here) {
    const plan::plan todo = some_plan();
    apply::journal record(here.path, "apply", todo, {}, some_time());
    record.intend(todo.changes[0], 0, some_time());
    apply::action_result created;
    created.change = &todo.changes[0];
    created.outcome = outcome::done;
    created.sync_id = 4545;
    record.ended(created);
    record.intend(todo.changes[1], 12, some_time());
    const auto open = apply::read_journals(here.path);
    CHECK(open.running.size() == 1);
    return test::text_of(open.running.front());
}

}  // namespace

TEST_CASE("a journal that was left says what was intended and what came of it") {
    const test::temporary_folder here;
    static_cast<void>(some_text(here));
    const apply::open_journals open = apply::read_journals(here.path);
    REQUIRE(open.interrupted.size() == 1);
    CHECK(open.running.empty());
    const apply::interrupted_apply& left = open.interrupted.front();
    CHECK(left.command == "apply");
    CHECK(left.started_at == "2025-11-24T01:02:03Z");
    CHECK(left.plan.id == some_plan().id);
    REQUIRE(left.actions.size() == 3);
    CHECK(left.actions[0].outcome == outcome::done);
    CHECK(left.actions[0].sync_id == 4545);
    CHECK(left.actions[1].intended);
    CHECK(left.actions[1].last_run == 12);
    CHECK_FALSE(left.actions[1].outcome);
    CHECK_FALSE(left.actions[2].intended);
}

TEST_CASE("a settled journal is closed and only the newest of them are kept") {
    const test::temporary_folder here;
    const plan::plan todo = some_plan();
    for (int made = 0; made < 25; ++made) {
        apply::journal record(here.path, "apply", todo, {}, some_time() + std::chrono::seconds(made));
        record.close(true);
    }
    const apply::open_journals open = apply::read_journals(here.path);
    CHECK(open.interrupted.empty());
    CHECK(std::distance(std::filesystem::directory_iterator(here.path),
                        std::filesystem::directory_iterator()) == 20);
}

TEST_CASE("a journal that was not settled stays open") {
    const test::temporary_folder here;
    apply::journal(here.path, "apply", some_plan(), {}, some_time()).close(false);
    CHECK(apply::read_journals(here.path).interrupted.size() == 1);
}

TEST_CASE("a journal cut off anywhere is read as far as it goes") {
    const test::temporary_folder here;
    const std::string text = some_text(here);
    const std::size_t planned = text.find('\n', text.find('\n') + 1) + 1;
    for (std::size_t size = 0; size <= text.size(); ++size) {
        const auto read = apply::read_journal(std::string_view(text).substr(0, size));
        CHECK(read.has_value() == (size >= planned));
    }
}

TEST_CASE("a damaged journal is named with the line") {
    const test::temporary_folder here;
    const auto why = [](const std::string& text) {
        try {
            static_cast<void>(apply::read_journal(text));
        } catch (const std::runtime_error& problem) {
            return std::string(problem.what());
        }
        return std::string();
    };
    const std::string text = some_text(here);
    CHECK(why("{}\n{}\n") == "line 1 is not that of a journal which this version reads");
    CHECK(why(text + "junk\n").rfind("line 6 is not JSON: ", 0) == 0);
    CHECK(why(text + "{\"intent\":\"create:Z\"}\n") ==
          "line 6 is not as expected: /intent is no action of the plan");
    CHECK(why(text + "{\"ended\":\"create:A\",\"outcome\":\"fine\"}\n") ==
          "line 6 is not as expected: /outcome is no outcome");
    std::string altered = text;
    altered.replace(altered.find("upsert"), 6, "mirror");
    CHECK(why(altered) ==
          "line 2 holds no plan: the plan was altered after it was saved: its digest does not fit");
}

TEST_CASE("no mutation of a journal does worse than refuse it") {
    const test::temporary_folder here;
    const std::string text = some_text(here);
    std::mt19937 random(11);
    std::size_t refused = 0;
    for (int round = 0; round < 1'000; ++round) {
        std::string broken = text;
        broken[random() % broken.size()] = static_cast<char>(random() % 256);
        try {
            static_cast<void>(apply::read_journal(broken));
        } catch (const std::runtime_error&) {
            ++refused;
        }
    }
    CHECK(refused > 500);
}

TEST_CASE("the folder of a project is made with a file that keeps it out of Git") {
    const test::temporary_folder here;
    CHECK(apply::make_private_folder(here.path) == here.path / ".censusctl");
    CHECK(test::text_of(here.path / ".censusctl/.gitignore") == "*\n");
}
