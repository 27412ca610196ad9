#include "cli/session.hpp"

#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <exception>
#include <random>
#include <sstream>

#include "apply/executor.hpp"
#include "cli/command_failure.hpp"
#include "cli/settings.hpp"
#include "http/url.hpp"
#include "report/failure.hpp"
#include "sandbox/server.hpp"
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

std::unique_ptr<sandbox::server> start_sandbox(const cli_options& options) {
    sandbox::server_options wanted;
    wanted.world = *options.sandbox;
    wanted.token = sandbox_token;
    wanted.faults = options.faults;
    try {
        wanted.state_file = apply::make_private_folder(options.directory) / "sandbox.state";
        return sandbox::start_server(std::move(wanted));
    } catch (const std::runtime_error& problem) {
        throw command_failure(exit_failed,
                              "the sandbox cannot start: " + text::escape_for_terminal(problem.what()));
    }
}

std::unique_ptr<sandbox::server> start_copy(sandbox::workspace_record copy, const std::string& token) {
    sandbox::server_options wanted;
    wanted.copy_of = std::move(copy);
    wanted.token = token;
    try {
        return sandbox::start_server(std::move(wanted));
    } catch (const std::runtime_error& problem) {
        throw command_failure(exit_failed,
                              "the workspace cannot be copied: " + text::escape_for_terminal(problem.what()));
    }
}

}  // namespace

