#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "cli/context.hpp"
#include "cli/trusted_base.hpp"
#include "report/lock_file.hpp"

namespace censusctl::cli {

/// censusctl.lock.json; of an environment censusctl.lock.NAME.json.
[[nodiscard]] std::string lock_file_name(const std::string& environment);

/// The same in the project folder.
[[nodiscard]] std::filesystem::path lock_path(const context& invocation, const std::string& environment);

/// Reads the lock, with --trust-base that of the commit `base`. Throws command_failure (1) where there is
/// none or it cannot be used.
[[nodiscard]] report::metadata_lock read_lock(const context& invocation, const std::string& environment,
                                              const std::optional<trusted_base>& base = std::nullopt);

/// Throws command_failure (5), with what differs, where the lock was made in another workspace than `here`.
/// That connections have come or gone since is no matter.
void check_lock_workspace(const context& invocation, const report::metadata_lock& lock,
                          const plan::workspace_identity& here);

/// The same where nothing but the syncs was read: throws command_failure (5) where there are some, and none
/// of the connections that they use is in the lock's workspace.
void check_lock_syncs(const report::metadata_lock& lock, const std::vector<model::live_sync>& live);

}  // namespace censusctl::cli
