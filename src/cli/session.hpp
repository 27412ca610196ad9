#pragma once
#include <memory>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "diagnostics/log.hpp"
#include "http/statistics.hpp"
#include "model/catalogue.hpp"
#include "plan/workspace_identity.hpp"

namespace censusctl::census {
class api;
}  // namespace censusctl::census
namespace censusctl::http {
struct recorded_exchange;
}  // namespace censusctl::http
namespace censusctl::manifest {
struct project_config;
}  // namespace censusctl::manifest
namespace censusctl::sandbox {
struct workspace_record;
}  // namespace censusctl::sandbox

namespace censusctl::cli {

class signal_loop;

/// A command's connection to a workspace: settings from flags, environment and censusctl.yaml (in that
/// order), the in-process sandbox where one is asked for, the HTTP client, and the thread-less event loop
/// that drives them.
class session {
public:
    /// Reads the settings and connects nothing yet but the sandbox, which is started. Throws command_failure.
    session(const cli_options& options, const manifest::project_config& config, console& screen,
            const diagnostics::log_sink& log);
    /// A session with a copy of the workspace named `of`, served in this process and gone with it, by which
    /// plans made here have the ids that they have there. One request is under way at a time, so that it does
    /// the same each time.
    session(const cli_options& options, const manifest::project_config& config, console& screen,
            const diagnostics::log_sink& log, sandbox::workspace_record copy, const std::string& of);
    /// A session with another generation of the workspace that `beside` is connected to, as `options` say; of
    /// the in-process sandbox the same one.
    session(const session& beside, const cli_options& options, const manifest::project_config& config,
            const diagnostics::log_sink& log);
    ~session();
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    /// The generation that is spoken; where it is to be found out, and no reply has told yet, the oldest.
    [[nodiscard]] std::string api_generation() const;
    /// Speaks this generation from now on, where none was asked for: that of a saved plan.
    void speak(const std::string& generation);
    /// Works in these groups of a saved plan or a lock, where none was stated.
    void work_in(const std::vector<std::string>& groups);
    /// Says once, on stderr, which keys were learnt that are not the usual ones.
    void say_learnt_keys();
    /// Whether nothing may be written: each write would be refused before it is sent.
    [[nodiscard]] bool read_only() const noexcept;
    [[nodiscard]] bool simulated() const noexcept;
    /// The base URL as plans and journals name it: "sandbox" for the in-process one, whose port is another
    /// each time; for a copy the name of what it is a copy of.
    [[nodiscard]] const std::string& workspace_name() const noexcept;
    /// The workspace as far as it is known before anything of it is read.
    [[nodiscard]] plan::workspace_identity identity() const;
    [[nodiscard]] census::api& service() const noexcept;
    /// What the workspace's generation can do.
    [[nodiscard]] model::capabilities capabilities() const;
    /// What drives the service's requests.
    [[nodiscard]] signal_loop& loop() noexcept;
    [[nodiscard]] console& screen() noexcept;

    [[nodiscard]] bool interrupted() const noexcept;

    /// "17 requests (15 reads, 2 writes; 1 of them repeats), 3 connections, 12 KB received"
    [[nodiscard]] std::string cost() const;
    /// The same in numbers.
    [[nodiscard]] http::client_statistics spent() const;

    /// With --rehearse: what was sent and answered since the last time this was asked, with targets below the
    /// base URL ("/syncs?page=1").
    [[nodiscard]] std::vector<http::recorded_exchange> take_recorded();

private:
    struct implementation;
    std::unique_ptr<implementation> all_;
};

}  // namespace censusctl::cli
