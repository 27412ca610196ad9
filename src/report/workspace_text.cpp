#include "report/workspace_text.hpp"

#include "text/escape.hpp"

namespace censusctl::report {

std::string workspace_text(const plan::workspace_identity& workspace) {
    std::string text =
        text::escape_for_terminal(workspace.base_url) + " (API " + text::escape_for_terminal(workspace.api);
    if (!workspace.environment.empty()) {
        text += ", environment " + text::escape_for_terminal(workspace.environment);
    }
    return text + ")";
}

std::string in_environment(std::string_view environment) {
    return environment.empty() ? std::string() : " (" + std::string(environment) + ")";
}

}  // namespace censusctl::report
