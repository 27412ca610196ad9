#include "cli/open_work.hpp"

#include <chrono>

#include "apply/journal.hpp"
#include "cli/apply_settings.hpp"
#include "cli/command_failure.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

bool writes(const context& given) {
    return given.options.command == command::apply || given.options.command == command::trigger;
}

std::string shown(const std::filesystem::path& path) {
    return "'" + text::escape_for_terminal(path.string()) + "'";
}

}  // namespace

open_work find_open_work(const context& given, const session& connection) {
    apply::open_journals found = apply::read_journals(apply::journal_folder(given.options.directory));
    for (const auto& [path, why] : found.damaged) {
        const std::string text =
            "the journal " + shown(path) + " is damaged: " + text::escape_for_terminal(why);
        if (writes(given)) {
            throw command_failure(
                exit_failed, text,
                "an apply may have left something open: look at `censusctl plan`, then delete it");
        }
        given.screen.warning(text);
    }
    // A command that writes holds the lock of this folder by now, so that these are no others' but its own.
    if (!found.running.empty() && !writes(given)) {
        given.screen.warning("an apply is under way in this folder; the plan may be out of date at once");
    }
    open_work left;
    left.journals = std::move(found.empty);
    for (apply::interrupted_apply& one : found.interrupted) {
        if (one.plan.base_url == connection.workspace_name() && one.plan.api == connection.api_generation()) {
            left.journals.push_back(one.path);
            left.interrupted.push_back(std::move(one));
        }
    }
    return left;
}

std::set<std::string> settle_open_work(const context& given, session& connection, const open_work& work,
                                       census::workspace_snapshot& workspace) {
    if (work.interrupted.empty()) {
        return {};
    }
    const apply::apply_options pace = paces(given, connection);
    apply::resume_options how;
    how.now = std::chrono::system_clock::now();
    how.look = pace.look;
    how.poll = pace.poll;
    how.run_timeout = pace.run_timeout;
    how.wait_for_runs = writes(given);
    how.stop_requested = pace.stop_requested;
    const apply::resumption found = connection.settle(work.interrupted, workspace.syncs, std::move(how));
    for (const std::string& note : found.notes) {
        given.screen.note(text::escape_for_terminal(note));
    }
    if (found.syncs_appeared) {
        connection.list_syncs(workspace);
    }
    return found.owed;
}

void close_open_work(const open_work& work) {
    for (const std::filesystem::path& journal : work.journals) {
        apply::close_journal(journal);
    }
}

}  // namespace censusctl::cli
