#pragma once
#include <cstdlib>
#include <string>

namespace censusctl::cli {

/// A variable of the process's environment; empty where it is not set.
[[nodiscard]] inline std::string environment_variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

}  // namespace censusctl::cli
