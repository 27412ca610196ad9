#include "cli/next_command.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "text/shell_word.hpp"

namespace censusctl::cli {
namespace {

/// A command line that grows word by word.
class command_line {
public:
    void word(const std::string& raw) { text_ += " " + text::shell_word(raw); }

    /// Nothing where the value is empty. One that looks like an option is joined to its name.
    void option(const std::string& name, const std::string& value) {
        if (value.empty()) {
            return;
        }
        if (value.front() == '-') {
            word(name + (name.starts_with("--") ? "=" : "") + value);
            return;
        }
        word(name);
        word(value);
    }

    void options(const std::string& name, const std::vector<std::string>& values) {
        for (const std::string& value : values) {
            option(name, value);
        }
    }

    void flag(const std::string& name, bool invocation) {
        if (invocation) {
            word(name);
        }
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_{"censusctl apply"};
};

/// Whether an apply would do anything: it refuses a plan that is over a limit.
bool can_follow(const plan::plan& todo) {
    return todo.can_apply() && std::ranges::none_of(todo.diagnostics, [](const auto& problem) {
               return problem.id == diagnostics::code::limit_exceeded;
           });
}

/// How the workspace was reached.
void add_target(command_line& result, const cli_options& invocation, const plan::plan& todo) {
    result.option("-C", invocation.directory == "." ? std::string() : invocation.directory);
    result.option("--env", todo.workspace.environment);
    result.option("--base-url", invocation.base_url);
    result.option("--api", invocation.api);
    result.option("--ca-file", invocation.ca_file);
    result.flag("--allow-insecure-http", invocation.allow_insecure_http);
    if (invocation.sandbox) {
        result.word(invocation.sandbox->empty() ? std::string("--sandbox")
                                                : "--sandbox=" + *invocation.sandbox);
    }
}

}  // namespace

std::string command_to_apply(const cli_options& planned_with, const plan::plan& todo, bool approved) {
    if (!can_follow(todo)) {
        return {};
    }
    command_line line;
    add_target(line, planned_with, todo);
    line.flag("--auto-approve", approved);
    line.options("--var", planned_with.variables);
    line.option("--expect", todo.id);
    line.option("--trust-base", planned_with.trust_base.value_or(std::string()));
    line.flag("--allow-duplicates", planned_with.allow_duplicates);
    line.flag("--allow-replace", planned_with.allow_replace);
    line.flag("--prune", planned_with.prune);
    line.option("--drift", planned_with.drift);
    if (todo.drift != manifest::drift_choice::overwrite) {
        line.option("--base", planned_with.base.value_or(std::string()));
    }
    line.options("--error", planned_with.errors);
    line.options("--warn", planned_with.warnings);
    line.options("--ignore", planned_with.ignores);
    line.options("--label", planned_with.labels);
    line.options("--destination", planned_with.destinations);
    line.options("--source", planned_with.source_names);
    const std::vector<std::string>& paths = planned_with.words;
    line.flag("--", std::any_of(paths.begin(), paths.end(),
                                [](const std::string& path) { return path.starts_with('-'); }));
    for (const std::string& path : paths) {
        line.word(path);
    }
    return line.take();
}

std::string command_to_apply_file(const cli_options& planned_with, const plan::plan& todo) {
    if (!can_follow(todo)) {
        return {};
    }
    command_line line;
    add_target(line, planned_with, todo);
    line.option("--plan", planned_with.out);
    line.option("--trust-base", planned_with.trust_base.value_or(std::string()));
    return line.take();
}

}  // namespace censusctl::cli
