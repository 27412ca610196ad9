#pragma once
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "manifest/declaration.hpp"

namespace censusctl::cli {

/// Where to connect and as whom: a flag beats the environment, which beats the file. What stands in a
/// repository may be a stranger's, so that a file alone never decides where the token goes, nor which secret
/// of the environment is the token (contract, section 10).
struct settings {
    std::string base_url;   ///< without a slash at its end
    std::string api;        ///< "auto", "2021", "v1" or "v2"
    std::string token;      ///< never shown
    std::string token_env;  ///< the variable it comes from
    std::string https_proxy;
    std::string no_proxy;
    std::string group;      ///< the group to work in; empty: to be chosen, where a token sees several
    bool read_only{false};  ///< nothing may be written
};

/// Reads flags, environment and file. The token may be missing; whether it is needed is the caller's matter.
/// An unknown `api` throws command_failure (usage). Where only the file names a host that is neither the
/// vendor's nor loopback, or a variable that no file may name, it throws command_failure (5), which says how
/// a caller allows it. For the in-process sandbox (`options.sandbox`) neither is used, nor judged.
[[nodiscard]] settings read_settings(const cli_options& options, const manifest::project_config& config);

/// "censusctl.yaml:3:13", for messages of what its `workspace` says.
[[nodiscard]] std::string place_in_project_file(const diagnostics::span& where);

/// The names of all variables of the environment that may hold a token, which no other program is given:
/// those that begin with CENSUS and speak of a token, key, secret, password or credential, the one that
/// CENSUSCTL_TOKEN_ENV names, and `files`, the one that the project file names (empty: none).
[[nodiscard]] std::vector<std::string> secret_variables(const std::string& files);

/// The values of those variables and the password in a proxy's URL, to be hidden before anything is shown.
[[nodiscard]] std::vector<std::string> possible_secrets(const std::string& files);

}  // namespace censusctl::cli
