#include "cli/settings.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_failure.hpp"

using namespace censusctl;
using cli::command_failure;
using manifest::project_config;

namespace {

/// The environment of a caller, and what was there before, put back at the end.
class caller {
public:
    caller(std::initializer_list<std::pair<const char*, const char*>> variables) {
        for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) {
            const std::string assignment = *variable;
            const std::size_t sign = assignment.find('=');
            before_.emplace(assignment.substr(0, sign), assignment.substr(sign + 1));
        }
        clearenv();
        for (const auto& [name, value] : variables) {
            setenv(name, value, 1);
        }
    }
    ~caller() {
        clearenv();
        for (const auto& [name, value] : before_) {
            setenv(name.c_str(), value.c_str(), 1);
        }
    }
    caller(const caller&) = delete;
    caller& operator=(const caller&) = delete;

private:
    std::map<std::string, std::string> before_;
};

project_config file_of(const std::string& base_url, const std::string& token_env = {}) {
    project_config config;
    config.base_url = {base_url, {0, 3, 13, 1}};
    if (!token_env.empty()) {
        config.token_env = {token_env, {0, 4, 14, 1}};
    }
    return config;
}

/// "5: what it says" of the refusal, or the base URL that was taken.
std::string host_taken(const std::string& in_file, const std::string& flag = {}) {
    cli::cli_options options;
    options.base_url = flag;
    try {
        return cli::read_settings(options, file_of(in_file)).base_url;
    } catch (const command_failure& failure) {
        return std::to_string(failure.status()) + ": " + failure.what();
    }
}

/// "VARIABLE=token", or "5: what it says".
std::string token_taken(const std::string& in_file) {
    try {
        const cli::settings read = cli::read_settings({}, file_of({}, in_file));
        return read.token_env + "=" + read.token;
    } catch (const command_failure& failure) {
        return std::to_string(failure.status()) + ": " + failure.what();
    }
}

bool holds(const std::vector<std::string>& all, const std::string& wanted) {
    return std::ranges::find(all, wanted) != all.end();
}

}  // namespace

TEST_CASE("a flag beats the environment, which beats the file, which beats the default") {
    const std::string file = "https://eu.getcensus.com/api/v1";
    {
        const caller env{};
        CHECK(host_taken({}) == "https://app.getcensus.com/api/v1");
        CHECK(host_taken(file) == file);
        CHECK(host_taken(file, "https://flag.example/v1//") == "https://flag.example/v1");
    }
    const caller env{{"CENSUS_BASE_URL", "https://env.example/v1/"}};
    CHECK(host_taken(file) == "https://env.example/v1");
    CHECK(host_taken(file, "https://flag.example") == "https://flag.example");
}

TEST_CASE("a host that only the file names is the vendor's or loopback") {
    const caller env{};
    for (const std::string good : {"https://app.getcensus.com/api/v1", "https://api.fivetran.com/v1",
                                   "http://127.0.0.1:8080/api/v1", "http://localhost:1", "http://[::1]:9"}) {
        CHECK(host_taken(good) == good);
    }
    for (const std::string bad :
         {"https://elsewhere.example/api/v1", "https://app.getcensus.com.evil.example", "http://10.0.0.1",
          "https://app.getcensus.com:8443/api/v1", "http://app.getcensus.com"}) {
        CAPTURE(bad);
        const std::string refusal = host_taken(bad);
        CHECK(refusal.starts_with("5: the token is not sent to '"));
        CHECK(refusal.find("', which only censusctl.yaml:3:13 names: ") != std::string::npos);
        // Whoever calls may name any host.
        CHECK(host_taken(bad, bad) == bad);
    }
    CHECK(host_taken("no url").starts_with(
        "5: the base URL at censusctl.yaml:3:13 is not one that a token is sent to: "));
}

TEST_CASE("a caller lists hosts, and each stands for itself alone") {
    const caller env{{"CENSUSCTL_TRUSTED_HOSTS", "census.example, other.example:8443"}};
    CHECK(host_taken("https://census.example/v1") == "https://census.example/v1");
    CHECK(host_taken("https://other.example:8443/v1") == "https://other.example:8443/v1");
    for (const std::string bad : {"http://census.example/v1", "https://census.example:444/v1",
                                  "https://sub.census.example/v1", "https://other.example/v1"}) {
        CHECK(host_taken(bad).starts_with("5: "));
    }
}

TEST_CASE("the in-process sandbox asks nobody, so nothing is judged") {
    const caller env{};
    cli::cli_options options;
    options.sandbox = "";
    CHECK_NOTHROW(static_cast<void>(cli::read_settings(options, file_of("https://x.example", "HOME"))));
}

