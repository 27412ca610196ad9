#include "cli/command_words.hpp"

#include <cstddef>
#include <utility>

namespace censusctl::cli {
namespace {

/// Where the first word is that is neither an option nor an option's value; the number of words if none is.
std::size_t first_plain(const std::vector<std::string>& words, const word_rules& rules) {
    std::size_t at = 0;
    while (at < words.size() && words[at].starts_with('-') && words[at].size() > 1) {
        const bool with_value =
            words[at].find('=') == std::string::npos && rules.takes_value(words[at]) && at + 1 < words.size();
        at += with_value ? 2 : 1;
    }
    return at;
}

/// `help [COMMAND]` and `version` as options; what stands beside them stays.
void as_option(std::vector<std::string>& words, std::size_t at, const word_rules& rules,
               command_words& ordered) {
    if (words[at] == "version") {
        words = {"--version"};
        return;
    }
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at) + 1);
    if (!words.empty() && words.front() == "--man") {
        ordered.as_man_page = true;
        words.erase(words.begin());
    }
    const std::size_t named = first_plain(words, rules);
    if (named == words.size()) {
        words = {"--help"};
    } else if (rules.is_command(words[named])) {
        words = {words[named], "--help"};
    } else if (rules.is_topic && rules.is_topic(words[named])) {
        ordered.topic = words[named];
        words = {"--help"};
    } else {
        ordered.unknown = words[named];
    }
}

}  // namespace

command_words in_order(std::vector<std::string> words, const word_rules& rules) {
    command_words ordered;
    if (words.empty()) {
        ordered.words = {"--help"};
        return ordered;
    }
    const std::size_t at = first_plain(words, rules);
    if (at == words.size()) {
        ordered.words = std::move(words);
        return ordered;
    }
    if (words[at] == "help" || words[at] == "version") {
        as_option(words, at, rules, ordered);
    } else if (!rules.is_command(words[at])) {
        ordered.unknown = words[at];
    } else if (at > 0) {
        std::string command = std::move(words[at]);
        words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
        words.insert(words.begin(), std::move(command));
    }
    ordered.words = std::move(words);
    return ordered;
}

}  // namespace censusctl::cli
