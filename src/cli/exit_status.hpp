#pragma once

namespace censusctl::cli {

/// What the process says to whoever called it; the numbers are public and permanent.
enum exit_status : int {
    exit_ok = 0,             ///< done, or nothing to do
    exit_failed = 1,         ///< network, API, token, files
    exit_differences = 2,    ///< there are differences: `drift`; `plan` only with --detailed-exitcode
    exit_manifest = 3,       ///< the manifests have errors
    exit_incomplete = 4,     ///< an action of an apply failed, or its outcome is unknown
    exit_refused = 5,        ///< the plan is stale, a limit stops it, or nobody agreed to it
    exit_usage = 64,         ///< wrong words on the command line
    exit_bug = 70,           ///< a defect of ours
    exit_interrupted = 130,  ///< Ctrl-C
};

}  // namespace censusctl::cli
