#pragma once
#include <string>

#include "cli/help_page.hpp"

namespace censusctl::cli {

/// The man page of the program, in section 1, as man(7) macros: of the same words as its help. It names no
/// day, so that the same program has the same page.
[[nodiscard]] std::string man_page(const program_help& program);

/// The man page of a command: `censusctl-plan`.
[[nodiscard]] std::string man_page(const program_help& program, const command_help& command);

/// The man page of a topic, in section 7: `censusctl-files`.
[[nodiscard]] std::string man_page(const help_topic& topic);

}  // namespace censusctl::cli
