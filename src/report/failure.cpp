#include "report/failure.hpp"

#include <string_view>

#include "text/escape.hpp"

namespace censusctl::report {
namespace {

constexpr std::size_t longest_server_text = 500;
constexpr std::size_t longest_target = 300;

}  // namespace

std::string failure_text(const http::failure& problem) {
    std::string text;
    const auto part = [&](const std::string& more) {
        text.append(text.empty() ? "" : ": ").append(more);
    };
    if (!problem.method.empty()) {
        part(text::escape_for_terminal(problem.method) + " " +
             text::escape_and_cut(problem.target, longest_target));
    }
    const std::string status = std::to_string(problem.status);
    const bool said = problem.message.find("(HTTP " + status) != std::string::npos;
    if (problem.status != 0 && !said) {
        part(status);
    }
    if (!problem.message.empty()) {
        part(text::escape_and_cut(problem.message, longest_server_text));
    }
    if (!problem.server_text.empty() && problem.server_text != problem.message) {
        part("the server says '" + text::escape_and_cut(problem.server_text, longest_server_text) + "'");
    }
    if (problem.attempts > 1) {
        text.append(" (").append(std::to_string(problem.attempts)).append(" attempts)");
    }
    text += '\n';
    if (!problem.hint.empty()) {
        text.append("   hint: ").append(text::escape_for_terminal(problem.hint)).append("\n");
    }
    return text;
}

}  // namespace censusctl::report
