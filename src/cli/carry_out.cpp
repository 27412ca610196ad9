#include "cli/carry_out.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <stdexcept>

#include "apply/executor.hpp"
#include "apply/journal.hpp"
#include "census/api.hpp"
#include "cli/action_report.hpp"
#include "cli/apply_settings.hpp"
#include "cli/command_failure.hpp"
#include "cli/outputs.hpp"
#include "cli/signal_loop.hpp"
#include "cli/workspace_reading.hpp"
#include "plan/saved_plan.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

std::unique_ptr<apply::journal> begin_journal(const context& invocation, const work_order& order,
                                              const apply::carried_work& carried) {
    try {
        static_cast<void>(apply::make_private_folder(invocation.options.directory));
        return std::make_unique<apply::journal>(apply::journal_folder(invocation.options.directory),
                                                order.command, order.todo, order.sources,
                                                std::chrono::system_clock::now(), carried);
    } catch (const text::file_error& problem) {
        throw command_failure(
            exit_failed,
            "the journal cannot be begun, and nothing was done: " + text::escape_for_terminal(problem.what()),
            "an apply notes each write in .censusctl/journal before it is sent");
    }
}

/// A journal whose end cannot be written stays open, and a later apply looks into it.
void end_journal(const context& invocation, apply::journal& record, bool settled) {
    try {
        record.close(settled);
    } catch (const text::file_error& problem) {
        invocation.screen.warning("the journal cannot be closed: " +
                                  text::escape_for_terminal(problem.what()));
    }
}

}  // namespace

struct folder_lock::implementation {
    explicit implementation(const std::filesystem::path& path) : lock(path) {}
    text::file_lock lock;
};

folder_lock::folder_lock(const context& invocation) {
    try {
        const std::filesystem::path folder = apply::make_private_folder(invocation.options.directory);
        all_ = std::make_unique<implementation>(folder / "apply.lock");
    } catch (const text::file_error& problem) {
        throw command_failure(exit_failed, text::escape_for_terminal(problem.what()));
    }
    if (!all_->lock.held()) {
        throw command_failure(exit_refused, "another apply is under way in this folder; nothing was done",
                              "wait for it to end");
    }
}

folder_lock::~folder_lock() = default;

void agree(const context& invocation) {
    if (invocation.options.auto_approve) {
        return;
    }
    if (!invocation.screen.interactive()) {
        throw command_failure(exit_refused, "apply needs somebody to say yes, and this is not a terminal",
                              "give --auto-approve");
    }
    if (!invocation.screen.confirm("Do this? Only `yes` is taken as yes: ")) {
        throw command_failure(exit_refused, "nothing was done");
    }
}

void refuse_read_only(const session& connection) {
    if (connection.read_only()) {
        throw command_failure(exit_refused, "nothing may be written here: it is read-only; nothing was done",
                              "--read-only was given, or censusctl.yaml says `read_only: true`");
    }
}

void check_may_write(session& connection, const plan::plan& todo) {
    if (!todo.can_apply()) {
        return;
    }
    refuse_read_only(connection);
    const auto is_worded = [](const plan::change& planned) {
        return planned.what == plan::action::create || planned.what == plan::action::update ||
               planned.what == plan::action::replace;
    };
    if (std::ranges::none_of(todo.changes, is_worded)) {
        return;
    }
    if (const std::string why = why_unproved(connection); !why.empty()) {
        throw command_failure(exit_refused, why + ", so that none is written; nothing was done",
                              "--allow-unproved-api writes by the keys that the API reference supposes");
    }
}

void within_limits(const context& invocation, const plan::plan& todo) {
    const auto exceeded = [](const diagnostics::diagnostic& problem) {
        return problem.id == diagnostics::code::limit_exceeded;
    };
    if (invocation.options.override_limits ||
        std::none_of(todo.diagnostics.begin(), todo.diagnostics.end(), exceeded)) {
        return;
    }
    throw command_failure(exit_refused, "the plan exceeds a limit of `policy`; nothing was done",
                          "give --override-limits if this much is meant");
}

void write_agreement(const context& invocation, const plan::plan& todo,
                     const diagnostics::source_map& sources) {
    refuse_secret(invocation, plan::encode_plan(todo, sources), "the plan");
    try {
        static_cast<void>(apply::make_private_folder(invocation.options.directory));
        apply::journal record(apply::journal_folder(invocation.options.directory), "apply", todo, sources,
                              std::chrono::system_clock::now());
        end_journal(invocation, record, true);
    } catch (const text::file_error& problem) {
        invocation.screen.warning("what was applied cannot be noted: " +
                                  text::escape_for_terminal(problem.what()));
    }
}

namespace {

/// Whether an apply has finished what it was handed on: what it has not keeps its journal open.
bool has_finished(const apply::carried_work& carried, const std::vector<apply::action_result>& results) {
    return carried.owed.empty() &&
           std::ranges::all_of(carried.replacing, [&](const plan::unfinished_replace& half) {
               return std::ranges::any_of(results, [&](const apply::action_result& result) {
                   return result.change->what == plan::action::remove &&
                          result.change->sync_id == half.old_id && result.outcome == apply::outcome::done;
               });
           });
}

}  // namespace

exit_status carry_out(const context& invocation, session& connection, const work_order& order) {
    const bool json = invocation.options.format == "json";
    refuse_secret(invocation, plan::encode_plan(order.todo, order.sources), "the plan");
    const apply::carried_work carried = left_to_others(invocation, order.left_open, order.todo);
    const std::unique_ptr<apply::journal> record = begin_journal(invocation, order, carried);
    close_open_work(order.left_open);
    apply::apply_options options = paces(invocation, connection);
    options.known_syncs = order.known_syncs;
    options.record = record.get();
    options.observe = observe_on(invocation.screen, !json);
    auto work = apply::execute(connection.service(), order.todo, std::move(options));
    const auto results =
        connection.loop().run_until_signal(std::move(work), signal_loop::on_signal::let_them_end);
    const bool complete = apply::complete(results);
    end_journal(invocation, *record, complete && has_finished(carried, results));
    if (json) {
        invocation.screen.data(results_json(order.todo, results, connection.spent()), "json");
    }
    invocation.screen.note(summary_line(results));
    invocation.screen.note("Done with " + connection.cost() + ".");
    if (connection.interrupted()) {
        invocation.screen.error("interrupted; what was done, and what not, is as said above");
        return exit_interrupted;
    }
    if (!complete) {
        invocation.screen.error("not all of it was done; what failed or is unknown is said above");
    }
    return complete ? exit_ok : exit_incomplete;
}

}  // namespace censusctl::cli
