#pragma once
#include <stdexcept>
#include <string>
#include <utility>

#include "cli/exit_status.hpp"

namespace censusctl::cli {

/// Ends a command with a message for the user; caught once, where the commands are called. Texts are escaped
/// already.
class command_failure : public std::runtime_error {
public:
    command_failure(exit_status status, const std::string& message, std::string hint = {})
        : std::runtime_error(message), status_(status), hint_(std::move(hint)) {}

    [[nodiscard]] exit_status status() const noexcept { return status_; }
    [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

private:
    exit_status status_;
    std::string hint_;
};

}  // namespace censusctl::cli
