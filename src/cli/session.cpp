#include "cli/session.hpp"

#include <exception>
#include <random>
#include <sstream>
#include <utility>

#include "apply/journal.hpp"
#include "census/api.hpp"
#include "cli/command_failure.hpp"
#include "cli/settings.hpp"
#include "cli/signal_loop.hpp"
#include "cli/workspace_reading.hpp"
#include "http/read_only_client.hpp"
#include "http/recorder.hpp"
#include "http/url.hpp"
#include "manifest/declaration.hpp"
#include "sandbox/input_error.hpp"
#include "sandbox/server.hpp"
#include "sandbox/workspace_record.hpp"
#include "text/counted.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

/// The token of the in-process sandbox: no secret, since nobody else can know its port.
constexpr const char* sandbox_token = "sandbox-token";

/// A token that nobody else on this machine can guess: a copy holds what the workspace holds.
std::string random_token() {
    std::random_device source;
    std::ostringstream text;
    for (int part = 0; part < 4; ++part) {
        text << std::hex << source();
    }
    return text.str();
}

[[noreturn]] void cannot_start(const std::exception& problem) {
    throw command_failure(exit_failed,
                          "the sandbox cannot start: " + text::escape_for_terminal(problem.what()));
}

/// Each environment has a simulated workspace of its own.
std::unique_ptr<sandbox::server> start_sandbox(const cli_options& options, const std::string& api,
                                               const std::string& environment) {
    sandbox::server_options wanted;
    wanted.world = *options.sandbox;
    wanted.token = sandbox_token;
    wanted.faults = options.faults;
    // Whoever moves from one generation to another asks both of one workspace.
    wanted.api = options.command == command::migrate
                     ? sandbox::served_api::all
                     : sandbox::read_served_api(api).value_or(sandbox::served_api::v1);
    try {
        wanted.state_file = apply::make_private_folder(options.directory) /
                            (environment.empty() ? "sandbox.state" : "sandbox." + environment + ".state");
        return sandbox::start_server(std::move(wanted));
    } catch (const text::file_error& problem) {
        cannot_start(problem);
    } catch (const sandbox::input_error& problem) {
        cannot_start(problem);
    }
}

std::unique_ptr<sandbox::server> start_copy(sandbox::workspace_record copy, const std::string& token) {
    sandbox::server_options wanted;
    wanted.copy_of = std::move(copy);
    wanted.token = token;
    try {
        return sandbox::start_server(std::move(wanted));
    } catch (const sandbox::input_error& problem) {
        throw command_failure(exit_failed,
                              "the workspace cannot be copied: " + text::escape_for_terminal(problem.what()));
    }
}

}  // namespace

struct session::implementation {
    implementation(const cli_options& options, const manifest::project_config& config, console& shown_on,
                   const diagnostics::log_sink& log)
        : screen(shown_on), wanted(read_settings(options, config)), environment(config.environment) {
        if (options.sandbox) {
            serve(start_sandbox(options, wanted.api, environment), sandbox_token);
            if (options.command == command::migrate) {
                speak_to_sandbox();
            }
            name = "sandbox";
        } else if (!options.faults.empty()) {
            throw command_failure(exit_usage, "--fault needs --sandbox");
        }
        if (wanted.token.empty()) {
            throw command_failure(exit_failed,
                                  "no API token: the variable " + wanted.token_env + " is not set",
                                  "set it to a workspace's API key, or try --sandbox, which needs none");
        }
        if (!options.sandbox) {
            name = wanted.base_url;
            screen.hide(wanted.token);
        }
        open(options, log, options.concurrency, options.most_concurrency);
    }

    implementation(const implementation& beside, const cli_options& options,
                   const manifest::project_config& config, console& shown_on,
                   const diagnostics::log_sink& log)
        : screen(shown_on),
          wanted(read_settings(options, config)),
          sandbox(beside.sandbox),
          name(beside.name) {
        wanted.token = beside.wanted.token;
        speak_to_sandbox();
        open(options, log, options.concurrency, options.most_concurrency);
    }

    implementation(const cli_options& options, const manifest::project_config& config, console& shown_on,
                   const diagnostics::log_sink& log, sandbox::workspace_record copy, const std::string& of)
        : screen(shown_on),
          wanted(read_settings(options, config)),
          environment(config.environment),
          name(of) {
        const std::string token = random_token();
        wanted.api = sandbox::word_of(copy.spoken);
        is_copy = true;
        serve(start_copy(std::move(copy), token), token);
        screen.hide(token);
        open(options, log, 1, 1);
    }

    void serve(std::unique_ptr<sandbox::server> started, const std::string& token) {
        sandbox = std::move(started);
        wanted.base_url = sandbox->base_url();
        wanted.token = token;
    }

    /// Of a sandbox that serves all generations, the one that is wanted: V1 where none is.
    void speak_to_sandbox() {
        wanted.base_url =
            sandbox->base_url(sandbox::find_generation(wanted.api).value_or(sandbox::generation::v1));
    }

