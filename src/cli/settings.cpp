#include "cli/settings.hpp"

#include <cstdlib>
#include <initializer_list>

#include "cli/command_failure.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string() : std::string(value);
}

std::string first_of(std::initializer_list<std::string> candidates) {
    for (const std::string& candidate : candidates) {
        if (!candidate.empty()) {
            return candidate;
        }
    }
    return {};
}

/// A token read from a secret store often ends with a newline, which no header may hold.
std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) {
        text.pop_back();
    }
    return text;
}

}  // namespace

settings read_settings(const cli_options& options, const manifest::project_config& config) {
    settings settings;
    settings.base_url = first_of({options.base_url, environment("CENSUS_BASE_URL"), config.base_url.value,
                                  "https://app.getcensus.com/api/v1"});
    while (!settings.base_url.empty() && settings.base_url.back() == '/') {
        settings.base_url.pop_back();
    }
    settings.api = first_of({options.api, config.api.value, "2021"});
    if (settings.api == "auto") {
        settings.api = "2021";  // the only generation that is spoken
    }
    if (settings.api != "2021") {
        throw command_failure(
            exit_usage, "the API generation '" + text::escape_for_terminal(settings.api) + "' is not known",
            "write 2021 or auto");
    }
    settings.token_env = first_of({config.token_env.value, "CENSUS_API_TOKEN"});
    settings.token = trimmed(environment(settings.token_env.c_str()));
    settings.https_proxy = first_of({environment("HTTPS_PROXY"), environment("https_proxy"),
                                     environment("ALL_PROXY"), environment("all_proxy")});
    settings.no_proxy = first_of({environment("NO_PROXY"), environment("no_proxy")});
    return settings;
}

}  // namespace censusctl::cli
