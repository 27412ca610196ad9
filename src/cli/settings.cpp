#include "cli/settings.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string_view>

#include "cli/command_failure.hpp"
#include "cli/process_environment.hpp"
#include "http/trusted_host.hpp"
#include "http/url.hpp"
#include "model/region.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

constexpr const char* usual_token_variable = "CENSUS_API_TOKEN";
constexpr const char* callers_token_variable = "CENSUSCTL_TOKEN_ENV";
constexpr const char* trusted_hosts_variable = "CENSUSCTL_TRUSTED_HOSTS";
constexpr std::string_view own_prefix = "CENSUS";

/// What in the name of a variable says that its value is a secret.
constexpr std::array<std::string_view, 5> secret_words{"TOKEN", "KEY", "SECRET", "PASSWORD", "CREDENTIAL"};
constexpr std::array<const char*, 4> proxy_variables{"HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"};

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

/// Refuses a host that only the file names, unless it is one that a file may name.
void check_host(const diagnostics::located<std::string>& base_url) {
    const auto target = http::parse_url(base_url.value);
    if (!target) {
        throw command_failure(exit_refused,
                              "the base URL at " + place_in_project_file(base_url.where) +
                                  " is not one that a token is sent to: " + target.error().message,
                              "write it like https://app.getcensus.com/api/v1");
    }
    if (http::is_vendor(*target) || http::is_loopback(*target) ||
        http::is_listed(*target, environment_variable(trusted_hosts_variable))) {
        return;
    }
    const std::string host = text::escape_and_cut(target->authority(), 200);
    throw command_failure(exit_refused,
                          "the token is not sent to '" + host + "', which only " +
                              place_in_project_file(base_url.where) +
                              " names: a file may name hosts of the vendor (https, below getcensus.com or "
                              "fivetran.com) and loopback",
                          "if it is right, the caller allows it: --base-url, CENSUS_BASE_URL, or " +
                              std::string(trusted_hosts_variable) + "=" + host);
}

/// The variable that holds the token: a caller may name any.
std::string token_variable(const cli_options& options, const manifest::project_config& config) {
    if (!options.token_env.empty()) {
        return options.token_env;
    }
    if (std::string callers = environment_variable(callers_token_variable); !callers.empty()) {
        return callers;
    }
    const std::string& files = config.token_env.value;
    if (files.empty() || !environment_variable(usual_token_variable).empty()) {
        return usual_token_variable;
    }
    if (!options.sandbox && !files.starts_with(own_prefix)) {
        throw command_failure(exit_refused,
                              "the variable '" + text::escape_and_cut(files, 200) + "', which " +
                                  place_in_project_file(config.token_env.where) +
                                  " names, is not read: a file may name variables that begin with CENSUS",
                              "if it is right, the caller allows it: " + std::string(callers_token_variable) +
                                  "=" + text::escape_and_cut(files, 200));
    }
    return files;
}

bool may_hold_a_token(std::string_view name) {
    // What CENSUSCTL_VAR_… holds is put into manifests, and shown.
    return name.starts_with(own_prefix) && name != callers_token_variable &&
           !name.starts_with("CENSUSCTL_VAR_") &&
           std::ranges::any_of(secret_words, [&](std::string_view word) {
               return name.find(word) != std::string_view::npos;
           });
}

}  // namespace

namespace {

constexpr std::array<std::string_view, 4> generations{"auto", "2021", "v1", "v2"};

void check_generation(const std::string& wanted) {
    if (std::ranges::find(generations, wanted) == generations.end()) {
        throw command_failure(exit_usage,
                              "the API generation '" + text::escape_for_terminal(wanted) + "' is not known",
                              "write auto, 2021, v1 or v2");
    }
}

}  // namespace

std::string place_in_project_file(const diagnostics::span& where) {
    return "censusctl.yaml:" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

settings read_settings(const cli_options& options, const manifest::project_config& config) {
    settings read;
    const std::string callers_url = first_of({options.base_url, environment_variable("CENSUS_BASE_URL")});
    read.api = first_of({options.api, config.api.value, "auto"});
    check_generation(read.api);
    const std::string usual_url = model::base_url_of(config.region.value, read.api);
    read.base_url = first_of({callers_url, config.base_url.value, usual_url});
    while (!read.base_url.empty() && read.base_url.back() == '/') {
        read.base_url.pop_back();
    }
    if (!options.sandbox && callers_url.empty() && !config.base_url.value.empty()) {
        check_host(config.base_url);
    }
    read.token_env = token_variable(options, config);
    read.token = trimmed(environment_variable(read.token_env.c_str()));
    read.https_proxy = first_of({environment_variable("HTTPS_PROXY"), environment_variable("https_proxy"),
                                 environment_variable("ALL_PROXY"), environment_variable("all_proxy")});
    read.no_proxy = first_of({environment_variable("NO_PROXY"), environment_variable("no_proxy")});
    read.group = config.group_id.value;
    read.read_only = options.read_only || config.read_only;
    return read;
}

std::vector<std::string> secret_variables(const std::string& files) {
    std::vector<std::string> names;
    if (!files.empty()) {
        names.push_back(files);
    }
    for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
        const std::string_view assignment = *variable;
        const std::string_view name = assignment.substr(0, assignment.find('='));
        if (may_hold_a_token(name)) {
            names.emplace_back(name);
        }
    }
    names.emplace_back(usual_token_variable);
    if (std::string callers = environment_variable(callers_token_variable); !callers.empty()) {
        names.push_back(std::move(callers));
    }
    return names;
}

std::vector<std::string> possible_secrets(const std::string& files) {
    std::vector<std::string> secrets;
    for (const std::string& name : secret_variables(files)) {
        secrets.push_back(trimmed(environment_variable(name.c_str())));
    }
    for (const char* name : proxy_variables) {
        if (const auto proxy = http::parse_url(environment_variable(name));
            proxy && !proxy->password.empty()) {
            secrets.push_back(proxy->password);
            secrets.push_back(http::percent_encode(proxy->password));
        }
    }
    std::erase(secrets, std::string());
    return secrets;
}

}  // namespace censusctl::cli
