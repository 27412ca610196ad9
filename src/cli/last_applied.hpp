#pragma once
#include <string>

#include "cli/context.hpp"
#include "diagnostics/source_map.hpp"
#include "manifest/declaration.hpp"

namespace censusctl::cli {

/// The files that were last applied, as `--base` names them.
struct last_applied {
    std::string name;  ///< as given; a git ref with the commit that it named
    manifest::declarations declared;
};

/// Reads `--base`: a folder (a project), a file (one manifest), or else a git ref of the repository that the
/// project is in. Throws command_failure: 64 for what can be no ref, 1 for what is not there or has errors.
[[nodiscard]] last_applied read_last_applied(const context& invocation, const std::string& base,
                                             const std::string& token_env);

}  // namespace censusctl::cli
