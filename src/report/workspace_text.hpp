#pragma once
#include <string>
#include <string_view>

#include "plan/workspace_identity.hpp"

/// How reports name a workspace.
namespace censusctl::report {

/// "https://… (API v1)", or "https://… (API v1, environment staging)"; escaped for a terminal.
[[nodiscard]] std::string workspace_text(const plan::workspace_identity& workspace);

/// " (staging)" behind a title; empty where there is no environment. Raw.
[[nodiscard]] std::string in_environment(std::string_view environment);

}  // namespace censusctl::report
