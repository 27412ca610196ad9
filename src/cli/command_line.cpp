#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "cli/arguments.hpp"
#include "cli/command_words.hpp"
#include "cli/exit_status.hpp"
#include "cli/help_page.hpp"
#include "cli/help_texts.hpp"
#include "cli/man_page.hpp"
#include "cli/options.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"
#include "text/version.hpp"

namespace censusctl::cli {
namespace {

/// The names that a word may have been meant for: of the command given, or of the commands.
std::string suggestion_for(const CLI::App& app, const std::string& word) {
    const CLI::App* scope = &app;
    for (const CLI::App* sub : app.get_subcommands()) {
        scope = sub;
    }
    std::vector<std::string> names;
    for (const CLI::App* sub : scope->get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(sub->get_name());
    }
    if (scope == &app) {
        for (const help_topic& topic : help_topics()) {
            names.emplace_back(topic.name);
        }
    }
    for (const CLI::Option* option : scope->get_options()) {
        for (const std::string& name : option->get_lnames()) {
            names.push_back("--" + name);
        }
    }
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    return text::did_you_mean(word.substr(0, word.find('=')), candidates);
}

/// An error, and below it what helps.
std::string with_hint(const std::string& message, const std::string& suggestion, const std::string& command) {
    const std::string help = command.empty() ? "`censusctl help`" : "`censusctl help " + command + "`";
    return "error: " + message + "\n  hint: " + (suggestion.empty() ? "" : suggestion + " ") + help +
           " tells what there is\n";
}

std::string usage_error(const CLI::App& app, const CLI::ParseError& problem) {
    const std::vector<std::string> extra = app.remaining(true);
    const auto chosen = app.get_subcommands();
    std::string message = text::escape_for_terminal(problem.what());
    return with_hint(message, extra.empty() ? std::string() : suggestion_for(app, extra.back()),
                     chosen.empty() ? std::string() : chosen.front()->get_name());
}

/// What the words of a command line are to this parser: asked of it itself.
word_rules rules_of(const CLI::App& app) {
    const auto commands = [&app] {
        return app.get_subcommands([](const CLI::App*) { return true; });
    };
    word_rules rules;
    rules.is_command = [commands](std::string_view word) {
        return std::ranges::any_of(commands(), [&](const CLI::App* one) { return one->get_name() == word; });
    };
    rules.takes_value = [commands](std::string_view word) {
        const std::string name(word);
        return std::ranges::any_of(commands(), [&](const CLI::App* one) {
            const CLI::Option* option = one->get_option_no_throw(name);
            return option != nullptr && option->get_items_expected_max() > 0;
        });
    };
    rules.is_topic = [](std::string_view word) {
        return find_topic(word) != nullptr;
    };
    return rules;
}

std::string unknown_command(const CLI::App& app, const std::string& word) {
    return with_hint("'" + text::escape_for_terminal(word) + "' is no command of censusctl",
                     suggestion_for(app, word), {});
}

void prepare(CLI::App& app, cli_options& options) {
    app.set_help_flag("-h,--help", "Print this help, and end");
    app.set_version_flag("--version", "censusctl " + std::string(text::version()));
    app.require_subcommand(1);
    add_commands(app, options);
}

/// "FORMAT:{text,json}" as the word and the values that the parser holds it to.
void read_type(const std::string& type, option_help& option) {
    const std::size_t end = std::min(type.find(':'), type.size());
    option.value = type.substr(0, end);
    if (type.compare(end, 2, ":{") != 0) {
        return;
    }
    std::string word;
    for (const char byte : type.substr(end + 2)) {
        if (byte == ',' || byte == '}') {
            option.words.push_back(std::exchange(word, {}));
        } else {
            word += byte;
        }
    }
}

option_help help_of(const CLI::Option& option) {
    option_help shown;
    for (const std::string& name : option.get_snames()) {
        shown.names.push_back("-" + name);
    }
    for (const std::string& name : option.get_lnames()) {
        shown.names.push_back("--" + name);
    }
    shown.description = option.get_description();
    const std::string type = option.get_type_name();
    if (option.get_items_expected_max() > 0 || type.starts_with('[')) {
        read_type(type, shown);
    }
    shown.shared = option.get_group() == shared_group || shown.names.back() == "--help";
    return shown;
}

command_help help_of(const CLI::App& command) {
    command_help shown;
    shown.name = command.get_name();
    shown.description = command.get_description();
    shown.teaching = command.get_footer();
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_positional()) {
            shown.arguments.push_back({option->get_name(true), option->get_description(),
                                       static_cast<std::size_t>(option->get_required() ? 1 : 0),
                                       static_cast<std::size_t>(option->get_items_expected_max())});
        } else if (!option->get_group().empty()) {
            shown.options.push_back(help_of(*option));
        }
    }
    // What can be written to a file can be printed.
    const auto find = [&shown](std::string_view name) {
        return std::ranges::find_if(shown.options,
                                    [name](const option_help& one) { return one.names.back() == name; });
    };
    if (const auto output = find("--output"), format = find("--format"); output != shown.options.end()) {
        output->words = format->words;
    }
    return shown;
}

