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

    void flag(const std::string& name, bool given) {
        if (given) {
            word(name);
        }
    }

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_{"censusctl apply"};
};

/// How the workspace was reached.
void add_target(command_line& made, const cli_options& given) {
    made.option("-C", given.directory == "." ? std::string() : given.directory);
    made.option("--base-url", given.base_url);
    made.option("--api", given.api);
    made.option("--ca-file", given.ca_file);
    made.flag("--allow-insecure-http", given.allow_insecure_http);
    if (given.sandbox) {
        made.word(given.sandbox->empty() ? std::string("--sandbox") : "--sandbox=" + *given.sandbox);
    }
}

}  // namespace

std::string command_to_apply(const cli_options& planned_with, const plan::plan& made, bool approved) {
    if (!made.can_apply()) {
        return {};
    }
    command_line line;
    add_target(line, planned_with);
    line.flag("--auto-approve", approved);
    line.option("--expect", made.id);
    line.flag("--allow-duplicates", planned_with.allow_duplicates);
    line.options("--error", planned_with.errors);
    line.options("--warn", planned_with.warnings);
    line.options("--ignore", planned_with.ignores);
    const std::vector<std::string>& paths = planned_with.words;
    line.flag("--", std::any_of(paths.begin(), paths.end(),
                                [](const std::string& path) { return path.starts_with('-'); }));
    for (const std::string& path : paths) {
        line.word(path);
    }
    return line.take();
}

std::string command_to_apply_file(const cli_options& planned_with, const plan::plan& made) {
    if (!made.can_apply()) {
        return {};
    }
    command_line line;
    add_target(line, planned_with);
    line.option("--plan", planned_with.out);
    return line.take();
}

}  // namespace censusctl::cli
