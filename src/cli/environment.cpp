#include "cli/environment.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "cli/command_failure.hpp"
#include "cli/pipeline.hpp"
#include "manifest/variables.hpp"
#include "text/escape.hpp"
#include "text/suggest.hpp"

namespace censusctl::cli {
namespace {

constexpr std::string_view variable_prefix = "CENSUSCTL_VAR_";
constexpr std::string_view name_in_files = "{env}";

std::string listed(const std::vector<diagnostics::located<std::string>>& environments) {
    std::string text;
    for (const auto& one : environments) {
        text += (text.empty() ? "" : ", ") + text::escape_and_cut(one.value, 100);
    }
    return text;
}

/// From the best to the worst; what is not in it is worse than all that is.
constexpr std::array<exit_status, 8> by_weight{exit_ok,      exit_differences, exit_incomplete, exit_manifest,
                                               exit_refused, exit_failed,      exit_usage,      exit_bug};

std::size_t weight_of(exit_status status) {
    return static_cast<std::size_t>(std::ranges::find(by_weight, status) - by_weight.begin());
}

std::string_view words_of(exit_status status, command asked) {
    switch (status) {
        case exit_ok:
            return "done";
        case exit_failed:
            return "failed";
        case exit_differences:
            return asked == command::lock ? "another than the lock" : "differences";
        case exit_manifest:
            return "errors in the files";
        case exit_incomplete:
            return "incomplete";
        case exit_refused:
            return "refused";
        default:
            break;
    }
    return "not done";
}

std::string for_environment(const std::string& name, const std::string& environment) {
    std::string made = name;
    for (std::size_t at = made.find(name_in_files); at != std::string::npos;
         at = made.find(name_in_files, at + environment.size())) {
        made.replace(at, name_in_files.size(), environment);
    }
    return made;
}

/// One file, or one document on stdout, cannot be that of several environments.
void check_outputs(const cli_options& options) {
    const auto refuse_one = [](const std::string& name) {
        if (!name.empty() && name.find(name_in_files) == std::string::npos) {
            throw command_failure(
                exit_usage,
                "'" + text::escape_for_terminal(name) + "' cannot be the file of several environments",
                "put {env} into its name, for the environment's own");
        }
    };
    for (const std::string& output : options.outputs) {
        refuse_one(output.substr(output.find('=') + 1));
    }
    refuse_one(options.out);
    if (options.format != "text") {
        throw command_failure(
            exit_usage,
            "with --env all, --format " + options.format + " would print several documents where one is read",
            "write them to files: --output " + options.format + "=" + options.format + ".{env}");
    }
}

}  // namespace

std::string asked_environment(const cli_options& options) {
    if (!options.environment.empty()) {
        return options.environment;
    }
    const char* const value = std::getenv("CENSUSCTL_ENV");
    return value == nullptr ? std::string() : std::string(value);
}

manifest::project_choice choice_of(const cli_options& options) {
    manifest::project_choice choice;
    choice.environment = asked_environment(options);
    for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
        const std::string_view assignment = *variable;
        const std::size_t sign = assignment.find('=');
        const std::string_view name = assignment.substr(0, sign);
        if (sign != std::string_view::npos && name.starts_with(variable_prefix) &&
            manifest::is_variable_name(name.substr(variable_prefix.size()))) {
            choice.variables.insert_or_assign(std::string(name.substr(variable_prefix.size())),
                                              std::string(assignment.substr(sign + 1)));
        }
    }
    for (const std::string& given : options.variables) {
        const std::size_t sign = given.find('=');
        choice.variables.insert_or_assign(given.substr(0, sign), given.substr(sign + 1));
    }
    return choice;
}

void require_environment(const context& invocation, const manifest::project_config& config) {
    const std::string asked = asked_environment(invocation.options);
    if (!asked.empty() && asked != config.environment) {
        const std::string by = invocation.options.environment.empty() ? " (CENSUSCTL_ENV)" : "";
        if (config.environments.empty()) {
            throw command_failure(exit_usage, "the project has no environments, and so none with the name '" +
                                                  text::escape_and_cut(asked, 100) + "'" + by);
        }
        if (asked == every_environment) {
            throw command_failure(exit_usage,
                                  "'all' environments are for plan, drift, validate and lock" + by,
                                  "pick one: " + listed(config.environments));
        }
        std::vector<std::string_view> names;
        for (const auto& one : config.environments) {
            names.emplace_back(one.value);
        }
        const std::string hint = text::did_you_mean(asked, names);
        throw command_failure(
            exit_usage, "the project has no environment '" + text::escape_and_cut(asked, 100) + "'" + by,
            hint.empty() ? "there are: " + listed(config.environments) : text::escape_for_terminal(hint));
    }
    if (!config.environments.empty() && config.environment.empty()) {
        throw command_failure(
            exit_usage, "the project has environments, and none is picked: " + listed(config.environments),
            "give --env NAME or CENSUSCTL_ENV, or let `default_environment` of censusctl.yaml name one");
    }
}

