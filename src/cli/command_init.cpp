#include <algorithm>
#include <filesystem>
#include <system_error>

#include "cli/ci_examples.hpp"
#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "http/url.hpp"
#include "manifest/yaml_writer.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"
#include "text/repository_files.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view usual_url = "https://app.getcensus.com/api/v1";
constexpr std::string_view usual_variable = "CENSUS_API_TOKEN";

/// What is to be written, as it was asked for.
struct answers {
    std::string base_url{usual_url};
    std::string ci{"none"};
};

/// A file to be made, unless it is there.
struct new_file {
    fs::path path;
    std::string text;
};

answers asked(const context& invocation) {
    const cli_options& options = invocation.options;
    answers given;
    // Somebody who says something says all that differs from the usual.
    const bool asks = invocation.screen.interactive() && options.base_url.empty() && options.ci.empty() &&
                      options.token_env.empty() && !options.example;
    if (!options.base_url.empty()) {
        given.base_url = options.base_url;
    } else if (asks) {
        given.base_url = invocation.screen.ask("Base URL of the API", usual_url);
    }
    if (!options.ci.empty()) {
        given.ci = options.ci;
    } else if (asks) {
        given.ci = invocation.screen.ask("Workflows for CI: github, gitlab or none", "none");
    }
    const bool has_user = given.base_url.find('@') != std::string::npos;
    if (has_user || !http::parse_url(given.base_url)) {
        // Not shown: it may hold the token.
        throw command_failure(exit_usage, "that is no base URL of an API: nothing was written",
                              "it is like " + std::string(usual_url) + ", with no user or token in it");
    }
    if (given.ci != "github" && given.ci != "gitlab" && given.ci != "none") {
        throw command_failure(
            exit_usage,
            "there are no workflows for '" + text::escape_for_terminal(given.ci) + "': nothing was written",
            "there are github, gitlab and none");
    }
    return given;
}

std::string project_text(const answers& given, const std::string& token_env) {
    return "# What this folder's files speak of; the token itself is never in a file.\n"
           "version: 1\n"
           "workspace:\n"
           "  base_url: " +
           manifest::yaml_scalar(given.base_url) +
           "\n"
           "  token_env: " +
           (token_env.empty() ? std::string(usual_variable) : manifest::yaml_scalar(token_env)) +
           "  # the environment variable that holds the token\n"
           "manifests: [syncs]  # files, folders or globs\n";
}

constexpr std::string_view example_text =
    R"(# yaml-language-server: $schema=../.censusctl/manifest.schema.json
# A first sync, to be filled in: `censusctl list sources`, `list models`, `list destinations`, `list objects` and
# `list fields` show the names that there are.
version: 1
syncs:
  first-sync:
    label: First sync
    source: {connection: SOURCE, model: MODEL}   # or table: catalog.schema.name
    destination: {connection: DESTINATION, object: OBJECT}
    operation: upsert
    schedule: never
    mappings:
      - {from: COLUMN, to: FIELD, is_primary_identifier: true}
)";

std::vector<new_file> files_of(const context& invocation, const answers& given) {
    const fs::path folder = invocation.options.directory;
    std::vector<new_file> files{
        {folder / "censusctl.yaml", project_text(given, invocation.options.token_env)}};
    if (invocation.options.example) {
        files.push_back({folder / "syncs" / "first-sync.yaml", std::string(example_text)});
    }
    // A host of CI looks for its files at the root of the repository.
    const fs::path root =
        text::working_repository::root().empty() ? folder : text::working_repository::root();
    for (const ci_example& example : ci_examples) {
        if (example.host != given.ci) {
            continue;
        }
        std::string text(example.text);
        for (std::size_t at = text.find(usual_url); at != std::string::npos;
             at = text.find(usual_url, at + given.base_url.size())) {
            text.replace(at, usual_url.size(), given.base_url);
        }
        files.push_back({root / fs::path(example.path), std::move(text)});
    }
    return files;
}

/// Whether it was made; false where something of that name is there.
bool make(const new_file& file) {
    std::error_code failure;
    if (fs::symlink_status(file.path, failure).type() != fs::file_type::not_found) {
        return false;
    }
    fs::path nearest = fs::absolute(file.path.parent_path(), failure).lexically_normal();
    const fs::path parent = nearest;
    while (!fs::exists(nearest, failure) && nearest.has_relative_path()) {
        nearest = nearest.parent_path();
    }
    if (text::leads_out(nearest)) {
        throw command_failure(exit_failed, "'" + text::escape_for_terminal(file.path.string()) +
                                               "' leads out of the repository, and was not written");
    }
    fs::create_directories(parent, failure);
    try {
        text::write_file(file.path, file.text);
    } catch (const text::file_error& problem) {
        throw command_failure(exit_failed, text::escape_for_terminal(problem.what()));
    }
    return true;
}

}  // namespace

exit_status run_init(const context& invocation) {
    const answers given = asked(invocation);
    for (const new_file& file : files_of(invocation, given)) {
        std::error_code failure;
        const fs::path here = fs::absolute(file.path, failure)
                                  .lexically_normal()
                                  .lexically_proximate(fs::current_path(failure));
        const std::string name = text::escape_for_terminal(here.string());
        invocation.screen.note(make(file) ? "Wrote " + name + "."
                                          : "Kept " + name + ", which is there already.");
    }
    invocation.screen.note(
        "Next: put the token into " +
        (invocation.options.token_env.empty() ? std::string(usual_variable) : invocation.options.token_env) +
        ", and `censusctl import --all` writes manifests for the syncs that there are.");
    return exit_ok;
}

}  // namespace censusctl::cli
