#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "census/snapshot.hpp"
#include "cli/pipeline.hpp"

/// The two generations of a workspace that `migrate` asks.
namespace censusctl::cli {

/// One of them.
struct migration_side {
    std::string base_url;   ///< without a slash at its end; of the in-process sandbox what the files say
    std::string api;        ///< "2021", "v1" or "v2"
    std::string token_env;  ///< the variable that holds its token
    std::unique_ptr<session> connection;               ///< null: it was not asked
    std::optional<census::workspace_snapshot> read{};  ///< absent: it could not be read
    std::string why_not;                               ///< raw: why it was not read
};

struct migration_sides {
    migration_side before;
    migration_side after;
    bool same_place{false};           ///< the files speak the new generation at its base URL already
    std::vector<std::string> groups;  ///< all that the new token sees
};

/// Reads both, with what the files refer to; the old one where it can be had. Where the old one shows which
/// sources are meant, their groups are worked in. Throws command_failure: 64 for a base URL from which the
/// new one does not follow, and as a session does.
[[nodiscard]] migration_sides read_sides(const context& invocation, const loaded_project& project);

/// The metadata of the new generation that another project refers to.
void read_metadata(session& connection, const loaded_project& project, census::workspace_snapshot& workspace);

}  // namespace censusctl::cli