    void open(const cli_options& options, const diagnostics::log_sink& log, std::size_t concurrency,
              std::size_t most_concurrency) {
        const auto url = http::parse_url(wanted.base_url);
        if (!url) {
            throw_failure(url.error());
        }
        http::client_options client_options;
        client_options.base_url = wanted.base_url;
        client_options.token = wanted.token;
        client_options.ca_file = options.ca_file;
        client_options.https_proxy = wanted.https_proxy;
        client_options.no_proxy = wanted.no_proxy;
        client_options.allow_insecure_http = options.allow_insecure_http;
        client_options.concurrency = concurrency;
        client_options.most_concurrency = most_concurrency;
        if (options.timeout_seconds > 0) {
            client_options.total_timeout = std::chrono::seconds(options.timeout_seconds);
        }
        if (sandbox) {
            // Simulated time goes by the request, so there is nothing to wait for.
            client_options.backoff_base = std::chrono::milliseconds(5);
        }
        client_options.log = log;
        auto connected = http::make_client(loop.executor(), std::move(client_options));
        if (!connected) {
            throw_failure(connected.error());
        }
        transport = std::move(*connected);
        if (wanted.read_only && !is_copy) {
            transport = std::make_unique<http::read_only_client>(std::move(transport));
        }
        if (options.rehearse) {
            auto keeps = std::make_unique<http::recorder>(std::move(transport));
            recorded = keeps.get();
            transport = std::move(keeps);
        }
        base_path = url->path;
        allow_unproved = options.allow_unproved || is_copy;
        service = make_service(wanted.api);
        loop.end_requests = [this] {
            transport->stop();
        };
        loop.announce = [this] {
            screen.note("interrupted: no further action is begun; those under way end (again: stop at once)");
        };
    }

    [[nodiscard]] std::unique_ptr<census::api> make_service(const std::string& generation) const {
        constexpr std::string_view key_of_workspace = "secret-token:";
        census::api_options speech;
        speech.generation = generation;
        speech.base_path = base_path;
        speech.group = wanted.group;
        speech.allow_unproved = allow_unproved;
        // A copy of the workspace knows what it takes.
        speech.check_unproved = allow_unproved && !is_copy;
        speech.has_workspace_key = wanted.token.starts_with(key_of_workspace);
        return census::make_api(*transport, std::move(speech));
    }

    ~implementation() {
        transport->stop();
        if (sandbox && sandbox.use_count() == 1) {
            sandbox->stop();
        }
    }

    console& screen;
    settings wanted;
    std::string environment;  ///< of the project; empty: none
    signal_loop loop;
    std::shared_ptr<sandbox::server> sandbox;  ///< shared by the sessions of one `migrate`
    std::unique_ptr<http::client> transport;
    http::recorder* recorded{nullptr};  ///< `transport`, where it keeps what passes
    std::string base_path;
    bool allow_unproved{false};
    bool is_copy{false};
    bool said_keys{false};
    std::string name;
    std::unique_ptr<census::api> service;
};

session::session(const cli_options& options, const manifest::project_config& config, console& screen,
                 const diagnostics::log_sink& log)
    : all_(std::make_unique<implementation>(options, config, screen, log)) {}

session::session(const cli_options& options, const manifest::project_config& config, console& screen,
                 const diagnostics::log_sink& log, sandbox::workspace_record copy, const std::string& of)
    : all_(std::make_unique<implementation>(options, config, screen, log, std::move(copy), of)) {}

session::session(const session& beside, const cli_options& options, const manifest::project_config& config,
                 const diagnostics::log_sink& log)
    : all_(beside.simulated()
               ? std::make_unique<implementation>(*beside.all_, options, config, beside.all_->screen, log)
               : std::make_unique<implementation>(options, config, beside.all_->screen, log)) {}

session::~session() = default;

std::string session::api_generation() const {
    return std::string(all_->service->capabilities().generation);
}
void session::speak(const std::string& generation) {
    auto speaks = all_->make_service(generation);
    if (all_->wanted.api == "auto" && speaks) {
        all_->service = std::move(speaks);
    }
}
void session::work_in(const std::vector<std::string>& groups) {
    if (all_->service->groups().empty()) {
        all_->service->work_in(groups);
    }
}
void session::say_learnt_keys() {
    const std::string learnt = all_->service->learnt_keys();
    if (!learnt.empty() && !all_->is_copy && !std::exchange(all_->said_keys, true)) {
        screen().note("in this V2 " + text::escape_for_terminal(learnt));
    }
}
bool session::read_only() const noexcept {
    return all_->wanted.read_only;
}
bool session::simulated() const noexcept {
    return all_->sandbox != nullptr;
}
const std::string& session::workspace_name() const noexcept {
    return all_->name;
}
plan::workspace_identity session::identity() const {
    plan::workspace_identity known;
    known.base_url = workspace_name();
    known.api = api_generation();
    known.environment = all_->environment;
    known.groups = all_->service->groups();
    return known;
}
census::api& session::service() const noexcept {
    return *all_->service;
}
model::capabilities session::capabilities() const {
    return all_->service->capabilities();
}
signal_loop& session::loop() noexcept {
    return all_->loop;
}
console& session::screen() noexcept {
    return all_->screen;
}
bool session::interrupted() const noexcept {
    return all_->loop.interrupted();
}

http::client_statistics session::spent() const {
    return all_->transport->statistics();
}

std::vector<http::recorded_exchange> session::take_recorded() {
    std::vector<http::recorded_exchange> taken;
    if (all_->recorded != nullptr) {
        taken = all_->recorded->take();
    }
    for (http::recorded_exchange& exchange : taken) {
        exchange.sent.target.erase(0, all_->base_path.size());
    }
    return taken;
}

std::string session::cost() const {
    const http::client_statistics spent = all_->transport->statistics();
    constexpr std::uint64_t kilobyte = 1000;
    return text::counted(spent.requests, "request") + " (" +
           text::counted(spent.requests - spent.writes, "read") + ", " +
           text::counted(spent.writes, "write") + "; " + std::to_string(spent.retries) +
           " of them repeats), " + text::counted(spent.connections, "connection") + ", " +
           std::to_string((spent.bytes_received + kilobyte - 1) / kilobyte) + " KB received";
}

}  // namespace censusctl::cli
