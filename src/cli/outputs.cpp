#include "cli/outputs.hpp"

#include <stdexcept>

#include "cli/command_failure.hpp"
#include "report/problem_formats.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {

void emit(const context& invocation, const renderer& render) {
    invocation.screen.data(render(invocation.options.format, invocation.screen.style()),
                           invocation.options.format);
    for (const std::string& output : invocation.options.outputs) {
        const std::size_t sign = output.find('=');
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
