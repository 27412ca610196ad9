#pragma once
#include <optional>
#include <string>

#include "cli/context.hpp"

namespace censusctl::cli {

struct loaded_project;

/// What `--trust-base` vouches for: the lock and the project file as a commit has them. A change that comes
/// from a stranger may edit both to hide what is wrong with it.
struct trusted_base {
    static constexpr const char* project_name = "censusctl.yaml";
    static constexpr const char* lock_name = "censusctl.lock.json";

    std::string name;                 ///< the ref as given, in quotes and escaped
    std::optional<std::string> lock;  ///< its bytes; none: the commit has no lock
};

/// With --trust-base: puts the commit's `policy` in the place of that of the files, and keeps its lock for
/// `read_lock`. What the files change of host, token variable, policy and (with --locked) lock is added to
/// the project's problems. Throws command_failure: 64 for what can be no ref, 1 where it is not there or its
/// project file has errors. Does nothing without the flag.
void trust_base(const context& invocation, loaded_project& project);

}  // namespace censusctl::cli
