#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "model/sync.hpp"
#include "plan/foreign_sync.hpp"

/// `import --from`: the files of another tool say what is to be imported.
namespace censusctl::cli {

/// Reads them. A folder is read with all below it; links out of it are passed over and told of, as is all
/// that cannot be read. Throws command_failure (1) where there is nothing to read, or more than is read at
/// most.
[[nodiscard]] plan::foreign_files read_foreign(const cli_options& options);

/// Live syncs to import, and what to make their keys of.
struct foreign_choice {
    std::vector<std::size_t> wanted;  ///< indices, ascending
    std::map<std::size_t, std::string> names;
};

/// Finds the syncs of the files in the workspace, and tells, with its place, what of them is not carried
/// over, what the workspace has otherwise, and which are not found. Where one is not, throws command_failure
/// (1) unless --keep-going is given.
[[nodiscard]] foreign_choice choose_foreign(const context& invocation, const plan::foreign_files& files,
                                            const std::vector<model::live_sync>& live);

}  // namespace censusctl::cli
