#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace censusctl::cli {

/// What another program is to do. No shell comes in between: each word reaches it as it is.
struct child_command {
    std::vector<std::string> words;    ///< the program, found on PATH, and its arguments
    std::string input;                 ///< for its stdin
    std::vector<std::string> without;  ///< variables of our environment that it must not see
    std::vector<std::string> with;     ///< "NAME=value" to add
    std::size_t most_output{1U << 28U};
};

/// What came of it.
struct child_outcome {
    bool started{false};    ///< false: there is no such program
    bool too_long{false};   ///< it printed more than was allowed, and was ended
    int status{-1};         ///< its exit status; -1 where a signal ended it
    std::string output;     ///< stdout
    std::string complaint;  ///< stderr, up to 64 KiB
};

/// Runs a program to its end. Throws std::system_error where the system lacks the means (no memory, no more
/// processes).
[[nodiscard]] child_outcome run_child(const child_command& wanted);

}  // namespace censusctl::cli
