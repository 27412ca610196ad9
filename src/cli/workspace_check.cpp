#include "cli/workspace_check.hpp"

#include <string>

#include "census/api.hpp"
#include "cli/command_failure.hpp"
#include "cli/session.hpp"
#include "cli/settings.hpp"
#include "cli/signal_loop.hpp"
#include "cli/workspace_reading.hpp"
#include "manifest/declaration.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {
namespace {

std::string quoted(const std::string& name) {
    constexpr std::size_t most = 200;
    return "'" + text::escape_and_cut(name, most) + "'";
}

[[noreturn]] void refuse(const census::workspace_row& there, const std::string& wanted,
                         const diagnostics::span& where) {
    throw command_failure(exit_refused,
                          "the token is of the workspace " + quoted(there.name) + " (" +
                              std::to_string(there.id) + "), and not of " + wanted + ", which " +
                              place_in_project_file(where) + " names: nothing was done",
                          "take the token of that workspace, or correct the file");
}

}  // namespace

std::optional<http::failure> try_to_check_workspace(session& connection,
                                                    const manifest::project_config& config) {
    const std::string& name = config.workspace_name.value;
    if ((name.empty() && !config.workspace_id) || connection.simulated()) {
        return std::nullopt;
    }
    auto read = connection.loop().run_until_signal(connection.service().get_workspace(),
                                                   signal_loop::on_signal::end_requests);
    if (!read) {
        return read.error();
    }
    if (!*read) {
        return std::nullopt;
    }
    const census::workspace_row& there = **read;
    if (config.workspace_id && config.workspace_id->value != there.id) {
        refuse(there, "the workspace " + std::to_string(config.workspace_id->value),
               config.workspace_id->where);
    }
    if (!name.empty() && name != there.name) {
        refuse(there, quoted(name), config.workspace_name.where);
    }
    return std::nullopt;
}

void check_workspace(session& connection, const manifest::project_config& config) {
    if (const auto problem = try_to_check_workspace(connection, config)) {
        throw_failure(*problem);
    }
}

}  // namespace censusctl::cli
