#pragma once
#include <string>
#include <vector>

#include "cli/context.hpp"
#include "cli/exit_status.hpp"
#include "manifest/declaration.hpp"

/// Which environment of the project a command is about, and what else a caller decides of how files are read.
namespace censusctl::cli {

/// The word that stands for every environment.
inline constexpr const char* every_environment = "all";

/// The environment that the caller asks for: --env, else CENSUSCTL_ENV; empty: none.
[[nodiscard]] std::string asked_environment(const cli_options& options);

/// That environment, and the variables of --var and of CENSUSCTL_VAR_NAME, which --var beats.
[[nodiscard]] manifest::project_choice choice_of(const cli_options& options);

/// Throws command_failure (64), with the environments that there are, where the caller asks for one that
/// there is not, or the project has some and none was picked.
void require_environment(const context& invocation, const manifest::project_config& config);

/// Throws command_failure (64) where --var gives a value to a variable that nothing names.
void require_used_variables(const context& invocation, const manifest::declarations& declared);

/// ", environment staging", or empty. Escaping is not needed: names are letters, digits, '-' and '_'.
[[nodiscard]] std::string environment_suffix(const std::string& environment);

/// The names of all environments of the project, in the order of the file. Throws command_failure: 3, having
/// printed why, for a project file with errors; 64 where there are none.
[[nodiscard]] std::vector<std::string> all_environments(const context& invocation);

/// The same for a project that has environments of which none is picked; empty for all others, and for a
/// project file with errors.
[[nodiscard]] std::vector<std::string> unpicked_environments(const context& invocation);

/// Whether the command is to be run for every environment, one after the other.
[[nodiscard]] bool wants_every_environment(const cli_options& options);

/// Runs a command for each environment: a report each, a summary last. The worst status of them is the
/// result. `{env}` in names of files becomes the environment's name.
[[nodiscard]] exit_status run_each_environment(const context& invocation,
                                               exit_status (*run)(const context& invocation));

}  // namespace censusctl::cli
