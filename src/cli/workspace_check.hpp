#pragma once
#include <optional>

#include "http/failure.hpp"

namespace censusctl::manifest {
struct project_config;
}  // namespace censusctl::manifest

namespace censusctl::cli {

class session;

/// Holds the token's workspace to what `workspace` of the project file says that it is called (`name`), or is
/// (`id`): a token of another workspace in the right variable must not end in its syncs. One request, and
/// only where the file states either and the API tells (V1: census-api-today, GET /workspace). Of the
/// in-process sandbox, which stands in for any workspace, nothing is asked. Throws command_failure
/// (exit_refused) for another one. The result: why that cannot be found out; absent: it is the right one, or
/// nothing tells.
[[nodiscard]] std::optional<http::failure> try_to_check_workspace(session& connection,
                                                                  const manifest::project_config& config);

/// The same, which throws command_failure (exit_failed) where that cannot be found out.
void check_workspace(session& connection, const manifest::project_config& config);

}  // namespace censusctl::cli
