#include "cli/app.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <boost/system/system_error.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/environment.hpp"
#include "cli/known_names.hpp"
#include "cli/logging.hpp"
#include "cli/project_folder.hpp"
#include "cli/settings.hpp"
#include "cli/shell_completion.hpp"
#include "text/escape.hpp"
#include "text/repository_files.hpp"
#include "text/version.hpp"

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
        case command::cancel:
            return run_cancel(invocation);
        case command::runs:
            return run_runs(invocation);
        case command::explain:
            return run_explain(invocation);
        case command::explain_diff:
            return run_explain_diff(invocation);
        case command::adopt:
            return run_adopt(invocation);
        case command::init:
            return run_init(invocation);
        case command::import:
            return run_import(invocation);
        case command::list:
            return run_list(invocation);
        case command::migrate:
            return run_migrate(invocation);
        case command::lock:
            return run_lock(invocation);
        case command::schema:
            return run_schema(invocation);
        case command::sandbox:
            return run_sandbox(invocation);
        case command::completion:
            invocation.screen.data(completion_script(invocation.options.words.front()), "script");
            return exit_ok;
        case command::none:
            break;
    }
    return exit_usage;
}

}  // namespace

namespace {

/// A descriptor that the caller closed would go to the next file that is opened, and what is meant for people
/// into that file.
void open_standard_descriptors() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
            static_cast<void>(::open("/dev/null", descriptor == STDIN_FILENO ? O_RDONLY : O_WRONLY));
        }
    }
}

constexpr const char* raise_the_limit = "raise the limit (`ulimit -n`), or lower --concurrency";

/// What the system lacks is no defect of ours: a process of few descriptors is what its caller made it.
exit_status tell_of(int number, const std::exception& problem, console& screen) {
    if (number != EMFILE && number != ENFILE) {
        screen.error("a defect of censusctl " + std::string(text::version()) + ": " +
                         text::escape_for_terminal(problem.what()),
                     "please report it, with the command and what it printed");
        return exit_bug;
    }
    rlimit most{};
    static_cast<void>(::getrlimit(RLIMIT_NOFILE, &most));
    screen.error("Too many open files: this process may have " + std::to_string(most.rlim_cur) +
                     " at a time, which is too few",
                 raise_the_limit);
    return exit_failed;
}

std::string log_level_of(const cli_options& options) {
    if (!options.log_level.empty()) {
        return options.log_level;
    }
    return options.verbose > 1 ? "debug" : options.verbose == 1 ? "info" : "warn";
}

/// What a shell asks while somebody types: whatever is wrong, there is no completion, and nothing is said of
/// it.
exit_status answer_shell(const std::vector<std::string>& question, console& screen) {
    // Nobody who presses Tab waits for a slow disk.
    constexpr unsigned most_seconds = 2;
    ::alarm(most_seconds);
    const std::filesystem::path folder = find_project(asked_folder(question));
    const text::working_repository repository(folder);
    screen.data(answer_completion(describe_program(), question,
                                  [&folder](known_name kind) { return known_names(folder, kind); }),
                "script");
    return exit_ok;
}

/// A core file would hold the token.
void leave_no_core() {
    const rlimit none{0, 0};
    static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
}

}  // namespace

int run(int count, const char* const* words) noexcept {
    open_standard_descriptors();
    leave_no_core();
    // A reader that goes away ends the writing, not the work.
    std::signal(SIGPIPE, SIG_IGN);
    try {
        console screen;
        for (const std::string& secret : possible_secrets({})) {
            screen.hide(secret);
        }
        if (count > 2 && words[1] == completion_question) {
            return answer_shell(std::vector<std::string>(words + 2, words + count), screen);
        }
        parse_outcome parsed = parse_arguments(count, words, screen.help_width());
        if (parsed.leave_with) {
            if (*parsed.leave_with == exit_ok) {
                screen.data(parsed.text);
            } else {
                screen.note(std::string_view(parsed.text).substr(0, parsed.text.size() - 1));
            }
            return *parsed.leave_with;
        }
        cli_options& options = parsed.options;
        if (options.command != command::init) {  // which begins a project where it is
            options.begun_in = options.directory;
            options.directory = find_project(options.directory).string();
        }
        screen.set_colour(options.no_color ? "never" : options.color);
        screen.set_quiet(options.quiet);
        screen.hide(options.token);
        const auto log = make_log_sink(log_level_of(options), options.log_format,
                                       [&screen](std::string_view line) { return screen.redact(line); });
        const context invocation{options, screen, log};
        const text::working_repository repository(options.directory);
        try {
            const exit_status ended = wants_every_environment(options)
                                          ? run_each_environment(invocation, dispatch)
                                          : dispatch(invocation);
            if (const std::string& why = screen.lost_output(); !why.empty()) {
                throw command_failure(exit_failed, "the output could not be written whole: " + why +
                                                       "; what the command did is as said above");
            }
            return ended;
        } catch (const command_failure& failure) {
            const bool too_many_files =
                std::string_view(failure.what()).find("Too many open files") != std::string_view::npos;
            screen.error(failure.what(), too_many_files ? raise_the_limit : failure.hint());
            return failure.status();
        } catch (const boost::system::system_error& problem) {
            return tell_of(problem.code().value(), problem, screen);
        } catch (const std::system_error& problem) {
            return tell_of(problem.code().value(), problem, screen);
        } catch (const std::exception& bug) {
            screen.error("a defect of censusctl " + std::string(text::version()) + ": " +
                             text::escape_for_terminal(bug.what()),
                         "please report it, with the command and what it printed");
            return exit_bug;
        }
    } catch (const std::exception& bug) {
        // Before there is a console that knows the secrets: nothing read so far holds one.
        std::fputs(("error: a defect of censusctl " + std::string(text::version()) + ": " +
                    text::escape_for_terminal(bug.what()) + "\n")
                       .c_str(),
                   stderr);
        return exit_bug;
    } catch (...) {
        return exit_bug;
    }
}

}  // namespace censusctl::cli
