#pragma once
#include "cli/console.hpp"
#include "cli/options.hpp"
#include "diagnostics/log.hpp"

namespace censusctl::cli {

/// What every command is given.
struct context {
    const cli_options& options;
    console& screen;
    diagnostics::log_sink log;
};

}  // namespace censusctl::cli
