#include "cli/plan_file.hpp"

#include <stdexcept>

#include "apply/executor.hpp"
#include "cli/command_failure.hpp"
#include "cli/environment.hpp"
#include "cli/outputs.hpp"
#include "cli/workspace_reading.hpp"
#include "manifest/file_text.hpp"
#include "plan/saved_plan.hpp"
#include "plan/staleness.hpp"
#include "report/values.hpp"
#include "text/counted.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

constexpr std::size_t longest_value = 80;

std::string quoted(const std::string& raw) {
    return "'" + text::escape_for_terminal(raw) + "'";
}

/// "! create:a: sync 70 has this label by now", and a line for each value that is another.
std::string stale_text(const plan::stale_action& stale) {
    std::string text = "! " + text::escape_for_terminal(stale.action->id()) + ": " + stale.why;
    for (const diff::field_change& field : stale.fields) {
        text += "\n    " + text::escape_for_terminal(to_string(field.path)) + ": planned as " +
                report::shown_value(field.path, field.after, longest_value) + ", now " +
                report::shown_value(field.path, field.before, longest_value);
    }
    return text;
}

}  // namespace

void write_plan_file(const context& invocation, const plan::plan& todo,
                     const diagnostics::source_map& sources) {
    const std::string& path = invocation.options.out;
    if (todo.has_blocking_errors()) {
        throw command_failure(exit_manifest,
                              "a plan with errors cannot be applied, so it was not saved to " + quoted(path));
    }
    if (path == standard_stream) {
        invocation.screen.data(plan::encode_plan(todo, sources), "json");
        return;
    }
    try {
        text::write_file(path, plan::encode_plan(todo, sources), true);
    } catch (const text::file_error& problem) {
        throw command_failure(exit_failed,
                              "the plan was not saved: " + text::escape_for_terminal(problem.what()));
    }
}

plan::plan read_plan_file(const std::string& path, diagnostics::source_map& sources) {
    const manifest::file_text text = manifest::read_file(path);
    if (!text.bytes) {
        throw command_failure(exit_failed, "the plan " + quoted(path) + " cannot be read: " +
                                               (text.too_large ? "it is too large" : text.failure));
    }
    try {
        return plan::decode_plan(*text.bytes, sources);
    } catch (const plan::saved_plan_error& problem) {
        const bool unreadable = problem.why() == plan::saved_plan_error::kind::unreadable;
        throw command_failure(unreadable ? exit_failed : exit_refused,
                              quoted(path) + ": " + text::escape_for_terminal(problem.what()),
                              "make it anew with `censusctl plan --out`");
    }
}

void check_place(const plan::plan& saved, const session& connection) {
    const plan::workspace_identity& there = saved.workspace;
    const std::string here = connection.identity().environment;
    if (there.base_url != connection.workspace_name() || there.api != connection.api_generation() ||
        there.environment != here) {
        throw command_failure(exit_refused,
                              "the plan was made for " + quoted(there.base_url) + " (api " +
                                  text::escape_for_terminal(there.api) +
                                  environment_suffix(text::escape_for_terminal(there.environment)) +
                                  "), and this is " + quoted(connection.workspace_name()) + " (api " +
                                  text::escape_for_terminal(connection.api_generation()) +
                                  environment_suffix(here) + "); nothing was done");
    }
}

void check_actions(const plan::plan& saved, const session& connection) {
    const model::capabilities can = connection.capabilities();
    for (const plan::change& change : saved.changes) {
        if (!plan::is_write(change.what)) {
            continue;
        }
        const bool known = apply::is_supported(change.what);
        if (!known || !plan::is_possible(change.what, can)) {
            throw command_failure(
                exit_refused,
                "the plan holds the action " + quoted(change.id()) + ", which " +
                    (known ? "the API of generation " + text::escape_for_terminal(connection.api_generation())
                           : std::string("this version of censusctl")) +
                    " cannot do; nothing was done",
                "plan again");
        }
    }
}

namespace {

/// The token picks the workspace behind a base URL: what the plan names must be what is here.
void check_workspace(const context& invocation, const plan::plan& saved,
                     const plan::workspace_identity& here) {
    const plan::likeness likeness = plan::likeness_of(saved.workspace, here);
    if (likeness == plan::likeness::same) {
        return;
    }
    for (const std::string& line : plan::differences(saved.workspace, here, "the plan")) {
        invocation.screen.complain("! " + text::escape_for_terminal(line));
    }
    switch (likeness) {
        case plan::likeness::same:
        case plan::likeness::changed:
            throw command_failure(
                exit_refused,
                "the workspace's connections have changed since the plan was made; nothing was done",
                "plan again");
        case plan::likeness::unknown:
            throw command_failure(exit_refused,
                                  "the plan cannot be told to be of this workspace; nothing was done",
                                  "make it anew with `censusctl plan --out`");
        case plan::likeness::other:
            throw command_failure(exit_refused, "the plan was made in another workspace; nothing was done",
                                  "give the token of that workspace, or plan again in this one");
    }
}

}  // namespace

namespace {

/// The key of a sync that the plan deals with, of which an earlier apply left two, and not so that the old
/// one goes; empty: there is none.
std::string unfinished_in(const plan::plan& saved, const std::vector<plan::unfinished_replace>& replacing) {
    for (const plan::unfinished_replace& half : replacing) {
        bool touched = false;
        bool finished = false;
        for (const plan::change& planned : saved.changes) {
            touched = touched || planned.sync == half.sync;
            finished = finished || (planned.what == plan::action::remove && planned.sync_id == half.old_id);
        }
        if (touched && !finished) {
            return half.sync;
        }
    }
    return {};
}

}  // namespace

open_work refuse_if_moved(const context& invocation, session& connection, const plan::plan& saved,
                          census::workspace_snapshot& now) {
    now = read_workspace(connection, {});
    const plan::workspace_identity here = identity_of(connection, now);
    check_workspace(invocation, saved, here);
    constexpr int most_readings = 4;
    bool whole = !saved.relies_on_absence();
    for (int reading = 0; !whole && reading < most_readings; ++reading) {
        whole = confirm_listing(connection, now);
    }
    if (!whole) {
        throw command_failure(exit_failed,
                              "the list of syncs changed each time it was read; nothing was done",
                              "try again when nobody edits the workspace");
    }
    open_work left_open = find_open_work(invocation, here);
    std::set<std::string> owed = settle_open_work(invocation, connection, left_open, now);
    for (const plan::change& planned : saved.changes) {
        if (planned.what == plan::action::trigger) {
            owed.erase(planned.sync);
        }
    }
    if (!owed.empty()) {
        throw command_failure(exit_refused,
                              "an interrupted apply left " + text::counted(owed.size(), "run") +
                                  " to be started, of which this plan knows nothing; nothing was done",
                              "plan again");
    }
    if (const std::string key = unfinished_in(saved, left_open.left.replacing); !key.empty()) {
        throw command_failure(exit_refused,
                              "an interrupted apply left a replacement of " + quoted(key) +
                                  " to be finished, of which this plan knows nothing; nothing was done",
                              "plan again");
    }
    const auto stale = plan::find_stale(saved, now.syncs);
    if (stale.empty()) {
        return left_open;
    }
    for (const plan::stale_action& action : stale) {
        invocation.screen.complain(stale_text(action));
    }
    throw command_failure(exit_refused,
                          "the workspace has moved under " + std::to_string(stale.size()) + " of " +
                              std::to_string(saved.changes.size()) +
                              " actions since the plan was made; nothing was done",
                          "plan again");
}

}  // namespace censusctl::cli
