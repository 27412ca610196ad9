#include "cli/open_work.hpp"

#include <chrono>

#include "cli/apply_settings.hpp"
#include "cli/command_failure.hpp"
#include "cli/workspace_reading.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

bool writes(const context& invocation) {
    return invocation.options.command == command::apply || invocation.options.command == command::trigger;
}

std::string shown(const std::filesystem::path& path) {
    return "'" + text::escape_for_terminal(path.string()) + "'";
}

}  // namespace

open_work find_open_work(const context& invocation, const plan::workspace_identity& here) {
    apply::open_journals found = apply::read_journals(apply::journal_folder(invocation.options.directory));
    for (const auto& [path, why] : found.damaged) {
        const std::string text =
            "the journal " + shown(path) + " is damaged: " + text::escape_for_terminal(why);
        if (writes(invocation)) {
            throw command_failure(
                exit_failed, text,
                "an apply may have left something open: look at `censusctl plan`, then delete it");
        }
        invocation.screen.warning(text);
    }
    // A command that writes holds the lock of this folder by now, so that these are no others' but its own.
    if (!found.running.empty() && !writes(invocation)) {
        invocation.screen.warning(
            "an apply is under way in this folder; the plan may be out of date at once");
    }
    open_work left;
    left.journals = std::move(found.empty);
    for (apply::interrupted_apply& interrupted : found.interrupted) {
        // Connections may have come and gone since. A journal of an older version says nothing of them.
        if (plan::likeness_of(interrupted.plan.workspace, here) != plan::likeness::other) {
            left.journals.push_back(interrupted.path);
            left.interrupted.push_back(std::move(interrupted));
        }
    }
    return left;
}

std::set<std::string> settle_open_work(const context& invocation, session& connection, open_work& work,
                                       census::workspace_snapshot& workspace) {
    work.left = {};
    if (work.interrupted.empty()) {
        return {};
    }
    const apply::apply_options pace = paces(invocation, connection);
    apply::resume_options options;
    options.now = std::chrono::system_clock::now();
    options.look = pace.look;
    options.poll = pace.poll;
    options.run_timeout = pace.run_timeout;
    options.wait_for_runs = writes(invocation);
    options.stop_requested = pace.stop_requested;
    const apply::resumption found =
        settle_journals(connection, work.interrupted, workspace.syncs, std::move(options));
    work.left = {found.replacing, found.owed};
    for (const std::string& note : found.notes) {
        invocation.screen.note(text::escape_for_terminal(note));
    }
    if (found.syncs_appeared) {
        list_syncs(connection, workspace);
    }
    return found.owed;
}

void close_open_work(const open_work& work) {
    for (const std::filesystem::path& journal : work.journals) {
        apply::close_journal(journal);
    }
}

apply::carried_work left_to_others(const context& invocation, const open_work& work, const plan::plan& todo) {
    apply::carried_work left = work.left;
    if (!invocation.options.selects()) {
        left.owed.clear();  // the plan is of all files, and knows of all that is owed
    }
    for (const plan::change& planned : todo.changes) {
        if (planned.what == plan::action::trigger) {
            left.owed.erase(planned.sync);
        }
    }
    return left;
}

void close_idle_work(const context& invocation, const open_work& work, const plan::plan& todo) {
    const apply::carried_work left = left_to_others(invocation, work, todo);
    if (left.replacing.empty() && left.owed.empty()) {
        close_open_work(work);
    }
}

}  // namespace censusctl::cli
