#include <csignal>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "sandbox/input_error.hpp"
#include "sandbox/server.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {

namespace {

sandbox::served_api wanted_api(const std::string& word) {
    const auto api = sandbox::read_served_api(word.empty() || word == "auto" ? "v1" : word);
    if (!api) {
        throw command_failure(
            exit_usage, "the sandbox speaks no API generation '" + text::escape_for_terminal(word) + "'",
            "give --api 2021, v1, v2 or all");
    }
    return *api;
}

/// One for each generation that is served, in the order of their age.
std::vector<std::string> base_urls(const sandbox::server& server, sandbox::served_api api) {
    std::vector<std::string> urls;
    for (const sandbox::generation spoken : sandbox::all_generations) {
        if (sandbox::speaks(api, spoken)) {
            urls.push_back(server.base_url(spoken));
        }
    }
    return urls;
}

std::string joined(const std::vector<std::string>& texts, const std::string& separator) {
    std::string all;
    for (const std::string& each : texts) {
        all += (all.empty() ? "" : separator) + each;
    }
    return all;
}

}  // namespace

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
    wanted.personal_token = options.personal_token;
    wanted.settings = options.sandbox_settings;
    wanted.api = wanted_api(options.api);
    wanted.port = options.port;
    wanted.faults = options.faults;
    wanted.fault_file = options.fault_file;
    wanted.log = invocation.log;
    const sandbox::served_api api = wanted.api;
    std::unique_ptr<sandbox::server> server;
    try {
        server = sandbox::start_server(std::move(wanted));
    } catch (const sandbox::input_error& problem) {
        throw command_failure(exit_failed,
                              "the sandbox cannot start: " + text::escape_for_terminal(problem.what()));
    }
    const std::vector<std::string> urls = base_urls(*server, api);
    invocation.screen.data(joined(urls, "\n") + "\n");
    invocation.screen.note("Serving a simulated workspace at " + joined(urls, ", ") + "; Ctrl-C ends it.");
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
