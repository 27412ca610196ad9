#include "apply/cancellation.hpp"
#include "cli/apply_settings.hpp"
#include "cli/carry_out.hpp"
#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/named_syncs.hpp"
#include "cli/signal_loop.hpp"
#include "cli/workspace_reading.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

constexpr std::size_t longest_message = 500;

/// Says what came of one, on stdout: it is what the command was asked for.
void tell(const context& invocation, const named_sync& sync, const apply::cancellation& one) {
    std::string text = text::escape_for_terminal(sync.key) + ": run " + std::to_string(one.run_id);
    switch (one.outcome) {
        case apply::outcome::done:
            text += one.canceled ? " canceled" : " not running";
            break;
        case apply::outcome::unknown:
            text += " unknown";
            break;
        case apply::outcome::failed:
        case apply::outcome::skipped:
            text += " not canceled";
            break;
    }
    if (!one.message.empty()) {
        text += ": " + text::escape_and_cut(one.message, longest_message);
    }
    invocation.screen.data(text + "\n");
}

}  // namespace

exit_status run_cancel(const context& invocation) {
    const loaded_project project = load(invocation, {});
    const auto connection = connect(invocation, project);
    refuse_read_only(*connection);
    const std::vector<named_sync> named = find_named(project, *connection, invocation.options.words);
    if (const model::capabilities can = connection->capabilities(); !can.can_cancel) {
        throw command_failure(exit_failed,
                              "the API of generation " + std::string(can.generation) + " cannot cancel runs",
                              "cancel it in the web page");
    }
    bool complete = true;
    for (const named_sync& sync : named) {
        auto work = apply::cancel_runs(connection->service(), sync.id, paces(invocation, *connection).look);
        const auto canceled =
            connection->loop().run_until_signal(std::move(work), signal_loop::on_signal::let_them_end);
        if (!canceled) {
            throw_failure(canceled.error());
        }
        if (canceled->empty()) {
            invocation.screen.data(text::escape_for_terminal(sync.key) + ": no run is under way\n");
        }
        for (const apply::cancellation& one : *canceled) {
            tell(invocation, sync, one);
            complete = complete && one.outcome == apply::outcome::done;
        }
        if (connection->interrupted()) {
            invocation.screen.error("interrupted; no further run is canceled");
            return exit_interrupted;
        }
    }
    if (!complete) {
        invocation.screen.complain("A run was not canceled, or it cannot be told whether it was.");
    }
    return complete ? exit_ok : exit_incomplete;
}

}  // namespace censusctl::cli
