#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diagnostics/log.hpp"
#include "sandbox/generation.hpp"
#include "sandbox/workspace_record.hpp"

namespace censusctl::sandbox {

/// How a simulated workspace is served. See README.md, "The sandbox", for the world and fault files.
struct server_options {
    std::string world;  ///< path of a world file (YAML or JSON), or the name of a built-in one; empty:
                        ///< built-in "reference"
    std::optional<workspace_record> copy_of;  ///< in place of a world: serve a copy of this workspace, in
                                              ///< the generation that it was asked in
    std::filesystem::path
        state_file;  ///< where syncs and runs are kept between processes; empty: in memory only
    served_api api{served_api::of_2021};
    std::vector<std::string> settings;  ///< "KEY=VALUE": change those of the world
    std::string token;                  ///< the bearer token it demands; must not be empty
    std::string
        personal_token;     ///< what V2 demands, and V1 for what it tells of an organisation; empty: `token`
    std::uint16_t port{0};  ///< 0: a free one
    std::vector<std::string> faults;  ///< fault rules, one text each
    std::string fault_file;           ///< further rules; empty: none
    diagnostics::log_sink log;        ///< one line per request; called on the server's thread
};

/// A simulated Census workspace on 127.0.0.1, serving the API of one generation, or of all over the same
/// workspace, over HTTP from a thread of its own.
/// Start and stop are called from one thread.
class server {
public:
    virtual ~server() = default;  ///< stops
    [[nodiscard]] virtual std::uint16_t port() const noexcept = 0;
    /// "http://127.0.0.1:PORT/api/v1", or of all that are served the one of V1.
    [[nodiscard]] virtual std::string base_url() const = 0;
    /// The base URL of a generation that is served.
    [[nodiscard]] virtual std::string base_url(generation spoken) const = 0;
    /// How many requests were answered or refused so far. Thread-safe.
    [[nodiscard]] virtual std::uint64_t requests() const noexcept = 0;
    /// Stops listening, closes connections, saves the state and joins the thread. Idempotent.
    virtual void stop() = 0;
};

/// Loads the world and state and starts serving. Throws input_error with a message for the user (bad
/// world file with file:line:column, port in use, state of another world).
[[nodiscard]] std::unique_ptr<server> start_server(server_options options);

}  // namespace censusctl::sandbox
