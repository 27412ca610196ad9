#pragma once
#include <string>

#include "cli/options.hpp"
#include "manifest/declaration.hpp"

namespace censusctl::cli {

/// Where to connect and as whom: a flag beats the environment, which beats the file.
struct settings {
    std::string base_url;   ///< without a slash at its end
    std::string api;        ///< "2021"
    std::string token;      ///< never shown
    std::string token_env;  ///< the variable it comes from
    std::string https_proxy;
    std::string no_proxy;
};

/// Reads flags, environment and file. The token may be missing; whether it is needed is the caller's matter.
/// An unknown `api` throws command_failure (usage).
[[nodiscard]] settings read_settings(const cli_options& options, const manifest::project_config& config);

}  // namespace censusctl::cli
