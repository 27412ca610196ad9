#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/help_topics.hpp"

/// What the command line takes, as a value: the help, the man pages and the completion of shells are all made
/// of it.
namespace censusctl::cli {

/// An option as help shows it.
struct option_help {
    std::vector<std::string> names;  ///< "-C", or "-q" and "--quiet"
    std::string value;               ///< "DIR"; empty: it takes none. "[=WORLD]" for one that may be left out
    std::vector<std::string> words;  ///< the values that there are; empty: any
    std::string description;
    bool shared{false};  ///< most commands take it
};

/// A word that a command takes, such as a path.
struct argument_help {
    std::string name;  ///< "PATH"
    std::string description;
    std::size_t least{0};  ///< how many there must be
    std::size_t most{0};   ///< how many there may be
};

/// A command.
struct command_help {
    std::string name;
    std::string description;
    std::string teaching;  ///< paragraphs, and examples, whose lines begin with two spaces
    std::vector<argument_help> arguments;
    std::vector<option_help> options;
};

/// The program.
struct program_help {
    std::string about;
    std::string teaching;
    std::vector<command_help> commands;
    std::vector<help_topic> topics;
};

/// The command of this name; null where there is none.
[[nodiscard]] const command_help* find_command(const program_help& program, std::string_view name);

/// "censusctl plan [OPTION…] [PATH…]"; of the program where `command` is null.
[[nodiscard]] std::string usage_line(const command_help* command);

/// The options that most commands take, each once.
[[nodiscard]] std::vector<option_help> shared_options(const program_help& program);

/// "-q, --quiet", "--format FORMAT", "--sandbox[=WORLD]"
[[nodiscard]] std::string option_label(const option_help& option);

/// What `--help` prints: lines of at most `width` columns where the words allow it, examples as they stand.
[[nodiscard]] std::string help_text(const program_help& program, std::size_t width);
[[nodiscard]] std::string help_text(const command_help& command, std::size_t width);
[[nodiscard]] std::string help_text(const help_topic& topic, std::size_t width);

/// Paragraphs of a text that teaches: text that flows, or examples, a line each.
struct help_block {
    std::vector<std::string> lines;  ///< one line where it flows
    bool flows{true};
};
[[nodiscard]] std::vector<help_block> help_blocks(std::string_view teaching);

}  // namespace censusctl::cli