void require_used_variables(const context& invocation, const manifest::declarations& declared) {
    for (const std::string& given : invocation.options.variables) {
        const std::string name = given.substr(0, given.find('='));
        const bool named = declared.used_variables.contains(name) ||
                           std::ranges::find(declared.config.stated_variables, name) !=
                               declared.config.stated_variables.end();
        if (named || !declared.broken.empty()) {
            continue;
        }
        const std::vector<std::string_view> names(declared.config.stated_variables.begin(),
                                                  declared.config.stated_variables.end());
        throw command_failure(exit_usage, "--var: nothing names a variable '" + name + "'",
                              text::escape_for_terminal(text::did_you_mean(name, names)));
    }
}

std::string environment_suffix(const std::string& environment) {
    return environment.empty() ? std::string() : ", environment " + environment;
}

bool wants_every_environment(const cli_options& options) {
    const bool can = options.command == command::plan || options.command == command::drift ||
                     options.command == command::validate || options.command == command::lock;
    return can && asked_environment(options) == every_environment;
}

std::vector<std::string> unpicked_environments(const context& invocation) {
    diagnostics::source_map sources;
    diagnostics::collector problems;
    const manifest::project_config config =
        manifest::load_config(invocation.options.directory, sources, problems, choice_of(invocation.options));
    std::vector<std::string> names;
    if (!config.faulty && config.environment.empty() && asked_environment(invocation.options).empty()) {
        for (const auto& one : config.environments) {
            names.push_back(one.value);
        }
    }
    return names;
}

std::vector<std::string> all_environments(const context& invocation) {
    diagnostics::source_map sources;
    diagnostics::collector problems;
    manifest::project_choice nothing = choice_of(invocation.options);
    nothing.environment.clear();
    const manifest::project_config config =
        manifest::load_config(invocation.options.directory, sources, problems, nothing);
    if (config.faulty) {
        print_problems(invocation, diagnostics::sorted(problems.all()), sources, {});
        throw command_failure(exit_manifest,
                              "the project file has errors: nothing was connected to, and nothing done");
    }
    std::vector<std::string> names;
    for (const auto& one : config.environments) {
        names.push_back(one.value);
    }
    return names;
}

exit_status run_each_environment(const context& invocation, exit_status (*run)(const context& invocation)) {
    const std::vector<std::string> names = all_environments(invocation);
    if (names.empty()) {
        throw command_failure(exit_usage, "the project has no environments: 'all' of them is nothing");
    }
    check_outputs(invocation.options);
    exit_status worst = exit_ok;
    std::string summary;
    for (const std::string& name : names) {
        cli_options options = invocation.options;
        options.environment = name;
        options.out = for_environment(options.out, name);
        for (std::string& output : options.outputs) {
            output = for_environment(output, name);
        }
        const context one{options, invocation.screen, invocation.log};
        invocation.screen.data((summary.empty() ? "Environment " : "\nEnvironment ") + name + "\n\n");
        exit_status ended = exit_bug;
        try {
            ended = run(one);
        } catch (const command_failure& failure) {
            if (failure.status() == exit_interrupted) {
                throw;
            }
            invocation.screen.error(failure.what(), failure.hint());
            ended = failure.status();
        }
        worst = weight_of(ended) > weight_of(worst) ? ended : worst;
        summary += (summary.empty() ? "" : "; ") + name + ": " +
                   std::string(words_of(ended, invocation.options.command)) + " (" + std::to_string(ended) +
                   ")";
    }
    if (worst == exit_ok) {
        invocation.screen.note("Environments: " + summary + ".");
    } else {
        invocation.screen.complain("Environments: " + summary + ".");
    }
    return worst;
}

}  // namespace censusctl::cli
