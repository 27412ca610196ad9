#include "cli/action_report.hpp"

#include <doctest/doctest.h>

#include "support/changes.hpp"

using namespace censusctl;
using plan::action;

namespace {

/// A plan's change, and what came of it.
struct ended_action {
    explicit ended_action(action what, apply::outcome outcome = apply::outcome::done) {
        change.what = what;
        change.sync = "users";
        result.change = &change;
        result.outcome = outcome;
        result.sync_id = 61;
    }
    ended_action(const ended_action&) = delete;
    ended_action& operator=(const ended_action&) = delete;
    plan::change change;
    apply::action_result result;
};

std::string line_of(action what, apply::outcome outcome = apply::outcome::done) {
    const ended_action ended(what, outcome);
    return cli::action_line(ended.result);
}

}  // namespace

TEST_CASE("each action that was done is told in its own words") {
    CHECK(line_of(action::create) == "+ created users (sync 61)\n");
    CHECK(line_of(action::update) == "~ updated users (sync 61)\n");
    CHECK(line_of(action::replace) == "± replaced users (sync 61)\n");
    CHECK(line_of(action::remove) == "- deleted users (sync 61)\n");
    CHECK(line_of(action::trigger) == "> triggered users (sync 61)\n");
}

TEST_CASE("each action that did not end well is named") {
    CHECK(line_of(action::create, apply::outcome::failed) == "! failed: create users (sync 61)\n");
    CHECK(line_of(action::update, apply::outcome::unknown) == "! unknown: update users (sync 61)\n");
    CHECK(line_of(action::replace, apply::outcome::skipped) == "! skipped: replace users (sync 61)\n");
    CHECK(line_of(action::remove, apply::outcome::failed) == "! failed: delete users (sync 61)\n");
    CHECK(line_of(action::trigger, apply::outcome::unknown) == "! unknown: trigger users (sync 61)\n");
}

TEST_CASE("a sync that has moved is shown as planned and as it is now") {
    ended_action ended(action::update, apply::outcome::failed);
    ended.result.message = "sync 61 has changed since the plan was made";
    ended.result.moved = {test::change("paused", false, true),
                          test::change("label", std::string("Theirs"), std::string("Ours"))};
    CHECK(cli::action_line(ended.result) ==
          "! failed: update users (sync 61)\n    sync 61 has changed since the plan was made\n"
          "    paused: planned as true, now false\n    label: planned as 'Ours', now 'Theirs'\n");
}

TEST_CASE("the last line counts each action under its own word") {
    const ended_action created(action::create);
    CHECK(cli::summary_line({created.result}) ==
          "Applied: 1 created, 0 triggered; 0 failed, 0 unknown, 0 not done.");
    const ended_action updated(action::update);
    const ended_action replaced(action::replace);
    const ended_action removed(action::remove);
    const ended_action triggered(action::trigger);
    const ended_action failed(action::update, apply::outcome::failed);
    CHECK(cli::summary_line({created.result, updated.result, updated.result, replaced.result, removed.result,
                             triggered.result, failed.result}) ==
          "Applied: 1 created, 2 updated, 1 replaced, 1 deleted, 1 triggered; 1 failed, 0 unknown, 0 not "
          "done.");
}

TEST_CASE("a run that failed was triggered, one that was never started was not") {
    ended_action failed(action::trigger, apply::outcome::failed);
    CHECK(cli::summary_line({failed.result}) ==
          "Applied: 0 created, 0 triggered; 1 failed, 0 unknown, 0 not done.");
    failed.result.sync_run_id = 9001;
    CHECK(cli::summary_line({failed.result}) ==
          "Applied: 0 created, 1 triggered; 1 failed, 0 unknown, 0 not done.");
}
