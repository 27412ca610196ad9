#pragma once
#include <filesystem>

#include "cli/context.hpp"
#include "report/lock_file.hpp"

namespace censusctl::cli {

/// censusctl.lock.json in the project folder.
[[nodiscard]] std::filesystem::path lock_path(const context& invocation);

/// Reads the lock. Throws command_failure (1) where there is none or it cannot be used.
[[nodiscard]] report::metadata_lock read_lock(const context& invocation);

/// Throws command_failure (1) where the lock was made for another workspace.
void check_lock_workspace(const report::metadata_lock& lock, const std::string& base_url,
                          const std::string& api);

}  // namespace censusctl::cli