struct session::implementation {
    implementation(const cli_options& options, const manifest::project_config& config, console& shown_on,
                   const diagnostics::log_sink& log)
        : screen(shown_on), wanted(read_settings(options, config)), signals(loop) {
        if (options.sandbox) {
            serve(start_sandbox(options), sandbox_token);
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
        open(options, log, options.concurrency);
    }

    implementation(const cli_options& options, const manifest::project_config& config, console& shown_on,
                   const diagnostics::log_sink& log, sandbox::workspace_record copy, const std::string& of)
        : screen(shown_on), wanted(read_settings(options, config)), signals(loop), name(of) {
        const std::string token = random_token();
        serve(start_copy(std::move(copy), token), token);
        screen.hide(token);
        open(options, log, 1);
    }

    void serve(std::unique_ptr<sandbox::server> started, const std::string& token) {
        sandbox = std::move(started);
        wanted.base_url = sandbox->base_url();
        wanted.token = token;
    }

    void open(const cli_options& options, const diagnostics::log_sink& log, std::size_t concurrency) {
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
        if (options.timeout_seconds > 0) {
            client_options.total_timeout = std::chrono::seconds(options.timeout_seconds);
        }
        if (sandbox) {
            // Simulated time goes by the request, so there is nothing to wait for.
            client_options.backoff_base = std::chrono::milliseconds(5);
        }
        client_options.log = log;
        auto connected = http::make_client(loop.get_executor(), std::move(client_options));
        if (!connected) {
            throw_failure(connected.error());
        }
        transport = std::move(*connected);
        if (options.rehearse) {
            auto keeps = std::make_unique<http::recorder>(std::move(transport));
            recorded = keeps.get();
            transport = std::move(keeps);
        }
        base_path = url->path;
        service = census::make_api(wanted.api, *transport, base_path);
    }

    ~implementation() {
        transport->stop();
        if (sandbox) {
            sandbox->stop();
        }
    }

    void watch_signals() {
        signals.async_wait([this](const boost::system::error_code& cancelled, int) {
            if (cancelled) {
                return;
            }
            if (interrupted) {
                ::_exit(exit_interrupted);
            }
            interrupted = true;
            if (writing) {
                screen.note(
                    "interrupted: no further action is begun; those under way end (again: stop at once)");
            } else {
                transport->stop();
            }
            watch_signals();
        });
    }

    console& screen;
    settings wanted;
    boost::asio::io_context loop{1};
    boost::asio::signal_set signals;
    std::unique_ptr<sandbox::server> sandbox;
    std::unique_ptr<http::client> transport;
    http::recorder* recorded{nullptr};  ///< `transport`, where it keeps what passes
    std::string base_path;
    std::string name;
    std::unique_ptr<census::api> service;
    bool interrupted{false};
    bool writing{false};
};

session::session(const cli_options& options, const manifest::project_config& config, console& screen,
                 const diagnostics::log_sink& log)
    : all_(std::make_unique<implementation>(options, config, screen, log)) {}

session::session(const cli_options& options, const manifest::project_config& config, console& screen,
                 const diagnostics::log_sink& log, sandbox::workspace_record copy, const std::string& of)
    : all_(std::make_unique<implementation>(options, config, screen, log, std::move(copy), of)) {}

session::~session() = default;

const std::string& session::base_url() const noexcept {
    return all_->wanted.base_url;
}
const std::string& session::api_generation() const noexcept {
    return all_->wanted.api;
}
bool session::simulated() const noexcept {
    return all_->sandbox != nullptr;
}
const std::string& session::workspace_name() const noexcept {
    return all_->name;
}
census::api& session::service() noexcept {
    return *all_->service;
}
bool session::interrupted() const noexcept {
    return all_->interrupted;
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
    return std::to_string(spent.requests) + " requests (" + std::to_string(spent.requests - spent.writes) +
           " reads, " + std::to_string(spent.writes) + " writes; " + std::to_string(spent.retries) +
           " of them repeats), " + std::to_string(spent.connections) + " connections, " +
           std::to_string((spent.bytes_received + kilobyte - 1) / kilobyte) + " KB received";
}

template <class T>
T session::run(boost::asio::awaitable<T> work, bool writes) {
    all_->writing = writes;
    std::optional<T> value;
    std::exception_ptr thrown;
    all_->signals.add(SIGINT);
    all_->signals.add(SIGTERM);
    all_->watch_signals();
    boost::asio::co_spawn(all_->loop, std::move(work), [&](std::exception_ptr problem, T result) {
        thrown = std::move(problem);
        value = std::move(result);
        all_->loop.stop();
    });
    all_->loop.restart();
    all_->loop.run();
    // A wait that is left behind would take the next signal for a second one.
    all_->signals.cancel();
    all_->signals.clear();
    if (thrown) {
        std::rethrow_exception(thrown);
    }
    return std::move(*value);
}

census::workspace_snapshot session::fetch(const model::references& wanted) {
    const auto progress = [this](std::size_t answered) {
        all_->screen.progress("reading the workspace: " + std::to_string(answered) + " replies");
    };
    auto read = run(census::fetch_workspace(service(), wanted, progress), false);
    all_->screen.clear_progress();
    if (!read) {
        throw_failure(read.error());
    }
    return std::move(*read);
}

bool session::confirm_listing(census::workspace_snapshot& read) {
    const auto stands = run(census::listing_stands(service(), read.sync_pages), false);
    if (!stands) {
        throw_failure(stands.error());
    }
    if (*stands) {
        return true;
    }
    list_syncs(read);
    return false;
}

void session::list_syncs(census::workspace_snapshot& read) {
    const census::progress_function silent;
    auto again = run(census::list_syncs_by_page(service(), silent), false);
    if (!again) {
        throw_failure(again.error());
    }
    read.syncs = std::move(again->syncs);
    read.sync_pages = std::move(again->pages);
}

apply::resumption session::settle(const std::vector<apply::interrupted_apply>& journals,
                                  const std::vector<model::live_sync>& live, apply::resume_options options) {
    auto found = run(apply::settle_journals(service(), journals, live, std::move(options)), false);
    if (!found) {
        throw_failure(found.error());
    }
    return std::move(*found);
}

census::run_histories session::read_runs(std::vector<std::int64_t> sync_ids, int newest) {
    const auto progress = [this, count = sync_ids.size()](std::size_t answered) {
        all_->screen.progress("reading the runs: " + std::to_string(answered) + " of " +
                              std::to_string(count) + " syncs");
    };
    auto read = run(census::fetch_run_histories(service(), std::move(sync_ids), newest, progress), false);
    all_->screen.clear_progress();
    if (!read) {
        throw_failure(read.error());
    }
    return std::move(*read);
}

void throw_failure(const http::failure& problem) {
    if (problem.stage == http::stage::cancelled) {
        throw command_failure(exit_interrupted, "interrupted while the workspace was read; nothing was done");
    }
    std::string text = report::failure_text(problem);
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    throw command_failure(exit_failed, text);
}

template std::vector<apply::action_result> session::run(
    boost::asio::awaitable<std::vector<apply::action_result>>, bool);

}  // namespace censusctl::cli
