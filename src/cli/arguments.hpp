#pragma once
#include <string_view>

#include "cli/options.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): the library's own name
namespace CLI {
class App;
}

namespace censusctl::cli {

/// The group of the options that most commands take, in the parser's words.
inline constexpr std::string_view shared_group = "Shared options";

/// Gives the parser all commands, each with its options; what is parsed goes to `options`.
void add_commands(CLI::App& app, cli_options& options);

}  // namespace censusctl::cli
