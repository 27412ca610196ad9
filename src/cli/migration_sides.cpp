#include "cli/migration_sides.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cli/command_failure.hpp"
#include "cli/settings.hpp"
#include "cli/workspace_check.hpp"
#include "cli/workspace_reading.hpp"
#include "report/failure.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

/// The options with which the old generation is asked: what of them speaks of the new one is not its.
cli_options options_before(const cli_options& given) {
    cli_options options = given;
    options.base_url.clear();
    options.token_env.clear();
    options.read_only = true;
    return options;
}

cli_options options_after(const cli_options& given, const std::string& base_url) {
    cli_options options = given;
    options.base_url = base_url;
    options.api = given.to;
    options.read_only = true;
    return options;
}

std::string without_slashes(std::string url) {
    while (!url.empty() && url.back() == '/') {
        url.pop_back();
    }
    return url;
}

/// The new base URL: as given, or at the same host, where each generation has its path.
std::string base_url_after(const cli_options& options, const std::string& before) {
    if (!options.base_url.empty()) {
        return without_slashes(options.base_url);
    }
    constexpr std::string_view start = "/api/v";
    const std::size_t at = before.rfind(start);
    const bool is_usual = at != std::string::npos && at + start.size() + 1 == before.size();
    if (!is_usual) {
        throw command_failure(exit_usage,
                              "the base URL '" + text::escape_and_cut(before, 200) +
                                  "' does not end in /api/v1 or /api/v2, so that the new one does not follow "
                                  "from it",
                              "name the new one: --base-url URL");
    }
    return before.substr(0, at) + (options.to == "v2" ? "/api/v2" : "/api/v1");
}

/// Whether a failure says that the old generation is not to be had: retired, or not with this token.
bool is_out_of_reach(const http::failure& problem, bool same_url) {
    constexpr std::array<int, 4> statuses{401, 403, 404, 410};
    const bool refused =
        problem.stage == http::stage::status && std::ranges::find(statuses, problem.status) != statuses.end();
    // Where one URL serves both, what answers there is the new one.
    return refused || (same_url && problem.stage == http::stage::decode);
}

std::string first_line(const std::string& text) {
    const std::size_t end = text.find('\n');
    return text.substr(0, end);
}

void read_before(const context& invocation, const loaded_project& project, const settings& known,
                 const cli_options& options, bool same_url, migration_side& side) {
    if (invocation.options.files_alone) {
        side.why_not = "--files-alone";
        return;
    }
    if (known.token.empty() && !options.sandbox) {
        side.why_not = "the variable " + known.token_env + " is not set";
        return;
    }
    side.connection =
        std::make_unique<session>(options, project.declared.config, invocation.screen, invocation.log);
    const auto give_up = [&](const http::failure& problem) {
        if (!is_out_of_reach(problem, same_url)) {
            throw_failure(problem);
        }
        side.why_not = first_line(report::failure_text(problem));
    };
    if (const auto problem = try_to_check_workspace(*side.connection, project.declared.config)) {
        give_up(*problem);
        return;
    }
    auto read = try_to_read_workspace(*side.connection, wanted_metadata(project));
    if (!read) {
        give_up(read.error());
        return;
    }
    side.read = std::move(*read);
    side.api = side.connection->api_generation();
}

/// The sources that the files' syncs read, as the old generation has them, by their ids.
std::vector<model::connection_name> sources_before(const loaded_project& project,
                                                   const census::workspace_snapshot& workspace) {
    std::vector<model::connection_name> names;
    for (const auto& use : manifest::references_of(project.declared.syncs).sources) {
        for (const std::size_t at : model::find_sources(workspace.metadata, use.connection)) {
            const model::connection_id& id = workspace.metadata.sources[at].id;
            names.push_back({id.number(), id.number() ? std::string() : id.text()});
        }
    }
    return names;
}

}  // namespace

migration_sides read_sides(const context& invocation, const loaded_project& project) {
    const manifest::project_config& config = project.declared.config;
    const cli_options before = options_before(invocation.options);
    const settings known = read_settings(before, config);
    migration_sides sides;
    sides.before.base_url = known.base_url;
    sides.before.token_env = known.token_env;
    sides.after.base_url = base_url_after(invocation.options, known.base_url);
    sides.after.api = invocation.options.to;
    const bool by_path = sides.before.base_url.ends_with("/api/v2");
    sides.before.api = known.api != "auto" ? known.api : by_path ? "v2" : "v1";
    const bool same_url = sides.before.base_url == sides.after.base_url;
    sides.same_place = same_url && (known.api == "auto" || known.api == invocation.options.to);
    if (sides.same_place) {
        sides.before.api = sides.after.api;
        sides.before.why_not = "it is the new one";
    } else {
        read_before(invocation, project, known, before, same_url, sides.before);
    }
    const cli_options after = options_after(invocation.options, sides.after.base_url);
    sides.after.token_env = read_settings(after, config).token_env;
    sides.after.connection =
        sides.before.connection
            ? std::make_unique<session>(*sides.before.connection, after, config, invocation.log)
            : std::make_unique<session>(after, config, invocation.screen, invocation.log);
    check_workspace(*sides.after.connection, config);
    census::reading_extent extent;
    if (sides.before.read) {
        extent.in_groups_of = sources_before(project, *sides.before.read);
    }
    sides.after.read = read_workspace(*sides.after.connection, wanted_metadata(project), std::move(extent));
    sides.after.connection->say_learnt_keys();
    sides.groups = seen_groups(*sides.after.connection);
    return sides;
}

void read_metadata(session& connection, const loaded_project& project,
                   census::workspace_snapshot& workspace) {
    workspace.metadata = read_workspace(connection, wanted_metadata(project), {.syncs = false}).metadata;
}

}  // namespace censusctl::cli
