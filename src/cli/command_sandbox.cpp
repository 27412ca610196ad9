#include <csignal>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "sandbox/server.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {

exit_status run_sandbox(const context& invocation) {
    const cli_options& options = invocation.options;
    // Blocked before the server's thread exists, so that it inherits this and the wait below gets them.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    sandbox::server_options wanted;
    wanted.world = options.world;
    wanted.state_file = options.state_file;
    wanted.token = options.token.empty() ? "sandbox" : options.token;
    wanted.port = options.port;
    wanted.faults = options.faults;
    wanted.fault_file = options.fault_file;
    wanted.log = invocation.log;
    std::unique_ptr<sandbox::server> server;
    try {
        server = sandbox::start_server(std::move(wanted));
    } catch (const std::runtime_error& problem) {
        throw command_failure(exit_failed,
                              "the sandbox cannot start: " + text::escape_for_terminal(problem.what()));
    }
    invocation.screen.data(server->base_url() + "\n");
    invocation.screen.note("Serving a simulated workspace at " + server->base_url() + "; Ctrl-C ends it.");
    invocation.screen.note("Its token is " +
                           std::string(options.token.empty() ? "sandbox" : "the one given") +
                           ": set CENSUS_API_TOKEN and CENSUS_BASE_URL.");
    int signal = 0;
    while (sigwait(&ends, &signal) != 0) {
    }
    server->stop();
    invocation.screen.note("Ended after " + std::to_string(server->requests()) + " requests.");
    return exit_ok;
}

}  // namespace censusctl::cli