program_help help_of_program(const CLI::App& app) {
    program_help shown;
    shown.about = help::about;
    shown.teaching = help::main_footer;
    shown.topics.assign(help_topics().begin(), help_topics().end());
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        shown.commands.push_back(help_of(*command));
    }
    return shown;
}

/// What `--help`, or `help --man`, prints of the program, a command or a topic.
std::string help_for(const CLI::App& app, const command_words& asked, std::size_t width) {
    const bool as_man_page = asked.as_man_page;
    if (const help_topic* topic = find_topic(asked.topic)) {
        return as_man_page ? man_page(*topic) : help_text(*topic, width);
    }
    const program_help program = help_of_program(app);
    const auto chosen = app.get_subcommands();
    if (chosen.empty()) {
        return as_man_page ? man_page(program) : help_text(program, width);
    }
    const command_help command = help_of(*chosen.front());
    return as_man_page ? man_page(program, command) : help_text(command, width);
}

}  // namespace

program_help describe_program() {
    cli_options unused;
    CLI::App app;
    prepare(app, unused);
    return help_of_program(app);
}

parse_outcome parse_arguments(int count, const char* const* words, std::size_t width) {
    parse_outcome outcome;
    CLI::App app(help::about, "censusctl");
    prepare(app, outcome.options);
    const command_words ordered =
        in_order(std::vector<std::string>(words + std::min(count, 1), words + count), rules_of(app));
    if (!ordered.unknown.empty()) {
        outcome.text = unknown_command(app, ordered.unknown);
        outcome.leave_with = exit_usage;
        return outcome;
    }
    // CLI11 gives a flag's own value only as a number: the world's name is taken from the word itself.
    std::vector<std::string> arguments;
    for (auto at = ordered.words.rbegin(); at != ordered.words.rend(); ++at) {
        const std::string& word = *at;
        constexpr std::string_view prefix = "--sandbox=";
        if (word.rfind(prefix, 0) == 0) {
            outcome.options.sandbox = word.substr(prefix.size());
            arguments.emplace_back("--sandbox");
        } else {
            arguments.push_back(word);
        }
    }
    try {
        app.parse(arguments);
    } catch (const CLI::CallForHelp&) {
        outcome.text = help_for(app, ordered, width);
        outcome.leave_with = exit_ok;
    } catch (const CLI::CallForVersion&) {
        outcome.text = app.version() + "\n";
        outcome.leave_with = exit_ok;
    } catch (const CLI::ParseError& problem) {
        outcome.text = usage_error(app, problem);
        outcome.leave_with = exit_usage;
    }
    return outcome;
}

}  // namespace censusctl::cli
