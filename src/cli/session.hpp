#pragma once
#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "apply/resume.hpp"
#include "census/api.hpp"
#include "census/run_history.hpp"
#include "census/workspace.hpp"
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "diagnostics/log.hpp"
#include "http/recorder.hpp"
#include "manifest/declaration.hpp"
#include "sandbox/workspace_record.hpp"

namespace censusctl::cli {

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
    ~session();
    session(const session&) = delete;
    session& operator=(const session&) = delete;

    [[nodiscard]] const std::string& base_url() const noexcept;
    [[nodiscard]] const std::string& api_generation() const noexcept;
    [[nodiscard]] bool simulated() const noexcept;
    /// The base URL as plans and journals name it: "sandbox" for the in-process one, whose port is another
    /// each time; for a copy the name of what it is a copy of.
    [[nodiscard]] const std::string& workspace_name() const noexcept;
    [[nodiscard]] census::api& service() noexcept;

    /// Reads the workspace, with a progress line. Throws command_failure.
    [[nodiscard]] census::workspace_snapshot fetch(const model::references& wanted);

    /// Whether no sync can be missing from the listing in `read`; where one can, the syncs in it are read
    /// anew and the answer is false. Throws command_failure.
    [[nodiscard]] bool confirm_listing(census::workspace_snapshot& read);

    /// Reads the syncs in `read` anew. Throws command_failure.
    void list_syncs(census::workspace_snapshot& read);

    /// Finds out what became of interrupted applies. Throws command_failure.
    [[nodiscard]] apply::resumption settle(const std::vector<apply::interrupted_apply>& journals,
                                           const std::vector<model::live_sync>& live,
                                           apply::resume_options how_to_resume);

    /// Runs one coroutine to its end, and returns what it returned. After the first Ctrl-C `interrupted` is
    /// true and the coroutine goes on until it notices; a second Ctrl-C ends the process at once with status
    /// 130.
    /// `writes` false: nothing of it needs to end well, so the first Ctrl-C ends its requests too.
    template <class T>
    T run(boost::asio::awaitable<T> work, bool writes);

    /// Reads the newest runs of each of these syncs, with a progress line. Throws command_failure.
    [[nodiscard]] census::run_histories read_runs(std::vector<std::int64_t> sync_ids, int newest);

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

/// Turns a failed request into the failure of a command (exit 1).
[[noreturn]] void throw_failure(const http::failure& problem);

}  // namespace censusctl::cli
