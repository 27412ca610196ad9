#include "validation/suggester.hpp"

#include "text/shell_word.hpp"
#include "text/suggest.hpp"

namespace censusctl::validation {
namespace {

constexpr std::size_t most_listed = 5;

}  // namespace

std::vector<std::string> suggester::add(diagnostics::diagnostic& problem, std::string_view wrong,
                                        const std::vector<std::string_view>& names,
                                        const std::string& command) {
    if (suggestions_.spent()) {
        return {};
    }
    std::vector<std::string> meant = suggestions_.suggest(wrong, names);
    if (!meant.empty()) {
        problem.hints.push_back(text::did_you_mean(meant));
    } else if (!command.empty() && !names.empty()) {
        problem.hints.push_back((names.size() == 1 ? "there is only " : "there are ") +
                                quoted_list(names, most_listed) +
                                (names.size() > most_listed ? ": `" + command + "` shows all" : ""));
    }
    return meant;
}

std::string quoted_list(const std::vector<std::string_view>& names, std::size_t most) {
    std::string list;
    const std::size_t shown = names.size() > most ? most : names.size();
    for (std::size_t at = 0; at < shown; ++at) {
        list += at == 0 ? "" : (at + 1 == names.size() ? " and " : ", ");
        list.append("'").append(names[at]).append("'");
    }
    return list + (names.size() > shown ? " and " + std::to_string(names.size() - shown) + " more" : "");
}

std::string list_command(std::string_view what, const std::vector<std::string_view>& of) {
    std::string command = "censusctl list " + std::string(what);
    for (const std::string_view word : of) {
        command += " " + text::shell_word(word);
    }
    return command;
}

}  // namespace censusctl::validation
