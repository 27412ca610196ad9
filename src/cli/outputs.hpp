#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "cli/context.hpp"
#include "report/render.hpp"

namespace censusctl::cli {

/// Renders what a command has to show in a format.
using renderer = std::function<std::string(std::string_view format, const report::text_style& style)>;

/// The file that stands for standard input or output.
inline constexpr std::string_view standard_stream = "-";

/// Prints it as `--format` says, and writes it to the files of `--output FORMAT=FILE`, each whole. Where one
/// of these is standard output it is printed alone, and where a plan is saved there, what is printed else
/// goes to stderr. Throws command_failure (1) where a file cannot be written; those before it are.
void emit(const context& invocation, const renderer& render);

/// The formats of problems that other tools read: sarif, junit, github, gitlab. Empty for any other.
[[nodiscard]] std::string problems_for_tools(std::string_view format,
                                             const std::vector<diagnostics::diagnostic>& problems,
                                             const diagnostics::source_map& sources);

/// Ends the command (1) where what is about to be kept in a file, or sent, holds the token: what a manifest
/// says would carry it into plans, journals and the workspace.
void refuse_secret(const context& invocation, std::string_view text, std::string_view what);

}  // namespace censusctl::cli
