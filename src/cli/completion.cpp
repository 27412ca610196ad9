#include "cli/completion.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "diagnostics/codes.hpp"

namespace censusctl::cli {
namespace {

const option_help* find_option(const std::vector<option_help>& options, std::string_view name) {
    const auto found = std::ranges::find_if(options, [name](const option_help& option) {
        return std::ranges::find(option.names, name) != option.names.end();
    });
    return found == options.end() ? nullptr : &*found;
}

/// Whether its value is the next word; that of `[=WORLD]` never is.
bool takes_next(const option_help* option) {
    return option != nullptr && !option->value.empty() && option->value.front() != '[';
}

/// What stands before the word that is completed.
struct place {
    const command_help* command{nullptr};
    std::vector<std::string> arguments;  ///< those of the command so far
    const option_help* option{nullptr};  ///< whose value the word is
    bool only_arguments{false};          ///< behind `--`
    bool is_help{false};                 ///< behind `help`
};

place place_of(const program_help& program, const std::vector<option_help>& shared,
               const std::vector<std::string>& words) {
    place here;
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        const std::string& word = words[at];
        if (!here.only_arguments && word == "--") {
            here.only_arguments = true;
        } else if (!here.only_arguments && word.size() > 1 && word.starts_with('-')) {
            const option_help* option =
                find_option(here.command == nullptr ? shared : here.command->options, word);
            if (takes_next(option) && at + 2 == words.size()) {
                here.option = option;
            } else if (takes_next(option)) {
                ++at;
            }
        } else if (here.command == nullptr && word == "help") {
            here.is_help = true;
        } else if (here.command == nullptr) {
            here.command = find_command(program, word);
        } else {
            here.arguments.push_back(word);
        }
    }
    return here;
}

/// The candidates that begin as the word does, which follow `before` in it.
void add_matching(completion& made, std::string_view begun, std::string_view before,
                  std::vector<candidate> of) {
    for (candidate& one : of) {
        if (std::string_view(one.word).starts_with(begun)) {
            one.word.insert(0, before);
            made.candidates.push_back(std::move(one));
        }
    }
}

std::vector<candidate> plain(const std::vector<std::string>& words) {
    std::vector<candidate> made;
    made.reserve(words.size());
    for (const std::string& word : words) {
        made.push_back({word, {}});
    }
    return made;
}

std::vector<candidate> codes() {
    std::vector<candidate> made;
    for (std::size_t at = 0; at < diagnostics::code_count; ++at) {
        const auto& info = diagnostics::info(static_cast<diagnostics::code>(at));
        made.push_back({std::string(info.slug), {}});
    }
    return made;
}

/// What `list` can list, with what it asks for next.
struct listing {
    std::string_view what;
    bool of_source;
    bool of_destination;
};
constexpr std::array<listing, 12> listings{{{"sources", false, false},
                                            {"models", true, false},
                                            {"tables", true, false},
                                            {"datasets", true, false},
                                            {"segments", true, false},
                                            {"cohorts", true, false},
                                            {"topics", true, false},
                                            {"destinations", false, false},
                                            {"objects", false, true},
                                            {"fields", false, true},
                                            {"columns", true, false},
                                            {"syncs", false, false}}};

std::vector<candidate> listed(const std::vector<std::string>& before, const name_source& names) {
    if (before.empty()) {
        std::vector<candidate> made;
        made.reserve(listings.size());
        for (const listing& one : listings) {
            made.push_back({std::string(one.what), {}});
        }
        return made;
    }
    const auto found = std::ranges::find(listings, std::string_view(before.front()), &listing::what);
    if (found == listings.end() || before.size() > 1) {
        return {};
    }
    if (found->of_source) {
        return plain(names(known_name::source));
    }
    return found->of_destination ? plain(names(known_name::destination)) : std::vector<candidate>{};
}

/// The value of an option, of which `begun` is there already behind `before`.
completion value_of(const option_help& option, std::string_view begun, std::string_view before,
                    const name_source& names) {
    completion made;
    const std::string& value = option.value;
    if (value == "FORMAT=FILE") {
        if (begun.find('=') != std::string_view::npos) {
            made.of = completion::kind::files;
            return made;
        }
        made.of = completion::kind::joined;
        std::vector<std::string> formats = option.words;
        for (std::string& format : formats) {
            format += '=';
        }
        add_matching(made, begun, before, plain(formats));
    } else if (!option.words.empty()) {
        add_matching(made, begun, before, plain(option.words));
    } else if (value == "CODE") {
        add_matching(made, begun, before, codes());
    } else if (value == "WORLD" || value == "[=WORLD]") {
        add_matching(made, begun, before, plain({"reference", "today", "empty", "large:100"}));
        if (made.candidates.empty()) {
            made.of = completion::kind::files;
        }
    } else if (option.names.back() == "--source") {
        add_matching(made, begun, before, plain(names(known_name::source)));
    } else if (option.names.back() == "--destination") {
        add_matching(made, begun, before, plain(names(known_name::destination)));
    } else if (value == "ENV" || option.names.back() == "--env") {
        add_matching(made, begun, before, plain(names(known_name::environment)));
    } else if (value == "KEY") {
        add_matching(made, begun, before, plain(names(known_name::sync_key)));
    } else if (value == "DIR") {
        made.of = completion::kind::folders;
    } else if (value == "FILE" || value == "REF|PATH" || value == "PLAN_ID") {
        made.of = completion::kind::files;
    }
    return made;
}

completion options_of(const std::vector<option_help>& options, std::string_view begun,
                      const name_source& names) {
    const std::size_t sign = begun.find('=');
    if (sign != std::string_view::npos) {
        const option_help* option = find_option(options, begun.substr(0, sign));
        return option == nullptr || option->value.empty()
                   ? completion{}
                   : value_of(*option, begun.substr(sign + 1), begun.substr(0, sign + 1), names);
    }
    completion made;
    for (const option_help& option : options) {
        std::vector<candidate> spellings;
        for (const std::string& name : option.names) {
            spellings.push_back({name, option.description});
        }
        // Of two spellings the long one says what it is.
        add_matching(made, begun, {}, {spellings.back()});
        if (made.candidates.empty() || made.candidates.back().word != spellings.back().word) {
            spellings.pop_back();
            add_matching(made, begun, {}, spellings);
        }
    }
    return made;
}

completion argument_of(const command_help& command, const std::vector<std::string>& before,
                       std::string_view begun, const name_source& names) {
    completion made;
    if (command.arguments.empty()) {
        return made;
    }
    const argument_help& argument = command.arguments.front();
    if (before.size() >= argument.most) {
        return made;
    }
    if (argument.name == "PATH") {
        // A key as well; where nothing is begun, a shell shows the files.
        if (!begun.empty()) {
            add_matching(made, begun, {}, plain(names(known_name::sync_key)));
        }
        made.of = made.candidates.empty() ? completion::kind::files : completion::kind::words;
    } else if (argument.name == "KEY") {
        std::vector<candidate> keys = plain(names(known_name::sync_key));
        std::erase_if(
            keys, [&](const candidate& one) { return std::ranges::find(before, one.word) != before.end(); });
        add_matching(made, begun, {}, std::move(keys));
    } else if (argument.name == "CODE") {
        add_matching(made, begun, {}, codes());
    } else if (argument.name == "WHAT") {
        add_matching(made, begun, {}, listed(before, names));
    } else if (argument.name == "SHELL") {
        add_matching(made, begun, {}, plain({"bash", "zsh", "fish"}));
    }
    return made;
}

std::vector<candidate> commands_of(const program_help& program, bool of_help) {
    std::vector<candidate> made;
    for (const command_help& command : program.commands) {
        made.push_back({command.name, command.description});
    }
    if (of_help) {
        for (const help_topic& topic : program.topics) {
            made.push_back({std::string(topic.name), std::string(topic.summary)});
        }
    } else {
        made.push_back({"help", "Tell how the program, or a command, is used"});
        made.push_back({"version", "Print the version"});
    }
    return made;
}

}  // namespace

completion complete(const program_help& program, const std::vector<std::string>& words,
                    const name_source& names) {
    const std::vector<option_help> shared = shared_options(program);
    const std::string_view begun = words.empty() ? std::string_view() : std::string_view(words.back());
    const place here = place_of(program, shared, words);
    if (here.option != nullptr) {
        return value_of(*here.option, begun, {}, names);
    }
    if (!here.only_arguments && begun.starts_with('-')) {
        return options_of(here.command == nullptr ? shared : here.command->options, begun, names);
    }
    if (here.command != nullptr) {
        return argument_of(*here.command, here.arguments, begun, names);
    }
    completion made;
    add_matching(made, begun, {}, commands_of(program, here.is_help));
    return made;
}

std::string folder_among(const std::vector<std::string>& words) {
    std::string folder = ".";
    for (std::size_t at = 0; at + 1 < words.size(); ++at) {
        if (words[at] == "-C" && at + 2 < words.size()) {
            folder = words[at + 1];
        }
    }
    return folder;
}

}  // namespace censusctl::cli
