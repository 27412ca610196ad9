#include "cli/outputs.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>

#include "cli/command_failure.hpp"
#include "report/problem_formats.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {

namespace {

bool goes_to_stdout(std::string_view output) {
    return output.substr(output.find('=') + 1) == standard_stream;
}

void print(const context& invocation, const renderer& render) {
    const cli_options& options = invocation.options;
    std::string format = options.format;
    const auto count = std::ranges::count_if(options.outputs, goes_to_stdout);
    const bool saves_there = options.command == command::plan && options.out == standard_stream;
    if (count + (saves_there ? 1 : 0) > 1) {
        throw command_failure(exit_usage, "standard output takes one of what is to be written there");
    }
    if (count > 0) {
        const std::string& output = *std::ranges::find_if(options.outputs, goes_to_stdout);
        format = output.substr(0, output.find('='));
    }
    const std::string text = render(format, invocation.screen.style());
    if (saves_there) {
        invocation.screen.note(std::string_view(text).substr(0, text.find_last_not_of('\n') + 1));
    } else {
        invocation.screen.data(text, format);
    }
}

}  // namespace

void emit(const context& invocation, const renderer& render) {
    print(invocation, render);
    for (const std::string& output : invocation.options.outputs) {
        const std::size_t sign = output.find('=');
        if (goes_to_stdout(output)) {
            continue;
        }
        const report::text_style plain;
        const std::string text = render(std::string_view(output).substr(0, sign), plain);
        try {
            text::write_file(output.substr(sign + 1), invocation.screen.redact(text));
        } catch (const text::file_error& problem) {
            throw command_failure(exit_failed,
                                  "an output was not written: " + text::escape_for_terminal(problem.what()));
        }
    }
}

std::string problems_for_tools(std::string_view format, const std::vector<diagnostics::diagnostic>& problems,
                               const diagnostics::source_map& sources) {
    if (format == "sarif") {
        return report::diagnostics_sarif(problems, sources);
    }
    if (format == "junit") {
        return report::diagnostics_junit(problems, sources);
    }
    if (format == "github") {
        return report::diagnostics_github(problems, sources);
    }
    if (format == "gitlab") {
        return report::diagnostics_gitlab(problems, sources);
    }
    return {};
}

void refuse_secret(const context& invocation, std::string_view text, std::string_view what) {
    if (invocation.screen.holds_secret(text)) {
        throw command_failure(exit_failed,
                              std::string(what) + " would hold the token itself; nothing was written or sent",
                              "take the token out of the manifests and their history, and renew it");
    }
}

}  // namespace censusctl::cli
