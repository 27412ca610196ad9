#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace censusctl::cli {

/// The words of a command line as the parser wants them.
struct command_words {
    std::vector<std::string> words;
    std::string unknown;      ///< a word in the place of a command that is none; empty: there is no such word
    std::string topic;        ///< `help TOPIC`; empty: of none
    bool as_man_page{false};  ///< `help --man`: the help as a man page
};

/// What the words of a command line are to the parser.
struct word_rules {
    std::function<bool(std::string_view)> is_command;
    std::function<bool(std::string_view)>
        takes_value;  ///< an option such as `-C`, whose value is the next word
    std::function<bool(std::string_view)> is_topic{};
};

/// Brings what stands before a command behind it, so that options may stand on either side; `help` becomes
/// `--help`, `help COMMAND` `COMMAND --help`
/// (`help TOPIC` is that of the topic, and `help --man [COMMAND]` is that as a man page), and `version`
/// `--version`. No words at all are a call for help.
[[nodiscard]] command_words in_order(std::vector<std::string> words, const word_rules& rules);

}  // namespace censusctl::cli