TEST_CASE("which variable is the token") {
    {
        const caller env{{"CENSUS_STAGING_KEY", "theirs"}, {"AWS_SECRET", "aws"}, {"HOME", "/home"}};
        CHECK(token_taken({}) == "CENSUS_API_TOKEN=");
        CHECK(token_taken("CENSUS_STAGING_KEY") == "CENSUS_STAGING_KEY=theirs");
        CHECK(token_taken("AWS_SECRET") ==
              "5: the variable 'AWS_SECRET', which censusctl.yaml:4:14 names, is not read: a file may name "
              "variables that begin with CENSUS");
        CHECK(token_taken("HOME").starts_with("5: "));
        CHECK(token_taken("census_lower").starts_with("5: "));
    }
    {
        const caller env(
            {{"CENSUS_API_TOKEN", "ours"}, {"CENSUS_STAGING_KEY", "theirs"}, {"AWS_SECRET", "aws"}});
        CHECK(token_taken("CENSUS_STAGING_KEY") == "CENSUS_API_TOKEN=ours");
        CHECK(token_taken("AWS_SECRET") == "CENSUS_API_TOKEN=ours");
    }
    const caller env(
        {{"CENSUSCTL_TOKEN_ENV", "AWS_SECRET"}, {"CENSUS_API_TOKEN", "ours"}, {"AWS_SECRET", "aws"}});
    CHECK(token_taken("CENSUS_STAGING_KEY") == "AWS_SECRET=aws");
}

TEST_CASE("what a secret store adds behind a token is taken off") {
    const caller env{{"CENSUS_API_TOKEN", "ours \r\n"}};
    CHECK(token_taken({}) == "CENSUS_API_TOKEN=ours");
}

TEST_CASE("variables that may hold a secret are kept from other programs, and their values are hidden") {
    const caller env{{"CENSUS_API_TOKEN", "a\n"},
                     {"CENSUS_OLD_API_KEY", "b"},
                     {"CENSUSCTL_GITLAB_TOKEN", "c"},
                     {"CENSUS_PASSWORD_2", "d"},
                     {"CENSUS_BASE_URL", "https://e.example"},
                     {"CENSUSCTL_TOKEN_ENV", "VAULT"},
                     {"VAULT", "f"},
                     {"FILES", "g"},
                     {"OTHER_TOKEN", "h"},
                     {"HTTPS_PROXY", "http://user:p%40ss@proxy.example:3128"}};
    const std::vector<std::string> names = cli::secret_variables("FILES");
    for (const char* name : {"CENSUS_API_TOKEN", "CENSUS_OLD_API_KEY", "CENSUSCTL_GITLAB_TOKEN",
                             "CENSUS_PASSWORD_2", "VAULT", "FILES"}) {
        CHECK_MESSAGE(holds(names, name), name);
    }
    for (const char* name : {"CENSUS_BASE_URL", "CENSUSCTL_TOKEN_ENV", "OTHER_TOKEN", "HTTPS_PROXY"}) {
        CHECK_MESSAGE(!holds(names, name), name);
    }
    const std::vector<std::string> secrets = cli::possible_secrets("FILES");
    for (const char* value : {"a", "b", "c", "d", "f", "g", "p@ss", "p%40ss"}) {
        CHECK_MESSAGE(holds(secrets, value), value);
    }
    CHECK_FALSE(holds(secrets, ""));
    CHECK_FALSE(holds(secrets, "h"));
}

TEST_CASE("an API generation that is not known is a matter of usage") {
    const caller env{};
    cli::cli_options options;
    options.api = "1999";
    try {
        static_cast<void>(cli::read_settings(options, {}));
        FAIL("taken");
    } catch (const command_failure& failure) {
        CHECK(failure.status() == cli::exit_usage);
        CHECK(std::string(failure.what()).find("the API generation '1999' is not known") !=
              std::string::npos);
    }
}

TEST_CASE("a region stands for the vendor's host there, in the generation that is spoken") {
    const caller nobody{{"CENSUS_API_TOKEN", "t"}};
    const auto url_of = [](const char* region, const char* api, const char* flag = "") {
        project_config config;
        config.region = {region, {0, 3, 13, 1}};
        cli::cli_options options;
        options.api = api;
        options.base_url = flag;
        return cli::read_settings(options, config).base_url;
    };
    CHECK(url_of("us", "auto") == "https://app.getcensus.com/api/v1");
    CHECK(url_of("us", "v2") == "https://app.getcensus.com/api/v2");
    CHECK(url_of("eu", "auto") == "https://app-eu.getcensus.com/api/v1");
    CHECK(url_of("eu", "2021") == "https://app-eu.getcensus.com/api/v1");
    CHECK(url_of("eu", "v2") == "https://app-eu.getcensus.com/api/v2");
    CHECK(url_of("", "v1") == "https://app.getcensus.com/api/v1");
    CHECK(url_of("eu", "v1", "https://app.getcensus.com/api/v1/") == "https://app.getcensus.com/api/v1");
}
