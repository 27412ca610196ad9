#include "cli/app.hpp"

#include <csignal>
#include <cstdio>
#include <exception>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/logging.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

exit_status dispatch(const context& invocation) {
    switch (invocation.options.command) {
        case command::validate:
            return run_validate(invocation);
        case command::plan:
            return run_plan(invocation);
        case command::apply:
            return run_apply(invocation);
        case command::drift:
            return run_drift(invocation);
        case command::graph:
            return run_graph(invocation);
        case command::trigger:
            return run_trigger(invocation);
        case command::explain:
            return run_explain(invocation);
        case command::explain_diff:
            return run_explain_diff(invocation);
        case command::lock:
            return run_lock(invocation);
        case command::schema:
            return run_schema(invocation);
        case command::sandbox:
            return run_sandbox(invocation);
        case command::none:
            break;
    }
    return exit_usage;
}

}  // namespace

int run(int count, const char* const* words) noexcept {
    // A reader that goes away ends the writing, not the work.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        console screen;
        const parse_outcome parsed = parse_arguments(count, words);
        if (parsed.leave_with) {
            if (*parsed.leave_with == exit_ok) {
                screen.data(parsed.text);
            } else {
                screen.note(std::string_view(parsed.text).substr(0, parsed.text.size() - 1));
            }
            return *parsed.leave_with;
        }
        const cli_options& options = parsed.options;
        screen.set_colour(!options.no_color);
        screen.hide(options.token);
        const auto log = make_log_sink(options.log_level, options.log_format,
                                       [&screen](std::string_view line) { return screen.redact(line); });
        const context invocation{options, screen, log};
        try {
            return dispatch(invocation);
        } catch (const command_failure& failure) {
            screen.error(failure.what(), failure.hint());
            return failure.status();
        } catch (const std::exception& bug) {
            screen.error(
                "a defect of censusctl " CENSUSCTL_VERSION ": " + text::escape_for_terminal(bug.what()),
                "please report it, with the command and what it printed");
            return exit_bug;
        }
    } catch (const std::exception& bug) {
        // Before there is a console that knows the secrets: nothing read so far holds one.
        std::fputs(("error: a defect of censusctl " CENSUSCTL_VERSION ": " +
                    text::escape_for_terminal(bug.what()) + "\n")
                       .c_str(),
                   stderr);
        return exit_bug;
    } catch (...) {
        return exit_bug;
    }
}

}  // namespace censusctl::cli
